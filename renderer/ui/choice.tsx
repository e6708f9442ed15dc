import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { Switch as BaseSwitch } from '@base-ui/react/switch'
import type { ReactNode } from 'react'

type Option<Value extends string> = { readonly value: Value; readonly label: ReactNode; readonly isDisabled?: boolean }

/** A few choices side by side, one of them on. */
export function Segments<Value extends string>({
  name,
  value,
  options,
  choose,
}: {
  name: string
  value: Value
  options: readonly Option<Value>[]
  choose: (value: Value) => void
}) {
  return (
    <RadioGroup
      aria-label={name}
      value={value}
      onValueChange={chosen => choose(chosen)}
      className="inline-flex shrink-0 gap-px rounded-control bg-raised p-0.5 inset-ring inset-ring-control-edge"
    >
      {options.map(option => (
        <Radio.Root
          key={option.value}
          value={option.value}
          disabled={option.isDisabled ?? false}
          className="flex h-6 items-center gap-1.5 rounded-small px-2.5 text-12 font-medium text-soft data-checked:bg-chosen data-checked:text-on-chosen data-disabled:opacity-45"
        >
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}

/** On or off; takes effect at once. */
export function Switch({
  label,
  isOn,
  set,
  isLabelHidden = false,
}: {
  label: string
  isOn: boolean
  set: (isOn: boolean) => void
  isLabelHidden?: boolean
}) {
  return (
    <label className="inline-flex shrink-0 items-center gap-2">
      <BaseSwitch.Root
        checked={isOn}
        onCheckedChange={set}
        aria-label={isLabelHidden ? label : undefined}
        className="relative h-4 w-7 shrink-0 rounded-full bg-control-hover inset-ring inset-ring-line-strong transition-colors data-checked:bg-now"
      >
        <BaseSwitch.Thumb className="absolute top-0.5 left-0.5 size-3 rounded-full bg-soft transition-[left] data-checked:left-3.5 data-checked:bg-on-now" />
      </BaseSwitch.Root>
      {!isLabelHidden && label}
    </label>
  )
}

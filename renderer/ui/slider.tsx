import { Slider as Base } from '@base-ui/react/slider'

type Props = {
  readonly name: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
  /** While it moves. */
  readonly change: (value: number) => void
  /** When it is let go. */
  readonly settle?: (value: number) => void
  /** What a reader hears, and what stands for the number. */
  readonly say?: (value: number) => string
  readonly className?: string
}

export function Slider({ name, value, min, max, step = 1, change, settle, say = String, className = '' }: Props) {
  return (
    <Base.Root
      value={value}
      min={min}
      max={max}
      step={step}
      onValueChange={moved => change(moved)}
      onValueCommitted={settled => settle?.(settled)}
      className={className}
    >
      <Base.Control className="flex h-6 w-full touch-none items-center">
        <Base.Track data-colour="" className="h-0.5 w-full rounded-full bg-track">
          <Base.Indicator className="rounded-full bg-soft" />
          <Base.Thumb
            aria-label={name}
            getAriaValueText={(_formatted, shown) => say(shown)}
            className="size-3 rounded-full bg-text outline-offset-2 has-focus-visible:outline-2 has-focus-visible:outline-now"
          />
        </Base.Track>
      </Base.Control>
    </Base.Root>
  )
}

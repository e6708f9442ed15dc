import { Search, X } from 'lucide-react'
import { useId, useRef, type ComponentProps, type ReactNode } from 'react'
import { texts } from '../texts.ts'
import { useCommands } from '../commands/use-commands.ts'
import { ICON } from './icon.ts'

/** A line of text with its name over it, or read out only. */
export function TextField({
  label,
  isLabelHidden = false,
  hint,
  className = '',
  ...rest
}: ComponentProps<'input'> & { label: string; isLabelHidden?: boolean; hint?: ReactNode }) {
  const hintId = useId()
  return (
    <div className={`flex flex-col gap-1 ${className}`}>
      <label className="flex flex-col gap-1">
        <span className={isLabelHidden ? 'sr-only' : 'text-12 text-soft'}>{label}</span>
        <input
          aria-describedby={hint === undefined ? undefined : hintId}
          className="h-7 w-full rounded-control bg-raised px-2.5 text-text inset-ring inset-ring-control-edge outline-offset-0 placeholder:text-faint"
          {...rest}
        />
      </label>
      <Hint id={hintId}>{hint}</Hint>
    </div>
  )
}

/** Below a field: read out after its name. */
function Hint({ id, children }: { id: string; children: ReactNode }) {
  if (children === undefined) return null
  return (
    <span id={id} className="text-12 text-faint">
      {children}
    </span>
  )
}

/** Where a list is searched; the key for finding leads here. */
export function SearchField({
  label,
  text,
  change,
  isFocused = false,
  className = '',
}: {
  label: string
  text: string
  change: (text: string) => void
  isFocused?: boolean
  className?: string
}) {
  const input = useRef<HTMLInputElement>(null)
  useCommands({ 'frame.find': () => input.current?.select() })
  return (
    <div
      className={`flex h-7 items-center gap-2 rounded-control bg-raised pr-1 pl-2.5 text-faint inset-ring inset-ring-control-edge focus-within:outline-2 focus-within:outline-now ${className}`}
    >
      <Search {...ICON} className="shrink-0" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        // The screen's first job is to be searched: who opens it begins to type.
        // oxlint-disable-next-line jsx_a11y/no-autofocus
        autoFocus={isFocused}
        onChange={event => change(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            if (text === '') input.current?.blur()
            else change('')
          }
        }}
        className="min-w-0 grow bg-transparent text-text outline-none placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
      />
      {text !== '' && (
        <button
          type="button"
          aria-label={texts.ui.clear}
          onClick={() => change('')}
          className="flex size-5 items-center justify-center rounded-small text-soft hover:bg-control"
        >
          <X {...ICON} size={13} />
        </button>
      )}
    </div>
  )
}

const SELECT_LOOKS = {
  normal: 'h-7 w-full bg-raised px-2',
  /** Within a line of text. */
  small: 'h-6 max-w-52 min-w-0 truncate bg-control pr-1 pl-2 text-12',
} as const

/** One of a list, in the system's own: long lists and keys work as everywhere. Its name is over it, or read out only. */
export function SelectField<Value extends string>({
  label,
  isLabelHidden = false,
  value,
  options,
  choose,
  hint,
  size = 'normal',
}: {
  label: string
  isLabelHidden?: boolean
  value: Value
  options: readonly { readonly value: Value; readonly label: string }[]
  choose: (value: Value) => void
  hint?: ReactNode
  size?: keyof typeof SELECT_LOOKS
}) {
  const hintId = useId()
  const select = (
    <select
      value={value}
      aria-label={isLabelHidden ? label : undefined}
      aria-describedby={hint === undefined ? undefined : hintId}
      onChange={event => choose(event.target.value as Value)}
      className={`rounded-control text-text inset-ring inset-ring-control-edge outline-offset-0 ${SELECT_LOOKS[size]}`}
    >
      {options.map(option => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
  if (isLabelHidden) return select
  return (
    <div className="flex flex-col gap-1">
      <label className="flex flex-col gap-1">
        <span className="text-12 text-soft">{label}</span>
        {select}
      </label>
      <Hint id={hintId}>{hint}</Hint>
    </div>
  )
}

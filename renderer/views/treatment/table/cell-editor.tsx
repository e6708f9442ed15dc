import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useKeptWhenLeft } from '../../../ui/use-kept-when-left.ts'
import { useNameCompletion } from '../use-name-completion.tsx'

/** Where to go on after a cell; in place the table has the keys again, away whatever took them keeps them. */
export type LeavingTo = 'away' | 'here' | 'down' | 'next' | 'before'

type Props = {
  readonly label: string
  /** What stands there. */
  readonly text: string
  /** A letter that is typed over it; null to go on at its end. */
  readonly typedOver: string | null
  /** Each text that stands there while it is typed in. */
  readonly onType: (text: string) => void
  /** `text` is null where there is nothing to keep. */
  readonly leave: (text: string | null, to: LeavingTo) => void
}

/** A cell while it is typed in. It grows over the rows below with its text. */
export function CellEditor({ label, text, typedOver, onType, leave }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  /** Null as long as nothing was typed: what another window writes here meanwhile is not to be written over. */
  const typed = useRef(typedOver)
  const isLeft = useRef(false)

  useEffect(() => {
    const area = field.current
    area?.focus({ preventScroll: true })
    area?.setSelectionRange(area.value.length, area.value.length)
    area?.scrollTo(0, area.scrollHeight)
  }, [])

  function end(to: LeavingTo, isKept = true): void {
    if (isLeft.current) return
    isLeft.current = true
    leave(isKept ? typed.current : null, to)
  }

  useKeptWhenLeft(() => end('away'))
  const completion = useNameCompletion(field, tell)

  function tell(text: string): void {
    typed.current = text
    onType(text)
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Enter and Escape choose among the writings of what is being composed.
    if (event.nativeEvent.isComposing) return
    if (completion.onKey(event)) {
      event.preventDefault()
      return
    }
    const to = leavingBy(event)
    if (!to) return
    event.preventDefault()
    end(to, event.key !== 'Escape')
  }

  return (
    <div className="absolute top-0 left-0 z-20 flex min-h-full w-full flex-col">
      <textarea
        ref={field}
        aria-label={label}
        {...completion.fieldProps}
        defaultValue={typedOver ?? text}
        rows={1}
        spellCheck
        onChange={event => {
          tell(event.target.value)
          completion.look()
        }}
        onKeyDown={onKeyDown}
        onCopy={event => event.stopPropagation()}
        onPaste={event => event.stopPropagation()}
        onCut={event => event.stopPropagation()}
        // When the whole window is left, the cell is still typed in when it comes back.
        onBlur={event => document.activeElement !== event.target && end('away')}
        className="field-sizing-content max-h-60 min-h-10 w-full min-w-full shrink-0 resize-none bg-raised px-2 py-1 text-12 text-text shadow-float outline-2 -outline-offset-2 outline-now"
      />
      {completion.list}
    </div>
  )
}

function leavingBy({ key, shiftKey, altKey }: KeyboardEvent): LeavingTo | null {
  switch (key) {
    case 'Escape':
      return 'here'
    case 'Enter':
      // A line of its own inside the cell.
      return altKey || shiftKey ? null : 'down'
    case 'Tab':
      return shiftKey ? 'before' : 'next'
    default:
      return null
  }
}

import { useEffect, useRef, type KeyboardEvent } from 'react'

/** How an edit was left: with what was typed or without, and where to go on. */
export type Leaving = { readonly isKept: boolean; readonly to: 'here' | 'down' | 'up' | 'next' | 'before' }

type Props = {
  readonly label: string
  readonly text: string
  /** Typing over what stood there begins at the end of the first letter; else all is selected, to be read or replaced. */
  readonly isTypedOver: boolean
  readonly leave: (text: string, leaving: Leaving) => void
}

/** A cell while it is typed in. It grows over the rows below with its text. */
export function CellEditor({ label, text, isTypedOver, leave }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const isLeft = useRef(false)

  useEffect(() => {
    const area = field.current
    area?.focus({ preventScroll: true })
    area?.setSelectionRange(isTypedOver ? text.length : 0, text.length)
  }, [isTypedOver, text])

  function end(leaving: Leaving): void {
    if (isLeft.current) return
    isLeft.current = true
    leave(field.current?.value ?? text, leaving)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const leaving = leavingBy(event)
    if (!leaving) return
    event.preventDefault()
    end(leaving)
  }

  return (
    <textarea
      ref={field}
      aria-label={label}
      defaultValue={text}
      rows={1}
      spellCheck
      onKeyDown={onKeyDown}
      onCopy={event => event.stopPropagation()}
      onPaste={event => event.stopPropagation()}
      onCut={event => event.stopPropagation()}
      onBlur={() => end({ isKept: true, to: 'here' })}
      className="absolute top-0 left-0 z-20 field-sizing-content max-h-60 min-h-full w-full min-w-full resize-none bg-raised px-2 py-1 text-12 text-text shadow-float outline-2 -outline-offset-2 outline-now"
    />
  )
}

function leavingBy({ key, shiftKey, altKey, nativeEvent }: KeyboardEvent): Leaving | null {
  if (nativeEvent.isComposing) return null
  switch (key) {
    case 'Escape':
      return { isKept: false, to: 'here' }
    case 'Enter':
      // A line of its own inside the cell.
      return altKey || shiftKey ? null : { isKept: true, to: 'down' }
    case 'Tab':
      return { isKept: true, to: shiftKey ? 'before' : 'next' }
    default:
      return null
  }
}

import { useEffect, useId, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { dotted } from '#model/prompt/variables.ts'
import { texts } from '../../texts.ts'
import { useTreatment } from './use-treatment.tsx'

/** How many names are offered at once. */
const MOST_OFFERED = 6

type Field = HTMLTextAreaElement | HTMLInputElement

type Open = { readonly start: number; readonly names: readonly string[]; readonly index: number }

export type NameCompletion = {
  /** To be called with whatever is typed. */
  readonly look: () => void
  /** True where a key chose among the names, and means nothing else. */
  readonly onKey: (event: KeyboardEvent) => boolean
  readonly list: ReactNode
  /** For the field: what is offered is read out, and goes when the caret leaves its place. */
  readonly fieldProps: {
    readonly 'aria-controls'?: string
    readonly 'aria-activedescendant'?: string
    readonly onSelect?: () => void
  }
}

/** Offers the names of people and places after `{{`. `typed` is told the text with a name in it. */
export function useNameCompletion(field: RefObject<Field | null>, typed: (text: string) => void): NameCompletion {
  const { variables } = useTreatment()
  const [open, setOpen] = useState<Open | null>(null)
  const isOpen = open !== null
  useEffect(() => {
    const element = field.current
    if (!isOpen || !element) return undefined
    const close = (): void => setOpen(null)
    element.addEventListener('blur', close)
    return () => element.removeEventListener('blur', close)
  }, [field, isOpen])
  const listId = useId()
  const optionId = (index: number): string => `${listId}-${index}`

  function beforeCaret(): string {
    return field.current?.value.slice(0, field.current.selectionStart ?? 0) ?? ''
  }

  function look(): void {
    const found = wantedIn(beforeCaret())
    const names = found ? variables.map(dotted).filter(name => name.toLowerCase().includes(found.name)) : []
    setOpen(found && names.length > 0 ? { start: found.start, names: names.slice(0, MOST_OFFERED), index: 0 } : null)
  }

  /** The arrows of the keyboard choose, and move no caret. */
  function onSelect(): void {
    if (open && wantedIn(beforeCaret())?.start !== open.start) setOpen(null)
  }

  function take(name: string): void {
    const element = field.current
    if (!element || !open) return
    const caret = element.selectionStart ?? element.value.length
    const rest = /^[^{}|\n]*\}\}/.exec(element.value.slice(caret))?.[0] ?? ''
    element.setRangeText(`{{${name}}}`, open.start, caret + rest.length, 'end')
    setOpen(null)
    typed(element.value)
  }

  function onKey({ key }: KeyboardEvent): boolean {
    if (!open) return false
    const { names, index } = open
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      setOpen({ ...open, index: (index + (key === 'ArrowDown' ? 1 : names.length - 1)) % names.length })
    } else if (key === 'Enter' || key === 'Tab') take(names[index]!)
    else if (key === 'Escape') setOpen(null)
    else return false
    return true
  }

  const list = open && (
    <ul
      id={listId}
      role="listbox"
      aria-label={texts.treatment.names}
      className="w-full min-w-40 overflow-hidden rounded-b-card bg-panel py-1 shadow-float inset-ring inset-ring-line-strong"
    >
      {open.names.map((name, index) => (
        <li
          key={name}
          id={optionId(index)}
          role="option"
          aria-selected={index === open.index}
          // The field keeps the keyboard.
          onMouseDown={event => {
            event.preventDefault()
            take(name)
          }}
          className={`flex h-6 items-center truncate px-2 text-12 ${index === open.index ? 'bg-control text-text' : 'text-soft'}`}
        >
          {`{{${name}}}`}
        </li>
      ))}
    </ul>
  )
  return {
    look,
    onKey,
    list,
    fieldProps: open ? { 'aria-controls': listId, 'aria-activedescendant': optionId(open.index), onSelect } : {},
  }
}

/** The name that is begun at the end of a text, and where its braces open. */
function wantedIn(before: string): { readonly start: number; readonly name: string } | null {
  const found = /\{\{\s*([^{}|\n]*)$/.exec(before)
  return found && { start: found.index, name: found[1]!.trim().toLowerCase() }
}

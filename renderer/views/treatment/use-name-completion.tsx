import { useId, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
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
  /** For the field: what is offered is read out. */
  readonly fieldProps: { readonly 'aria-controls'?: string; readonly 'aria-activedescendant'?: string }
}

/** Offers the names of people and places after `{{`. `typed` is told the text with a name in it. */
export function useNameCompletion(field: RefObject<Field | null>, typed: (text: string) => void): NameCompletion {
  const { variables } = useTreatment()
  const [open, setOpen] = useState<Open | null>(null)
  const listId = useId()
  const optionId = (index: number): string => `${listId}-${index}`

  function look(): void {
    const element = field.current
    const before = element?.value.slice(0, element.selectionStart ?? 0) ?? ''
    const found = /\{\{\s*([^{}|\n]*)$/.exec(before)
    const wanted = (found?.[1] ?? '').trim().toLowerCase()
    const names = found ? variables.map(dotted).filter(name => name.toLowerCase().includes(wanted)) : []
    setOpen(found && names.length > 0 ? { start: found.index, names: names.slice(0, MOST_OFFERED), index: 0 } : null)
  }

  function take(name: string): void {
    const element = field.current
    if (!element || !open) return
    const caret = element.selectionStart ?? element.value.length
    const end = element.value.startsWith('}}', caret) ? caret + 2 : caret
    element.setRangeText(`{{${name}}}`, open.start, end, 'end')
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
    fieldProps: open ? { 'aria-controls': listId, 'aria-activedescendant': optionId(open.index) } : {},
  }
}

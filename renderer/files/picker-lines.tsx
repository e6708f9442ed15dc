import { Check, File, Folder } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import type { FolderListing } from '#model/contract/files-contract.ts'
import { texts } from '../texts.ts'
import { sizeText } from '../ui/size.ts'
import { ICON } from '../ui/icon.ts'
import { pickerLines, type PickerLine } from './picker-list.ts'

type Props = {
  readonly listing: FolderListing
  readonly find: string
  readonly chosen: readonly string[]
  readonly isMany: boolean
  /** Once chooses a file, twice opens it, or the folder. */
  readonly press: (line: PickerLine, isTwice: boolean) => void
  readonly up: () => void
}

/** What is in the folder: a list of one tab stop, in which the arrows move, Enter opens and Backspace leaves. */
export function PickerLines({ listing, find, chosen, isMany, press, up }: Props) {
  const lines = pickerLines(listing, find)
  const [at, setAt] = useState(0)
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const active = lines[Math.min(at, lines.length - 1)]
  const activeIndex = active ? lines.indexOf(active) : -1

  useEffect(() => list.current?.focus(), [])
  useEffect(() => {
    list.current?.children[activeIndex]?.scrollIntoView({ block: 'nearest' })
  }, [activeIndex])

  function onKeyDown(event: KeyboardEvent): void {
    const last = lines.length - 1
    const moves: Record<string, number> = {
      ArrowDown: Math.min(last, activeIndex + 1),
      ArrowUp: Math.max(0, activeIndex - 1),
      Home: 0,
      End: last,
      PageDown: Math.min(last, activeIndex + 12),
      PageUp: Math.max(0, activeIndex - 12),
    }
    const to = moves[event.key]
    if (to !== undefined) setAt(to)
    else if (event.key === 'Enter' && active) press(active, true)
    else if (event.key === ' ' && active) press(active, false)
    else if (event.key === 'Backspace') up()
    else return
    event.preventDefault()
  }

  if (lines.length === 0) {
    return <p className="m-auto text-soft">{find === '' ? texts.files.empty : texts.files.notFound}</p>
  }
  return (
    <ul
      ref={list}
      role="listbox"
      aria-label={texts.files.inFolder}
      aria-multiselectable={isMany}
      aria-activedescendant={activeIndex < 0 ? undefined : `${id}${activeIndex}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="group min-h-0 grow overflow-auto rounded-control bg-well p-1"
    >
      {lines.map((line, index) => (
        // The list hears the keys of its lines.
        // oxlint-disable-next-line jsx_a11y/click-events-have-key-events
        <li
          key={line.path}
          id={`${id}${index}`}
          role="option"
          aria-selected={chosen.includes(line.path)}
          onClick={() => {
            setAt(index)
            press(line, false)
          }}
          onDoubleClick={() => press(line, true)}
          className={`flex h-7 items-center gap-2 rounded-small px-2 aria-selected:bg-now-dim ${
            index === activeIndex ? 'group-focus:inset-ring group-focus:inset-ring-now' : ''
          }`}
        >
          {line.kind === 'folder' ? (
            <Folder {...ICON} className="shrink-0 text-soft" />
          ) : (
            <File {...ICON} className="shrink-0 text-faint" />
          )}
          <span className="min-w-0 grow truncate">{line.name}</span>
          {chosen.includes(line.path) && <Check {...ICON} className="shrink-0 text-now" />}
          {line.sizeBytes !== null && <span className="shrink-0 text-12 text-faint">{sizeText(line.sizeBytes)}</span>}
        </li>
      ))}
    </ul>
  )
}

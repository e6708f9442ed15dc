import { X } from 'lucide-react'
import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { createPortal } from 'react-dom'
import { runCommand } from '../../commands/registry.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { DailiesEnd } from './dailies-end.tsx'
import { NoteField } from './take-note.tsx'
import type { Cell } from './take-rows.ts'
import type { TileActs } from './take-tile.tsx'
import { TakesLarge } from './takes-large.tsx'
import { useTakesSession } from './takes-store.ts'
import type { Judging } from './use-judging.ts'
import type { Takes } from './use-takes.ts'

/** All that is new over the whole window, one take after the other in the order of the film, judged by the keys of Takes. */
export function DailiesPlayer({
  takes,
  cell,
  acts,
  judging,
  noteField,
}: {
  takes: Takes
  cell: Cell | null
  acts: TileActs
  judging: Judging
  noteField: RefObject<HTMLTextAreaElement | null>
}) {
  const { isOver } = useTakesSession(session => session.dailies)
  const shown = takes.rows.flatMap(row => row.takes)
  const before = takes.rows.slice(0, cell?.row ?? 0).flatMap(row => row.takes).length
  const isRunning = !isOver && cell !== null && shown.length > 0
  const row = cell ? takes.rows[cell.row] : undefined
  const take = cell ? row?.takes[cell.column] : undefined
  return (
    <OverAll>
      <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line bg-panel px-3">
        <b className="font-strong">{texts.dailies.title}</b>
        {isRunning && (
          <>
            <span role="status" className="text-soft">
              {texts.dailies.count(before + cell.column + 1, shown.length)}
            </span>
            <span className="min-w-0 truncate text-soft">{row?.shot?.title}</span>
          </>
        )}
        <span className="grow" />
        {isRunning && take && (
          <span className="flex w-80 shrink-0 items-center gap-2">
            <NoteField
              key={take.id}
              take={take}
              field={noteField}
              save={note => judging.note(take.id, note)}
              rows={1}
            />
            <CommandKeys id="takes.note" />
          </span>
        )}
        <Button look="quiet" onClick={() => runCommand('takes.escape')}>
          <X {...ICON} />
          {texts.dailies.leave}
        </Button>
      </header>
      <div className="min-h-0 grow">
        {isRunning ? <TakesLarge takes={takes} cell={cell} acts={acts} /> : <DailiesEnd takes={takes} acts={acts} />}
      </div>
    </OverAll>
  )
}

/** Over the whole window, which hears and shows nothing meanwhile. */
function OverAll({ children }: { children: ReactNode }) {
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    const cameFrom = document.activeElement
    const behind = [...document.body.children].filter(one => one !== place.current && !one.contains(place.current))
    for (const one of behind) one.toggleAttribute('inert', true)
    place.current?.focus()
    return () => {
      for (const one of behind) one.toggleAttribute('inert', false)
      if (cameFrom instanceof HTMLElement) cameFrom.focus()
    }
  }, [])
  return createPortal(
    <section
      ref={place}
      role="dialog"
      aria-modal="true"
      aria-label={texts.dailies.title}
      tabIndex={-1}
      className="fixed inset-0 z-30 flex flex-col bg-app outline-none"
    >
      {children}
    </section>,
    document.body,
  )
}

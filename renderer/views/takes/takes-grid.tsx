import { useVirtualizer } from '@tanstack/react-virtual'
import { Plus } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { useFocus } from '../../frame/focus.ts'
import { texts } from '../../texts.ts'
import { ICON } from '../../ui/icon.ts'
import { RowHead } from './row-head.tsx'
import { TakeMenu } from './take-menu.tsx'
import { cellOf, type GridRow } from './take-rows.ts'
import { TakeTile, type TileActs } from './take-tile.tsx'
import { turnToTake, useTakesSession } from './takes-store.ts'
import { TILE_GAP, useTileSize } from './use-tile-size.ts'
import { useShotSeams } from './use-shot-seams.ts'
import type { Takes } from './use-takes.ts'

const HEAD_WIDTH = TILE_GAP + 156 + TILE_GAP
/** What a line has beside its pictures: the space above, and the words below. */
const BESIDE_PICTURE = 43

/** A row is as many lines as its takes need; every line is as high, so any number of them can be scrolled. */
type Line = { readonly row: GridRow; readonly from: number; readonly isFirst: boolean; readonly isLast: boolean }

/** Every shot with its takes beside it. One stop of the keyboard: arrows walk the tiles. */
export function TakesGrid({
  takes: { rows, open, missing },
  acts,
  makeFor,
}: {
  takes: Takes
  acts: TileActs
  makeFor: (shotId: string) => void
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const { perLine, tileWidth } = useTileSize(scroller, HEAD_WIDTH)
  const lineHeight = Math.round((tileWidth * 9) / 16) + BESIDE_PICTURE
  const lines = useMemo(() => rows.flatMap(row => linesOf(row, perLine)), [rows, perLine])
  const { shotId, takeId } = useFocus()
  const selected = useTakesSession(session => session.selected)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    // Another function when lines get higher: they are then laid anew.
    getItemKey: index => `${index} ${lineHeight}`,
    overscan: 3,
  })
  const cell = cellOf(rows, takeId, shotId)
  const current = cell && rows[cell.row]
  const bestTakeId = useShotSeams(current?.shot?.id ?? null)?.bestTakeId
  const currentLine = cell ? lines.findIndex(line => line.row === current && cell.column < line.from + perLine) : -1
  const currentTake = cell ? current?.takes[cell.column] : undefined

  useEffect(() => {
    if (currentLine !== -1) virtual.scrollToIndex(currentLine)
    // Only a step to another tile scrolls: what arrives meanwhile must not.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [takeId, shotId])

  return (
    <TakeMenu take={currentTake} request={currentTake && open.get(currentTake.id)} acts={acts}>
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={texts.takes.gridName}
        aria-rowcount={lines.length}
        aria-activedescendant={current ? tileId(current, currentTake?.id) : undefined}
        className="isolate h-full overflow-x-hidden overflow-y-auto outline-offset-[-2px]"
      >
        {/* Behind the ring that shows where the keyboard is. */}
        <div role="presentation" className="relative -z-1" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(item => {
            const line = lines[item.index]!
            const { row, from } = line
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 1}
                className={`absolute inset-x-0 top-0 flex gap-3 overflow-hidden pt-3 pl-3 ${line.isLast ? 'border-b border-line' : ''} ${row === current ? 'bg-panel' : ''}`}
                style={{ height: lineHeight, transform: `translateY(${item.start}px)` }}
              >
                {line.isFirst ? (
                  <RowHead row={row} open={open} />
                ) : (
                  <div role="presentation" className="w-39 shrink-0" />
                )}
                {row.takes.slice(from, from + perLine).map(take => (
                  <TakeTile
                    key={take.id}
                    id={tileId(row, take.id)}
                    take={take}
                    shotId={row.shot?.id ?? null}
                    shotNumber={row.shot?.number ?? null}
                    request={open.get(take.id)}
                    isCurrent={row === current && take === currentTake}
                    isSelected={selected.has(take.id)}
                    isMissing={take.media !== null && missing.has(take.media.id)}
                    isBestJoining={row === current && take.id === bestTakeId}
                    acts={acts}
                    width={tileWidth}
                  />
                ))}
                {row.shot && row.takes.length === 0 && (
                  <NoTake
                    id={tileId(row)}
                    shotNumber={row.shot.number}
                    isCurrent={row === current}
                    width={tileWidth}
                    turnTo={() => turnToTake(row.shot?.id ?? null, null)}
                    make={() => makeFor(row.shot?.id ?? '')}
                  />
                )}
              </div>
            )
          })}
        </div>
      </div>
    </TakeMenu>
  )
}

/** Where a shot has none: a tile like the others, which the arrows reach. */
function NoTake({
  id,
  shotNumber,
  isCurrent,
  width,
  turnTo,
  make,
}: {
  id: string
  shotNumber: number
  isCurrent: boolean
  width: number
  turnTo: () => void
  make: () => void
}) {
  return (
    <div id={id} role="gridcell" aria-selected={isCurrent} style={{ width }} onClick={turnTo}>
      <span className="sr-only">{texts.takes.makeThis(shotNumber)}</span>
      <button
        type="button"
        tabIndex={-1}
        onClick={make}
        className={`flex aspect-video w-full flex-col items-center justify-center gap-1 rounded-small border border-dashed border-line-strong text-12 text-soft hover:bg-raised hover:text-text ${isCurrent ? 'outline-2 outline-offset-2 outline-now' : ''}`}
      >
        <Plus {...ICON} />
        {texts.takes.makeOne}
      </button>
      <div className="mt-1.5 text-11 text-faint">{texts.takes.noTakeYet}</div>
    </div>
  )
}

function linesOf(row: GridRow, perLine: number): Line[] {
  const count = Math.max(1, Math.ceil(row.takes.length / perLine))
  return Array.from({ length: count }, (_, index) => ({
    row,
    from: index * perLine,
    isFirst: index === 0,
    isLast: index === count - 1,
  }))
}

/** Of a shot's empty tile where no take is named. */
function tileId(row: GridRow, takeId = 'none'): string {
  return `take-${row.shot?.id ?? 'board'}-${takeId}`
}

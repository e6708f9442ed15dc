import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { ProjectCard as Card } from '#model/contract/project-card.ts'
import { texts } from '../../texts.ts'
import { ContextMenu, type MenuEntry } from '../../ui/menu.tsx'
import { useNow } from '../../ui/use-now.ts'
import { COLUMN_GAP, gridMeasures, movedTo, ROW_GAP } from './grid-measures.ts'
import { ProjectCard } from './project-card.tsx'

const SKELETON_COUNT = 8
const ROWS_AHEAD = 2

type Props = {
  readonly cards: readonly Card[]
  /** What scrolls around it. */
  readonly scroller: RefObject<HTMLElement | null>
  readonly missingOf: (projectId: string) => number
  /** In place of when it was opened; null for that. */
  readonly noteOf: (projectId: string) => string | null
  readonly menuOf: (card: Card) => readonly MenuEntry[]
  /** Told which card the keyboard is on. */
  readonly onCurrent: (card: Card | null) => void
}

/** The projects: one tab stop, in which the arrows move. Only what is near the window is there. */
export function ProjectGrid({ cards, scroller, missingOf, noteOf, menuOf, onCurrent }: Props) {
  const nowMs = useNow()
  const list = useRef<HTMLUListElement>(null)
  const { width, top } = usePlace(list, scroller)
  const { columns, cardWidth, cardHeight } = gridMeasures(width, innerWidth)
  const [currentId, setCurrentId] = useState<string | null>(null)
  const [pointedId, setPointedId] = useState<string | null>(null)
  const toFocus = useRef<number | null>(null)
  const currentIndex = Math.max(
    0,
    cards.findIndex(card => card.id === currentId),
  )
  // Nothing here is memoised by a compiler.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: Math.ceil(cards.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => cardHeight + ROW_GAP,
    scrollMargin: top,
    overscan: ROWS_AHEAD,
  })
  useEffect(() => rows.measure(), [rows, cardHeight])

  useEffect(() => {
    if (toFocus.current === null) return
    const link = list.current?.querySelector<HTMLElement>(`[data-index="${toFocus.current}"] [data-card]`)
    if (!link) return
    toFocus.current = null
    link.focus()
  })

  function onKeyDown(event: KeyboardEvent): void {
    const at = Number(
      (event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset['index'] ?? Number.NaN,
    )
    const isOnCard = (event.target as HTMLElement).matches('[data-card]')
    if (!isOnCard || Number.isNaN(at) || event.altKey || event.ctrlKey || event.metaKey) return
    const to = movedTo(event.key, at, cards.length, columns)
    if (to === null) return
    event.preventDefault()
    event.stopPropagation()
    toFocus.current = to
    setCurrentId(cards[to]!.id)
    rows.scrollToIndex(Math.floor(to / columns))
  }

  const pointed = cards.find(card => card.id === pointedId) ?? cards[currentIndex]
  return (
    <ContextMenu entries={pointed ? menuOf(pointed) : []}>
      <ul
        ref={list}
        aria-label={texts.library.projects}
        onKeyDown={onKeyDown}
        className="relative shrink-0"
        style={{ height: Math.max(0, rows.getTotalSize() - ROW_GAP) }}
      >
        {width > 0 &&
          rows.getVirtualItems().flatMap(row =>
            cards.slice(row.index * columns, (row.index + 1) * columns).map((card, column) => {
              const index = row.index * columns + column
              return (
                <ProjectCard
                  key={card.id}
                  card={card}
                  missingCount={missingOf(card.id)}
                  note={noteOf(card.id)}
                  nowMs={nowMs}
                  menu={menuOf(card)}
                  isCurrent={index === currentIndex}
                  index={index}
                  count={cards.length}
                  style={{
                    width: cardWidth,
                    height: cardHeight,
                    transform: `translate(${column * (cardWidth + COLUMN_GAP)}px, ${row.start - top}px)`,
                  }}
                  onPoint={() => setPointedId(card.id)}
                  onFocus={() => {
                    setCurrentId(card.id)
                    setPointedId(card.id)
                    onCurrent(card)
                  }}
                />
              )
            }),
          )}
      </ul>
    </ContextMenu>
  )
}

/** How wide the list is, and how far below the top of what scrolls; kept up to date. */
function usePlace(
  list: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
): { width: number; top: number } {
  const [place, setPlace] = useState({ width: 0, top: 0 })
  useLayoutEffect(() => {
    const measure = (): void => {
      if (!list.current || !scroller.current) return
      const [own, around] = [list.current.getBoundingClientRect(), scroller.current.getBoundingClientRect()]
      const top = own.top - around.top + scroller.current.scrollTop
      setPlace(before => (before.width === own.width && before.top === top ? before : { width: own.width, top }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    for (const element of [list.current, scroller.current]) if (element) observer.observe(element)
    return () => observer.disconnect()
  }, [list, scroller])
  return place
}

/** Cards to come, of the same measures, so that nothing moves when they are there. */
export function SkeletonGrid() {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(max(272px,16vw),1fr))] gap-x-5 gap-y-7" aria-hidden="true">
      {Array.from({ length: SKELETON_COUNT }, (_, index) => (
        <div key={index} className="animate-pulse overflow-hidden rounded-card bg-panel">
          <div className="aspect-video bg-raised" />
          <div className="h-1 bg-well" />
          <div className="px-3.5 pt-3 pb-3.5">
            <div className="my-1 h-3 w-3/5 rounded-small bg-control" />
            <div className="mt-2.5 h-2 w-2/5 rounded-small bg-raised" />
            <div className="mt-4.5 mb-1 h-2 w-full rounded-small bg-raised" />
          </div>
        </div>
      ))}
    </div>
  )
}

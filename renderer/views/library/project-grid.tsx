import { useState, type KeyboardEvent } from 'react'
import type { ProjectCard as Card } from '#model/contract/project-card.ts'
import { texts } from '../../texts.ts'
import type { MenuEntry } from '../../ui/menu.tsx'
import { useNow } from '../../ui/use-now.ts'
import { ProjectCard } from './project-card.tsx'

const GRID = 'grid grid-cols-[repeat(auto-fill,minmax(max(272px,16vw),1fr))] gap-x-5 gap-y-7'
const SKELETON_COUNT = 8

type Props = {
  readonly cards: readonly Card[]
  readonly missingOf: (projectId: string) => number
  readonly menuOf: (card: Card) => readonly MenuEntry[]
  /** Told which card the keyboard is on. */
  readonly onCurrent: (card: Card | null) => void
}

/** The projects: one tab stop, in which the arrows move. */
export function ProjectGrid({ cards, missingOf, menuOf, onCurrent }: Props) {
  const nowMs = useNow()
  const [currentId, setCurrentId] = useState<string | null>(null)
  const current = cards.find(card => card.id === currentId) ?? cards[0]

  function onKeyDown(event: KeyboardEvent<HTMLUListElement>): void {
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-card]')]
    const at = links.findIndex(link => link === document.activeElement)
    if (at < 0) return
    const columns = columnCount(links)
    const moves: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at + columns,
      ArrowUp: at - columns,
      Home: 0,
      End: links.length - 1,
    }
    const to = moves[event.key]
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    links[to]?.focus()
  }

  return (
    <ul className={GRID} aria-label={texts.library.projects} onKeyDown={onKeyDown}>
      {cards.map(card => (
        <ProjectCard
          key={card.id}
          card={card}
          missingCount={missingOf(card.id)}
          nowMs={nowMs}
          menu={menuOf(card)}
          isCurrent={card === current}
          onFocus={() => {
            setCurrentId(card.id)
            onCurrent(card)
          }}
        />
      ))}
    </ul>
  )
}

/** How many stand in the first row, as the window is wide now. */
function columnCount(links: readonly HTMLElement[]): number {
  const topOf = (link: HTMLElement): number => link.closest('article')?.getBoundingClientRect().top ?? 0
  const first = links[0]
  if (!first) return 1
  const firstTop = topOf(first)
  const below = links.findIndex(link => topOf(link) > firstTop + 1)
  return below < 0 ? links.length : below
}

/** Cards to come, of the same measures, so that nothing moves when they are there. */
export function SkeletonGrid() {
  return (
    <div className={GRID} aria-hidden="true">
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

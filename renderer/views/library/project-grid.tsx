import type { ProjectCard } from '#model/contract/project-card.ts'
import { texts } from '../../texts.ts'
import { useNow } from '../../ui/use-now.ts'
import { ProjectTile } from './project-tile.tsx'

const GRID = 'grid grid-cols-[repeat(auto-fill,minmax(272px,1fr))] gap-x-5 gap-y-7'
const SKELETON_COUNT = 8

export function ProjectGrid({ cards }: { cards: readonly ProjectCard[] }) {
  const nowMs = useNow()
  return (
    <ul className={GRID} aria-label={texts.library.projects}>
      {cards.map(card => (
        <ProjectTile key={card.id} card={card} nowMs={nowMs} />
      ))}
    </ul>
  )
}

/** Tiles to come, of the same measures, so that nothing moves when they are there. */
export function SkeletonGrid() {
  return (
    <div className={GRID} aria-hidden="true">
      {Array.from({ length: SKELETON_COUNT }, (_, index) => (
        <div key={index} className="animate-pulse overflow-hidden rounded-card bg-panel">
          <div className="aspect-video bg-raised" />
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

import type { ProjectCard } from '#model/contract/project-card.ts'
import { texts } from '../../texts.ts'
import { ago } from '../../ui/ago.ts'
import { clock } from '../../ui/clock.ts'
import { Poster } from './poster.tsx'

export function ProjectTile({ card, nowMs }: { card: ProjectCard; nowMs: number }) {
  const opened = ago(card.openedAtMs, nowMs)
  return (
    <li
      className="overflow-hidden rounded-card bg-panel contrast-more:outline contrast-more:outline-line"
      aria-labelledby={`title-${card.id}`}
    >
      <div className="relative">
        <Poster projectId={card.id} />
        {card.durationSeconds !== null && (
          <span className="absolute right-1.5 bottom-1.5 rounded-small bg-plate px-1.5 py-px text-11 text-on-plate">
            <span className="sr-only">{texts.library.length(clock(card.durationSeconds))}</span>
            <span aria-hidden="true">{clock(card.durationSeconds)}</span>
          </span>
        )}
      </div>
      <div className="px-3.5 pt-3 pb-3.5">
        <h2 id={`title-${card.id}`} className="truncate text-14 font-strong" title={card.title}>
          {card.title}
        </h2>
        <p className="mt-0.5 truncate text-12 text-soft">{songLine(card)}</p>
        <div className="mt-2.5 flex items-center gap-2 text-12">
          <Circled circled={card.circledCount} shots={card.shotCount} />
          <time
            className="ml-auto shrink-0 text-faint"
            dateTime={new Date(card.openedAtMs).toISOString()}
            title={texts.library.lastOpened(opened)}
          >
            {opened}
          </time>
        </div>
      </div>
    </li>
  )
}

/** Whose song it is, and its name where the project goes by another one. */
function songLine({ title, songTitle, artist, durationSeconds }: ProjectCard): string {
  const parts = [artist, songTitle === title ? null : songTitle].filter(part => part !== null && part !== '')
  if (parts.length > 0) return parts.join(' · ')
  // Many songs come without tags: only its length tells that there is one.
  return durationSeconds === null ? texts.library.noSong : texts.library.noArtist
}

function Circled({ circled, shots }: { circled: number; shots: number }) {
  if (shots === 0) return <span className="text-soft">{texts.library.noShots}</span>
  return (
    <>
      <span className="h-1 w-16 shrink-0 overflow-hidden rounded-full bg-track" aria-hidden="true">
        <span
          className={`block h-full rounded-full ${circled === shots ? 'bg-ok' : 'bg-soft'}`}
          style={{ width: `${(100 * circled) / shots}%` }}
        />
      </span>
      <span className="truncate text-soft">{texts.library.circled(circled, shots)}</span>
    </>
  )
}

import { Ellipsis } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import type { ProjectCard as Card } from '#model/contract/project-card.ts'
import { addressOf } from '../../frame/routes.ts'
import { texts } from '../../texts.ts'
import { ago } from '../../ui/ago.ts'
import { IconButton } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { Menu, type MenuEntry } from '../../ui/menu.tsx'
import { CardPicture } from './card-picture.tsx'
import { SectionStrip } from './section-strip.tsx'

const { card: words } = texts.library

type Props = {
  readonly card: Card
  readonly missingCount: number
  /** In place of when it was opened; null for that. */
  readonly note: string | null
  readonly nowMs: number
  readonly menu: readonly MenuEntry[]
  /** The one card of the grid that Tab leads to. */
  readonly isCurrent: boolean
  readonly index: number
  readonly count: number
  readonly style: CSSProperties
  readonly onPoint: () => void
  readonly onFocus: () => void
}

/** One project: where it stands, and the way in. A card in the trash has no way in but its menu. */
export function ProjectCard(props: Props) {
  const { card, missingCount, note, nowMs, menu, isCurrent, index, count, style, onPoint, onFocus } = props
  const titleId = `title-${card.id}`
  return (
    <li
      aria-labelledby={titleId}
      aria-setsize={count}
      aria-posinset={index + 1}
      data-index={index}
      className="absolute top-0 left-0"
      style={style}
      onPointerEnter={onPoint}
    >
      <article className="relative size-full overflow-hidden rounded-card bg-panel hover:bg-raised has-[[data-card]:focus-visible]:outline-2 has-[[data-card]:focus-visible]:outline-now contrast-more:inset-ring contrast-more:inset-ring-line">
        <CardPicture card={card} missingCount={missingCount} />
        <SectionStrip sections={card.sections} />
        <div className="px-3.5 pt-3 pb-3.5">
          <h2 className="truncate pr-7 text-14 font-strong" title={card.title}>
            <Way card={card} titleId={titleId} isCurrent={isCurrent} onFocus={onFocus}>
              {card.title}
            </Way>
          </h2>
          <p className="mt-0.5 truncate text-12 text-soft">{songLine(card)}</p>
          <div className="mt-2.5 flex items-center gap-2 text-12">
            <Circled circled={card.circledCount} shots={card.shotCount} />
            {note === null ? (
              <When card={card} nowMs={nowMs} />
            ) : (
              <span className="ml-auto shrink-0 text-faint">{note}</span>
            )}
          </div>
        </div>
        <div className="absolute right-2 bottom-14.5 z-10">
          <Menu
            entries={menu}
            trigger={
              <IconButton name={texts.library.more(card.title)} look="quiet" size="small" tabIndex={isCurrent ? 0 : -1}>
                <Ellipsis {...ICON} />
              </IconButton>
            }
          />
        </div>
      </article>
    </li>
  )
}

type WayProps = { card: Card; titleId: string; isCurrent: boolean; onFocus: () => void; children: ReactNode }

/** The title is the link, and the whole card is its target. */
function Way({ card, titleId, isCurrent, onFocus, children }: WayProps) {
  const shared = {
    id: titleId,
    'data-card': '',
    tabIndex: isCurrent ? 0 : -1,
    onFocus,
    className: 'outline-none after:absolute after:inset-0',
  }
  if (card.trashedAtMs !== null) return <span {...shared}>{children}</span>
  return (
    <a
      {...shared}
      href={`#${addressOf({ screen: 'project', projectId: card.id, workspace: workspaceOf(card) })}`}
      draggable={false}
    >
      {children}
    </a>
  )
}

/** Where the work is by now. */
function workspaceOf({ takeCount, shotCount, songTitle, durationSeconds }: Card) {
  if (takeCount > 0) return 'edit'
  if (shotCount > 0) return 'takes'
  return songTitle !== null || durationSeconds !== null ? 'treatment' : 'song'
}

/** Whose song it is, and its name where the project goes by another one. */
function songLine({ title, songTitle, artist, durationSeconds }: Card): string {
  const parts = [artist, songTitle === title ? null : songTitle].filter(part => part !== null && part !== '')
  if (parts.length > 0) return parts.join(' · ')
  // Many songs come without tags: only its length tells that there is one.
  return durationSeconds === null ? words.noSong : words.noArtist
}

function Circled({ circled, shots }: { circled: number; shots: number }) {
  if (shots === 0) return <span className="truncate text-soft">{words.noShots}</span>
  return (
    <>
      <span className="h-1 w-16 shrink-0 overflow-hidden rounded-full bg-track" aria-hidden="true">
        <span
          className={`block h-full rounded-full ${circled === shots ? 'bg-ok' : 'bg-soft'}`}
          style={{ width: `${(100 * circled) / shots}%` }}
        />
      </span>
      <span className="truncate text-soft">{words.circled(circled, shots)}</span>
    </>
  )
}

function When({ card, nowMs }: { card: Card; nowMs: number }) {
  const atMs = card.trashedAtMs ?? card.openedAtMs
  const passed = ago(atMs, nowMs)
  return (
    <time
      className="ml-auto shrink-0 text-faint"
      dateTime={new Date(atMs).toISOString()}
      title={card.trashedAtMs === null ? words.lastOpened(passed) : words.trashed(passed)}
    >
      {passed}
    </time>
  )
}

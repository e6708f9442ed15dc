import { Check, ChevronDown, ChevronRight, CircleDashed, CircleX, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { CheckKind } from '#model/checks/check.ts'
import type { FilmCheck, RenderCut } from '#model/contract/renders-contract.ts'
import { runCommand } from '../../commands/registry.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { ICON, SMALL_ICON } from '../../ui/icon.ts'
import { checkDetail, checkTitle, placeAmount, placeName, placeTime } from './check-words.ts'

export type CheckPlace = FilmCheck['places'][number]

type Props = {
  readonly checks: readonly FilmCheck[]
  /** What is still looked at, or cannot be; null when the finding is among the checks. */
  readonly looking: { readonly title: string; readonly detail: string } | null
  readonly rate: RenderCut['rate']
  readonly goTo: (kind: CheckKind, place: CheckPlace) => void
}

/** What should be looked at comes first, what cannot be rendered before all else. */
export function CheckList({ checks, looking, ...rest }: Props) {
  const rank = { stop: 0, look: 1, fine: 2 } as const
  const rows = checks.toSorted((a, b) => rank[a.verdict] - rank[b.verdict])
  return (
    <ul aria-label={texts.render.check}>
      {rows.map(check => (
        <CheckRow key={check.kind} check={check} {...rest} />
      ))}
      {looking && (
        <li className="flex h-11 items-center gap-3 border-t border-line">
          <CircleDashed {...ICON} className="shrink-0 text-faint" />
          <span className="w-58 shrink-0 truncate font-medium max-wide:w-48">{looking.title}</span>
          <span className="min-w-0 grow truncate text-12 text-faint tabular-nums" title={looking.detail}>
            {looking.detail}
          </span>
        </li>
      )}
    </ul>
  )
}

function CheckRow({ check, rate, goTo }: Omit<Props, 'checks' | 'looking'> & { check: FilmCheck }) {
  const [isOpen, setOpen] = useState(false)
  const { kind, verdict, places, count } = check
  const title = checkTitle(check)
  const [first] = places
  const hasMany = count > 1
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <li className="border-t border-line">
      <div className="flex h-11 items-center gap-3">
        <VerdictIcon verdict={verdict} />
        <span className="w-58 shrink-0 truncate font-medium max-wide:w-48">{title}</span>
        <span className="min-w-0 grow truncate text-12 text-faint tabular-nums">{checkDetail(check, rate)}</span>
        {hasMany && (
          <Button
            look="quiet"
            size="small"
            aria-expanded={isOpen}
            aria-label={texts.render.showPlaces(title)}
            onClick={() => setOpen(!isOpen)}
            className="w-6 px-0!"
          >
            <Chevron {...ICON} />
          </Button>
        )}
        {first && kind === 'missing-files' && (
          <Button size="small" onClick={() => runCommand('frame.findFiles')}>
            {texts.render.actions.find}
          </Button>
        )}
        {first && (
          <Button size="small" onClick={() => goTo(kind, first)} aria-label={`${actionOf(kind)}: ${title}`}>
            {actionOf(kind)}
          </Button>
        )}
      </div>
      {isOpen && hasMany && (
        <ul className="flex flex-wrap gap-1 pb-3 pl-7" aria-label={texts.render.showPlaces(title)}>
          {places.map((place, index) => (
            <li key={index}>
              <Button size="small" onClick={() => goTo(kind, place)} className="font-body tabular-nums">
                {[placeName(place), placeTime(place, rate), placeAmount(kind, place)].filter(Boolean).join(' · ')}
              </Button>
            </li>
          ))}
          {count > places.length && (
            <li className="self-center px-1 text-12 text-faint">{texts.render.morePlaces(count - places.length)}</li>
          )}
        </ul>
      )}
    </li>
  )
}

function actionOf(kind: CheckKind): string {
  const { choose, make, show } = texts.render.actions
  if (kind === 'not-chosen') return choose
  return kind === 'missing-takes' ? make : show
}

export function VerdictIcon({ verdict }: { verdict: FilmCheck['verdict'] }) {
  if (verdict === 'fine') return <Check {...ICON} className="shrink-0 text-ok" />
  if (verdict === 'stop') return <CircleX {...ICON} className="shrink-0 text-bad" />
  return <TriangleAlert {...ICON} className="shrink-0 text-warn" />
}

/** Beside the heading: how many things there are to look at. */
export function CheckSummary({ checks }: { checks: readonly FilmCheck[] }) {
  const toLookAt = checks.filter(({ verdict }) => verdict !== 'fine').length
  const isStopped = checks.some(({ verdict }) => verdict === 'stop')
  const [Icon, colour, words] = isStopped
    ? [CircleX, 'text-bad', texts.render.stops]
    : toLookAt > 0
      ? [TriangleAlert, 'text-warn', texts.render.toLookAt(toLookAt)]
      : [Check, 'text-ok', texts.render.allFine]
  return (
    <span className={`flex shrink-0 items-center gap-1 text-12 ${colour}`}>
      <Icon {...SMALL_ICON} />
      {words}
    </span>
  )
}

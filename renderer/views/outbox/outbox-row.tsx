import {
  ArrowDownToLine,
  ArrowUpToLine,
  Check,
  CircleQuestionMark,
  Clock,
  Loader,
  ShieldX,
  TriangleAlert,
  X,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { OutboxRow as Row } from '#model/contract/outbox-contract.ts'
import { dollars } from '#model/dollars.ts'
import type { RequestState } from '#model/request.ts'
import { secondsFromTicks, ticks } from '#model/time.ts'
import { useRequestProgress } from '../../client/request-progress.ts'
import { texts } from '../../texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { ProgressBar } from '../../ui/states.tsx'
import { HoldAction } from './hold-action.tsx'
import { HOLD_SIGNS, holdWords } from './hold-signs.ts'
import { RowChoice } from './row-choice.tsx'
import { RowDecisions } from './row-decisions.tsx'
import { timeLeft } from './time-left.ts'
import { timeOfDay } from './time-of-day.ts'

export type RowActs = {
  readonly decide: (requestId: string, decision: 'again' | 'cancelled' | 'look') => void
  readonly prioritise: (requestIds: readonly string[], isFirst: boolean) => void
  readonly tryService: (serviceId: string) => void
  readonly editPrompt: (row: Row) => void
  readonly show: (row: Row) => void
}

const SIGNS = {
  queued: { Icon: Clock, colour: 'text-soft' },
  sending: { Icon: Loader, colour: 'text-info' },
  accepted: { Icon: Loader, colour: 'text-info' },
  running: { Icon: Loader, colour: 'text-info' },
  downloading: { Icon: Loader, colour: 'text-info' },
  checking: { Icon: Loader, colour: 'text-info' },
  ready: { Icon: Check, colour: 'text-ok' },
  failed: { Icon: TriangleAlert, colour: 'text-bad' },
  refused: { Icon: ShieldX, colour: 'text-bad' },
  uncertain: { Icon: CircleQuestionMark, colour: 'text-warn' },
  cancelled: { Icon: X, colour: 'text-faint' },
} as const satisfies Record<RequestState, unknown>

type Props = {
  readonly row: Row
  readonly hasProject: boolean
  readonly acts: RowActs
  /** Of one that waits; `choose` is told whether all between the last one chosen and this one are meant. */
  readonly isChosen: boolean
  readonly choose: (isRange: boolean) => void
}

/** One request: what it is for, how it stands and why, what it costs, and what can be done. */
export function OutboxRow({ row, hasProject, acts, isChosen, choose }: Props) {
  const { Icon, colour } = row.hold ? HOLD_SIGNS[row.hold.kind] : SIGNS[row.state]
  const needsYou = isForPerson(row)
  const name = row.shotNumber === null ? row.what : texts.outbox.shot(row.shotNumber, row.what)
  const icon = <Icon {...ICON} className={`shrink-0 ${colour}`} />
  return (
    <div className="group flex h-full gap-3 border-b border-line px-4 py-2.5">
      {row.state === 'queued' ? (
        <RowChoice name={name} icon={icon} isChosen={isChosen} choose={choose} />
      ) : (
        <span className="mt-0.5">{icon}</span>
      )}
      <div className="min-w-0 grow">
        <div className="flex items-center gap-2">
          <button
            type="button"
            onClick={() => acts.show(row)}
            className="min-w-0 grow truncate text-left font-medium hover:underline"
            title={row.what}
          >
            {name}
          </button>
          <Price row={row} />
          {!needsYou && <RowButtons row={row} name={name} acts={acts} />}
        </div>
        <div className="flex items-center gap-2">
          <p
            className={`min-w-0 grow text-12 text-soft ${needsYou ? 'line-clamp-3 text-pretty' : 'truncate'}`}
            title={row.failure ?? (row.hold ? stateWords(row) : undefined)}
          >
            {needsYou && row.failure !== null ? (
              texts.outbox.failedWith(texts.outbox.states[row.state], row.failure)
            ) : (
              <Standing row={row} hasProject={hasProject} />
            )}
          </p>
          {row.hold && (
            <HoldAction
              hold={row.hold}
              projectId={row.projectId}
              serviceId={row.serviceId}
              serviceTitle={row.serviceTitle}
              tryService={() => acts.tryService(row.serviceId)}
              className="-my-1"
            />
          )}
        </div>
        {isUnderWay(row) && <Progress row={row} />}
        {needsYou && <RowDecisions row={row} acts={acts} />}
      </div>
    </div>
  )
}

/** What is not looked for any more by itself, or has ended without a clip. */
function isForPerson({ state, retryAtMs }: Row): boolean {
  return state === 'failed' || state === 'refused' || (state === 'uncertain' && retryAtMs === null)
}

/** Where there is a choice to make, the price stands with it. */
function Price({ row: { state, microUsd, isBilled, wasSent } }: { row: Row }) {
  const isTold = state === 'failed' || state === 'uncertain' || (state === 'cancelled' && !wasSent)
  if (isTold || microUsd === 0) return null
  const words = microUsd === null ? texts.outbox.noPrice : texts.outbox.price(dollars(microUsd), isBilled)
  return <span className="shrink-0 text-12 text-soft">{words}</span>
}

function RowButtons({ row, name, acts }: { row: Row; name: string; acts: RowActs }) {
  const { outbox } = texts
  if (row.state === 'ready' || row.state === 'cancelled') return null
  const billing = row.wasSent && row.microUsd !== 0 ? outbox.cancelBilling[row.cancelBilling](row.serviceTitle) : null
  const drop = outbox.dropName(name)
  return (
    <span className="-my-0.5 flex shrink-0">
      {row.hold && row.hold.kind !== 'not-served' && (
        <IconButton
          name={row.isFirst ? outbox.sendInTurnName(name) : outbox.sendFirstName(name)}
          look="quiet"
          size="small"
          onClick={() => acts.prioritise([row.id], !row.isFirst)}
        >
          {row.isFirst ? <ArrowDownToLine {...ICON} size={14} /> : <ArrowUpToLine {...ICON} size={14} />}
        </IconButton>
      )}
      <IconButton
        name={billing === null ? drop : outbox.dropMayCost(drop, billing)}
        look="quiet"
        size="small"
        onClick={() => acts.decide(row.id, 'cancelled')}
      >
        <X {...ICON} size={14} />
      </IconButton>
    </span>
  )
}

function Standing({ row, hasProject }: { row: Row; hasProject: boolean }): ReactNode {
  const { outbox } = texts
  const seconds = secondsFromTicks(ticks(row.askTicks)).toFixed(1)
  const parts = [
    stateWords(row),
    ...(row.hold?.kind === 'retry' && row.failure !== null ? [row.failure] : []),
    ...(row.isFirst && row.state === 'queued' ? [outbox.first] : []),
    outbox.asked(row.model, seconds, row.takeNumber),
    ...(row.attempt > 1 ? [outbox.tryNumber(row.attempt)] : []),
    ...(hasProject ? [row.projectTitle] : []),
  ]
  return parts.join(' · ')
}

function stateWords({
  state,
  hold,
  serviceTitle,
  queuePosition,
  retryAtMs,
  wasSent,
  microUsd,
  cancelBilling,
  failure,
}: Row): string {
  const { outbox } = texts
  if (hold) return holdWords(hold, serviceTitle, failure)
  if (state === 'uncertain') return outbox.looking
  if (state === 'cancelled' && wasSent && microUsd !== 0) {
    return outbox.dropped(outbox.cancelBilling[cancelBilling](serviceTitle))
  }
  if (retryAtMs !== null && state !== 'cancelled') return outbox.retryAt(timeOfDay(retryAtMs))
  if (state === 'running' && queuePosition !== null) return outbox.queuedThere(queuePosition, serviceTitle)
  return outbox.states[state]
}

const UNDER_WAY: readonly RequestState[] = ['sending', 'accepted', 'running', 'downloading', 'checking']
const isUnderWay = ({ state, retryAtMs }: Row): boolean =>
  UNDER_WAY.includes(state) || (state === 'uncertain' && retryAtMs !== null)

/** How far it is while it is made; before and after that only that something goes on. */
function Progress({ row }: { row: Row }) {
  const ahead = useRequestProgress(row.takeId)
  const waitsThere = row.queuePosition !== null
  if (waitsThere || (row.state !== 'running' && row.state !== 'accepted')) {
    return <ProgressBar label={stateWords(row)} value={null} className="mt-2.5" />
  }
  const progress = Math.max(row.progress, ahead?.progress ?? 0)
  return (
    <div className="mt-1 flex items-center gap-2 text-11 text-soft">
      <ProgressBar label={texts.outbox.states.running} value={progress} className="grow" />
      <span className="w-9 text-right">{texts.outbox.percent(Math.round(100 * progress))}</span>
      <span className="w-26 text-right text-faint">{timeLeft(ahead?.secondsLeft ?? null)}</span>
    </div>
  )
}

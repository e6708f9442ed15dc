import { Check, CircleQuestionMark, Clock, Loader, ShieldX, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { OutboxRow as Row } from '#model/contract/outbox-contract.ts'
import type { RequestState } from '#model/request.ts'
import { secondsFromTicks, ticks } from '#model/time.ts'
import { useRequestProgress } from '../../client/request-progress.ts'
import { texts } from '../../texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { ProgressBar } from '../../ui/states.tsx'
import { timeLeft } from './time-left.ts'

export type RowActs = {
  readonly decide: (requestId: string, decision: 'again' | 'cancelled') => void
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

/** One request: what it is for, how it stands and why, and what can be done. */
export function OutboxRow({ row, hasProject, acts }: { row: Row; hasProject: boolean; acts: RowActs }) {
  const { Icon, colour } = SIGNS[row.state]
  const needsYou = row.state === 'failed' || row.state === 'refused' || row.state === 'uncertain'
  const isOver = row.state === 'ready' || row.state === 'cancelled'
  const name = row.shotNumber === null ? row.what : texts.outbox.shot(row.shotNumber, row.what)
  return (
    <div className="flex h-full gap-3 border-b border-line px-4 py-2.5">
      <Icon {...ICON} className={`mt-0.5 shrink-0 ${colour}`} />
      <div className="min-w-0 grow">
        <div className="flex items-start gap-2">
          <button
            type="button"
            onClick={() => acts.show(row)}
            className="min-w-0 grow truncate text-left font-medium hover:underline"
            title={row.what}
          >
            {name}
          </button>
          {!needsYou && !isOver && (
            <IconButton
              name={texts.outbox.dropName(name)}
              look="quiet"
              size="small"
              className="-my-0.5"
              onClick={() => acts.decide(row.id, 'cancelled')}
            >
              <X {...ICON} size={14} />
            </IconButton>
          )}
        </div>
        <p
          className={`text-12 text-soft ${needsYou ? 'line-clamp-2 text-pretty' : 'truncate'}`}
          title={row.failure ?? ''}
        >
          {needsYou && row.failure !== null ? (
            texts.outbox.failedWith(texts.outbox.states[row.state], row.failure)
          ) : (
            <Standing row={row} hasProject={hasProject} />
          )}
        </p>
        {isUnderWay(row.state) && <Progress row={row} />}
        {needsYou && <Decisions row={row} acts={acts} />}
      </div>
    </div>
  )
}

function Standing({ row, hasProject }: { row: Row; hasProject: boolean }): ReactNode {
  const { outbox } = texts
  const seconds = secondsFromTicks(ticks(row.askTicks)).toFixed(1)
  const parts = [
    outbox.states[row.state],
    outbox.asked(row.model, seconds, row.takeNumber),
    ...(row.attempt > 1 ? [outbox.tryNumber(row.attempt)] : []),
    ...(row.retryAtMs === null ? [] : [outbox.retryAt(timeOfDay(row.retryAtMs))]),
    ...(hasProject ? [row.projectTitle] : []),
  ]
  return parts.join(' · ')
}

const UNDER_WAY: readonly RequestState[] = ['sending', 'accepted', 'running', 'downloading', 'checking']
const isUnderWay = (state: RequestState): boolean => UNDER_WAY.includes(state)

/** How far it is while it is made; before and after that only that something goes on. */
function Progress({ row }: { row: Row }) {
  const ahead = useRequestProgress(row.takeId)
  if (row.state !== 'running' && row.state !== 'accepted') {
    return <ProgressBar label={texts.outbox.states[row.state]} value={null} className="mt-2.5" />
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

function Decisions({ row, acts }: { row: Row; acts: RowActs }) {
  const { outbox } = texts
  return (
    <div className="mt-1.5 flex gap-2">
      {row.state === 'refused' ? (
        <Button size="small" onClick={() => acts.editPrompt(row)}>
          {outbox.editPrompt}
        </Button>
      ) : (
        <Button size="small" onClick={() => acts.decide(row.id, 'again')}>
          {row.state === 'uncertain' ? outbox.wasNotSent : outbox.again}
        </Button>
      )}
      <Button size="small" look="quiet" onClick={() => acts.decide(row.id, 'cancelled')}>
        {row.state === 'uncertain' ? outbox.forget : outbox.drop}
      </Button>
    </div>
  )
}

export function timeOfDay(atMs: number): string {
  return new Date(atMs).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
}

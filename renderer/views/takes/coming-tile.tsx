import { ArrowUp, CircleQuestionMark, Clock, Loader, PencilLine, RotateCcw, ShieldX, TriangleAlert } from 'lucide-react'
import type { OpenRequest } from '#model/contract/outbox-contract.ts'
import type { RequestState } from '#model/request.ts'
import { runCommand } from '../../commands/registry.ts'
import { useRequestProgress } from '../../client/request-progress.ts'
import { texts } from '../../texts.ts'
import { SMALL_ICON } from '../../ui/icon.ts'
import { ProgressBar } from '../../ui/states.tsx'
import { HOLD_SIGNS, holdWords } from '../outbox/hold-signs.ts'
import { timeLeft } from '../outbox/time-left.ts'
import { wayOnOf } from './way-on.ts'

const SIGNS = {
  queued: { Icon: Clock, colour: 'text-soft' },
  sending: { Icon: ArrowUp, colour: 'text-info' },
  accepted: { Icon: Loader, colour: 'text-info' },
  running: { Icon: Loader, colour: 'text-info' },
  downloading: { Icon: Loader, colour: 'text-info' },
  checking: { Icon: Loader, colour: 'text-info' },
  ready: { Icon: Loader, colour: 'text-info' },
  failed: { Icon: TriangleAlert, colour: 'text-bad' },
  refused: { Icon: ShieldX, colour: 'text-bad' },
  uncertain: { Icon: CircleQuestionMark, colour: 'text-warn' },
  cancelled: { Icon: Clock, colour: 'text-soft' },
} as const satisfies Record<RequestState, unknown>

/** A request that is open no more has just delivered: its take is on the way here. */
function stateOf(request: OpenRequest | undefined): RequestState {
  return request?.state ?? 'ready'
}

/** What stands in place of the picture of a take that has not come yet: how its request stands, and why. */
export function ComingPicture({ takeId, request }: { takeId: string; request: OpenRequest | undefined }) {
  const state = stateOf(request)
  const ahead = useRequestProgress(takeId)
  if (state === 'running' || state === 'accepted') {
    const progress = Math.max(request?.progress ?? 0, ahead?.progress ?? 0)
    const percent = texts.takes.running(Math.round(100 * progress))
    return (
      <div className="flex aspect-video flex-col items-center justify-center gap-2 bg-raised">
        <span className="text-18">{percent}</span>
        <ProgressBar label={texts.outbox.states.running} value={progress} className="w-20" />
      </div>
    )
  }
  const hold = request?.hold
  const { Icon, colour } = hold ? HOLD_SIGNS[hold.kind] : SIGNS[state]
  const isOver = state === 'failed' || state === 'refused'
  const isLookedFor = state === 'uncertain' && request?.retryAtMs !== null
  const standing = isLookedFor ? texts.outbox.looking : texts.outbox.states[state]
  const name = hold ? holdWords(hold, request.serviceTitle, request.failure) : standing
  const words = isOver && request?.failure ? texts.outbox.failedWith(name, request.failure) : name
  return (
    <div
      className={`flex aspect-video flex-col items-center justify-center gap-1 bg-raised px-2 text-center text-12 text-soft ${isOver ? 'inset-ring inset-ring-bad/50' : ''}`}
      title={words}
    >
      <Icon {...SMALL_ICON} size={18} className={`shrink-0 ${colour}`} />
      <span className="line-clamp-3 max-w-full text-11 leading-tight">{words}</span>
    </div>
  )
}

/** The line under it: what can be done, or who makes it and how long it will take. */
export function ComingCaption({
  takeId,
  model,
  request,
  again,
  edit,
}: {
  takeId: string
  model: string
  request: OpenRequest | undefined
  again: () => void
  edit: () => void
}) {
  const ahead = useRequestProgress(takeId)
  const state = stateOf(request)
  const wayOn = wayOnOf(request)
  if (wayOn === 'settle') {
    return (
      <CaptionButton act={() => void runCommand('frame.outbox')}>
        <CircleQuestionMark {...SMALL_ICON} size={12} />
        {texts.takes.settle}
      </CaptionButton>
    )
  }
  if (wayOn === 'again') {
    return (
      <CaptionButton act={again}>
        <RotateCcw {...SMALL_ICON} size={12} />
        {texts.takes.again}
      </CaptionButton>
    )
  }
  if (wayOn === 'edit') {
    return (
      <CaptionButton act={edit}>
        <PencilLine {...SMALL_ICON} size={12} />
        {texts.outbox.editPrompt}
      </CaptionButton>
    )
  }
  // The bar above says that it runs: there is room for either of the two.
  const left = state === 'running' ? timeLeft(ahead?.secondsLeft ?? null) : ''
  return <span className="truncate">{left || model}</span>
}

/** Not a stop of its own: the grid is one, and the same stands in the menu of the take. */
function CaptionButton({ act, children }: { act: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={event => {
        event.stopPropagation()
        act()
      }}
      className="-mx-1 inline-flex h-6 items-center gap-1 rounded-small px-1 text-soft hover:bg-control hover:text-text"
    >
      {children}
    </button>
  )
}

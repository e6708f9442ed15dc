import { ChevronLeft, PencilLine, RotateCcw, ShieldX, TriangleAlert } from 'lucide-react'
import type { Dailies } from '#model/contract/take-remake.ts'
import { runCommand } from '../../commands/registry.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { ICON, SMALL_ICON } from '../../ui/icon.ts'
import { useDailies } from './dailies-bar.tsx'
import { ReasonBar } from './reason-bar.tsx'
import { setTakesSession, useTakesSession } from './takes-store.ts'
import type { TileActs } from './take-tile.tsx'
import type { Takes } from './use-takes.ts'
import { wayOnOf } from './way-on.ts'

/** After the last take: what came of it, and what did not arrive, with what can be done about that. */
export function DailiesEnd({ takes, acts }: { takes: Takes; acts: TileActs }) {
  const dailies = useTakesSession(session => session.dailies)
  const stopped = useDailies()?.stopped ?? []
  const watched = takes.takes.filter(({ id }) => dailies.takeIds.has(id))
  const kept = watched.filter(({ judgement }) => judgement === 'kept' || judgement === 'circled').length
  const rejected = watched.filter(({ judgement }) => judgement === 'rejected').length
  return (
    <div className="flex h-full flex-col items-center justify-center gap-5 overflow-y-auto p-6">
      <div className="text-center">
        <h2 className="text-18 font-strong">
          {watched.length > 0 ? texts.dailies.overTitle : texts.dailies.nothingArrived}
        </h2>
        {watched.length > 0 && <p className="mt-1 text-soft">{texts.dailies.overBody(kept, rejected)}</p>}
      </div>
      <ReasonBar takes={watched} at="here" />
      {stopped.length > 0 && (
        <section className="flex max-h-[60vh] w-full max-w-180 flex-col rounded-card bg-panel inset-ring inset-ring-line">
          <h3 className="border-b border-line px-4 py-2 font-strong">{texts.dailies.stopped}</h3>
          <ul className="min-h-0 overflow-y-auto" tabIndex={0} aria-label={texts.dailies.stopped}>
            {stopped.map(one => (
              <Stopped key={one.requestId} stopped={one} takes={takes} acts={acts} />
            ))}
          </ul>
        </section>
      )}
      <div className="flex gap-2">
        {watched.length > 0 && (
          <Button size="large" onClick={() => setTakesSession({ dailies: { ...dailies, isOver: false } })}>
            <ChevronLeft {...ICON} />
            {texts.dailies.back}
          </Button>
        )}
        <Button size="large" look="primary" onClick={() => runCommand('takes.escape')}>
          {texts.dailies.done}
        </Button>
      </div>
    </div>
  )
}

function Stopped({
  stopped: { takeId, state },
  takes: { takes, shots, open },
  acts,
}: {
  stopped: Dailies['stopped'][number]
  takes: Takes
  acts: TileActs
}) {
  const take = takes.find(({ id }) => id === takeId)
  const shot = shots.find(({ id }) => take?.shotIds.includes(id))
  const request = open.get(takeId)
  const wayOn = wayOnOf(request)
  const Icon = state === 'refused' ? ShieldX : TriangleAlert
  return (
    <li className="flex items-center gap-3 border-b border-line px-4 py-2 last:border-b-0">
      <Icon {...ICON} className="shrink-0 text-bad" />
      <span className="min-w-0 grow">
        <span className="block truncate font-medium">
          {texts.takes.inspectorTitle(shot?.number ?? null, take?.number ?? 0)}
        </span>
        <span className="line-clamp-2 text-12 text-pretty text-soft">
          {texts.outbox.failedWith(texts.outbox.states[state], request?.failure ?? '')}
        </span>
      </span>
      {request && wayOn === 'again' && (
        <Button size="small" onClick={() => acts.again(request)}>
          <RotateCcw {...SMALL_ICON} />
          {texts.takes.again}
        </Button>
      )}
      {wayOn === 'edit' && (
        <Button size="small" onClick={() => acts.editPrompt(shot?.id ?? null)}>
          <PencilLine {...SMALL_ICON} />
          {texts.outbox.editPrompt}
        </Button>
      )}
    </li>
  )
}

import type { Provider } from '#main/providers/port.ts'
import { holdOf, holdOfService, type ServedService } from '#model/hold.ts'
import type { ProjectId, RequestId } from '#model/ids.ts'
import type { Request } from '#model/request.ts'
import { nextSlotAtMs, openEntry, spendingOf } from './ledger.ts'
import { pauseOf } from './pauses.ts'
import type { Run } from './run.ts'
import {
  countPostponedJobs,
  nextQueued,
  nextRetryAtMs,
  requestById,
  resumableRequests,
  sendingRequests,
  takeStep,
  waitAgain,
} from './store.ts'
import { ownTrouble } from './trouble.ts'
import { unwantedJobs, withdraw } from './withdraw.ts'
import { workOn } from './work-on.ts'

/** Keeps one provider as busy as it allows until nothing of it can be done without a person or a connection. */
export async function serve(run: Run, provider: Provider): Promise<void> {
  const inWork = new Map<RequestId, Promise<void>>()
  const scope = { ...run.scope, providerIds: [provider.id] }
  let onNews = (): void => {}
  const stopListening = run.onChange(() => onNews())

  function begin(id: RequestId, begun: Promise<void>): void {
    const work = begun.catch((error: unknown) => run.stop(ownTrouble(error) ?? error)).finally(() => inWork.delete(id))
    inWork.set(id, work)
  }

  function serviceNow(): ServedService {
    return { isInReach: run.isOnline() || !provider.needsNetwork, pause: pauseOf(run.db, provider.id) }
  }

  const firstQueued = (nowMs: number, overCap: readonly ProjectId[]): Request | undefined =>
    nextQueued(
      run.db,
      { providerId: provider.id, projectId: scope.projectId },
      { nowMs, overCap, retired: run.retiredModels() },
    )

  /** When one more may be sent: now, later, or null = not before something changes. */
  function nextSendAtMs(nowMs: number): number | null {
    if (inWork.size + countPostponedJobs(run.db, scope, nowMs) >= provider.concurrency) return null
    const service = serviceNow()
    if (holdOfService(service, nowMs)) return service.pause?.untilMs ?? null
    // After a trouble one goes ahead of all others.
    if (service.pause && sendingRequests(run.db, scope).length > 0) return null
    return nextSlotAtMs(run.db, provider.id, provider.perMinute, nowMs)
  }

  /** The next request that may go out, its intent written before the call is made (SPEC Q3). */
  function nextToSend(nowMs: number): Request | undefined {
    const overCap: ProjectId[] = []
    for (;;) {
      const queued = firstQueued(nowMs, overCap)
      // Its row is back in the queue, its last piece of work about to end: that end wakes us again.
      if (!queued || inWork.has(queued.id)) return undefined
      const begun = run.lease.guarded(() => {
        // As it stands now: another take of a neighbour may have been chosen in this very moment, or its cut moved since.
        const request = requestById(run.db, queued.id)
        if (request?.state !== 'queued') return undefined
        const money = spendingOf(run.db, request.projectId)
        const around = { service: serviceNow(), isRetired: false, money, owing: null, before: 0 }
        const hold = holdOf(request, around, nowMs)
        if (hold.kind === 'waits-for-neighbour') return undefined
        if (hold.kind !== 'turn') return hold
        if (!run.isHandedStill(request)) {
          waitAgain(run.db, request)
          return undefined
        }
        return takeStep(run, request, { to: 'sending' }, () => {
          if (!provider.isBuiltIn) openEntry(run.db, request, nowMs)
        })
      })
      // Cancelled, or bound to wait again, in this very moment: the next one.
      if (begun === undefined) continue
      if (!('kind' in begun)) return begun
      if (begun.kind !== 'no-cap' && begun.kind !== 'over-cap') return undefined
      overCap.push(queued.projectId)
    }
  }

  /** Begins all that can be begun now; returns when the next may be sent, null = when something changes. */
  function beginAll(nowMs: number): number | null {
    for (const unwanted of unwantedJobs(run.db, provider.id, nowMs)) {
      if (!inWork.has(unwanted.id)) begin(unwanted.id, withdraw(run, provider, unwanted))
    }
    while (inWork.size < provider.concurrency) {
      const resumable = resumableRequests(run.db, scope, nowMs).find(({ id }) => !inWork.has(id))
      if (!resumable) break
      run.tell(resumable)
      begin(resumable.id, workOn(run, provider, resumable))
    }
    for (;;) {
      const atMs = nextSendAtMs(nowMs)
      const request = atMs !== null && atMs <= nowMs ? nextToSend(nowMs) : undefined
      if (!request) return atMs !== null && atMs > nowMs && firstQueued(nowMs, []) ? atMs : null
      run.tell(request)
      begin(request.id, workOn(run, provider, request))
    }
  }

  try {
    while (!run.signal.aborted) {
      // From before the rows are read, so that nothing is asked unheard in between.
      const news = new Promise<void>(resolve => (onNews = resolve))
      const nowMs = run.clock.nowMs()
      const { isInReach } = serviceNow()
      const sendAtMs = isInReach ? beginAll(nowMs) : null
      const hasRoom = inWork.size < provider.concurrency
      const retryAtMs = isInReach && hasRoom ? nextRetryAtMs(run.db, scope, nowMs) : null
      const times = [sendAtMs, retryAtMs].filter(atMs => atMs !== null)
      if (inWork.size === 0 && times.length === 0) return
      await firstOf(run, [...inWork.values(), ...(hasRoom ? [news] : [])], Math.min(...times))
    }
  } catch (error) {
    run.stop(error)
  } finally {
    stopListening()
  }
  await Promise.all(inWork.values())
  run.signal.throwIfAborted()
}

/** Resolves with the first of `events` (a piece of work that ends, news), at `atMs` (Infinity = never), or when the run is stopped. */
async function firstOf(run: Run, events: readonly Promise<void>[], atMs: number): Promise<void> {
  const waiting = new AbortController()
  const signal = AbortSignal.any([run.signal, waiting.signal])
  const pause = atMs === Infinity ? [] : [run.clock.sleepUntil(atMs, signal).catch(() => {})]
  await Promise.race([...events, ...pause])
  waiting.abort()
}

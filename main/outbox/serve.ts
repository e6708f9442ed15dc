import type { Provider } from '#main/providers/port.ts'
import type { ProjectId, RequestId } from '#model/ids.ts'
import type { Request } from '#model/request.ts'
import { isPaused } from '#model/service-trouble.ts'
import { isRoomFor, nextSlotAtMs, openEntry } from './ledger.ts'
import { pauseOf } from './pauses.ts'
import type { Run } from './run.ts'
import { countPostponedJobs, nextQueued, nextRetryAtMs, resumableRequests, sendingRequests, takeStep } from './store.ts'
import { ownTrouble } from './trouble.ts'
import { workOn } from './work-on.ts'

/** Keeps one provider as busy as it allows until nothing of it can be done without a person or a connection. */
export async function serve(run: Run, provider: Provider): Promise<void> {
  const inWork = new Map<RequestId, Promise<void>>()
  const scope = { ...run.scope, providerIds: [provider.id] }
  let onNews = (): void => {}
  const stopListening = run.onChange(() => onNews())

  function begin(request: Request): void {
    const work = workOn(run, provider, request)
      .catch((error: unknown) => run.stop(ownTrouble(error) ?? error))
      .finally(() => inWork.delete(request.id))
    inWork.set(request.id, work)
  }

  /** When one more may be sent: now, later, or null = not before something changes. */
  function nextSendAtMs(nowMs: number): number | null {
    if (inWork.size + countPostponedJobs(run.db, scope, nowMs) >= provider.concurrency) return null
    const pause = pauseOf(run.db, provider.id)
    if (pause && isPaused(pause, nowMs)) return pause.untilMs
    // After a trouble one goes ahead of all others.
    if (pause && sendingRequests(run.db, scope).length > 0) return null
    return nextSlotAtMs(run.db, provider.id, provider.perMinute, nowMs)
  }

  /** The next request that may go out, its intent written before the call is made (SPEC Q3). */
  function nextToSend(nowMs: number): Request | undefined {
    const overCap: ProjectId[] = []
    for (;;) {
      const queued = nextQueued(run.db, { providerId: provider.id, projectId: scope.projectId }, { nowMs, overCap })
      // Its row is back in the queue, its last piece of work about to end: that end wakes us again.
      if (!queued || inWork.has(queued.id)) return undefined
      const step = run.lease.guarded(() => {
        if (!isRoomFor(run.db, queued)) return 'over-cap'
        return takeStep(run, queued, { to: 'sending' }, () => {
          if (!provider.isBuiltIn) openEntry(run.db, queued, nowMs)
        })
      })
      if (step === 'over-cap') overCap.push(queued.projectId)
      // Undefined: cancelled in this very moment.
      else if (step) return step
    }
  }

  /** Begins all that can be begun now; returns when the next may be sent, null = when something changes. */
  function beginAll(nowMs: number): number | null {
    while (inWork.size < provider.concurrency) {
      const resumable = resumableRequests(run.db, scope, nowMs).find(({ id }) => !inWork.has(id))
      if (!resumable) break
      run.tell(resumable)
      begin(resumable)
    }
    for (;;) {
      const atMs = nextSendAtMs(nowMs)
      const request = atMs !== null && atMs <= nowMs ? nextToSend(nowMs) : undefined
      if (!request) return atMs !== null && atMs > nowMs && hasQueued(nowMs) ? atMs : null
      run.tell(request)
      begin(request)
    }
  }

  const hasQueued = (nowMs: number): boolean =>
    nextQueued(run.db, { providerId: provider.id, projectId: scope.projectId }, { nowMs, overCap: [] }) !== undefined

  try {
    while (!run.signal.aborted) {
      // From before the rows are read, so that nothing is asked unheard in between.
      const news = new Promise<void>(resolve => (onNews = resolve))
      const nowMs = run.clock.nowMs()
      const isReachable = run.isOnline() || !provider.needsNetwork
      const sendAtMs = isReachable ? beginAll(nowMs) : null
      const hasRoom = inWork.size < provider.concurrency
      const retryAtMs = isReachable && hasRoom ? nextRetryAtMs(run.db, scope, nowMs) : null
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

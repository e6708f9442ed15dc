import type { Provider } from '#main/providers/port.ts'
import type { RequestId } from '#model/ids.ts'
import { afterStop } from '#model/request-life.ts'
import type { Request } from '#model/request.ts'
import { sweepIncoming } from './incoming-files.ts'
import { workOn } from './work-on.ts'
import { startRun, type OutboxOptions, type Run } from './run.ts'
import { systemClock } from './clock.ts'
import { ownTrouble } from './trouble.ts'
import { countPostponedJobs, nextQueued, nextRetryAtMs, resumableRequests, sendingRequests, takeStep } from './store.ts'

/**
 * Settles every open request of the library (or of one project) whose provider is given, those an earlier process left
 * behind first, and returns the settled ones. Requests asked meanwhile are served too. Nothing is sent twice and nothing
 * delivered is lost, wherever the process may end; the next run goes on from there.
 *
 * Rejects with the signal's reason when stopped, and with a StudioError when this machine is the trouble (disk full,
 * lease lost); all rows then stay where the next run goes on. Jobs drawn in this process go on until their provider is disposed of.
 */
export async function runOutbox(
  options: Omit<OutboxOptions, 'clock'> & Partial<Pick<OutboxOptions, 'clock'>>,
): Promise<readonly Request[]> {
  const { library, providers } = options
  options.signal.throwIfAborted()
  const run = startRun({ clock: systemClock, ...options })
  try {
    settleInterrupted(run, providers)
    await sweepIncoming(library)
    const outcomes = await Promise.allSettled(providers.map(provider => serve(run, provider)))
    options.signal.throwIfAborted()
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw run.signal.reason
    await sweepIncoming(library)
    return run.settled
  } finally {
    run.end()
  }
}

/** Whoever holds the lease is the only sender: a request that is `sending` now was left so by a process that ended. */
function settleInterrupted(run: Run, providers: readonly Provider[]): void {
  for (const request of sendingRequests(run.db, run.scope)) {
    const provider = providers.find(({ id }) => id === request.spec.provider)
    const step = afterStop(request.state, provider?.isCreateIdempotent ?? false)
    const next = step && takeStep(run, request, step)
    if (next) run.tell(next)
  }
}

/** Keeps one provider as busy as it allows until nothing of it is open. */
async function serve(run: Run, provider: Provider): Promise<void> {
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

  /** The next request due: one that has a job already before one that is yet to be sent. */
  function next(nowMs: number): Request | undefined {
    const resumable = resumableRequests(run.db, scope, nowMs).find(({ id }) => !inWork.has(id))
    if (resumable) return resumable
    if (inWork.size + countPostponedJobs(run.db, scope, nowMs) >= provider.concurrency) return undefined
    for (;;) {
      const queued = nextQueued(run.db, scope, nowMs)
      // Its row is back in the queue, its last piece of work about to end: that end wakes us again.
      if (queued && inWork.has(queued.id)) return undefined
      // The intent is on disk before the call is made (SPEC Q3). Undefined: cancelled in this very moment.
      const sending = queued && takeStep(run, queued, { to: 'sending' })
      if (sending || !queued) return sending
    }
  }

  try {
    while (!run.signal.aborted) {
      // From before the rows are read, so that nothing is asked unheard in between.
      const news = new Promise<void>(resolve => (onNews = resolve))
      const nowMs = run.clock.nowMs()
      while (inWork.size < provider.concurrency) {
        const request = next(nowMs)
        if (!request) break
        run.tell(request)
        begin(request)
      }
      const hasRoom = inWork.size < provider.concurrency
      const retryAtMs = hasRoom ? nextRetryAtMs(run.db, scope, nowMs) : null
      if (inWork.size === 0 && retryAtMs === null) return
      await firstOf(run, [...inWork.values(), ...(hasRoom ? [news] : [])], retryAtMs)
    }
  } catch (error) {
    run.stop(error)
  } finally {
    stopListening()
  }
  await Promise.all(inWork.values())
  run.signal.throwIfAborted()
}

/** Resolves with the first of `events` (a piece of work that ends, news), at `retryAtMs`, or when the run is stopped. */
async function firstOf(run: Run, events: readonly Promise<void>[], retryAtMs: number | null): Promise<void> {
  const waiting = new AbortController()
  const signal = AbortSignal.any([run.signal, waiting.signal])
  const pause = retryAtMs === null ? [] : [run.clock.sleepUntil(retryAtMs, signal).catch(() => {})]
  await Promise.race([...events, ...pause])
  waiting.abort()
}

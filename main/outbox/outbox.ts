import type { Provider } from '#main/providers/port.ts'
import { afterStop } from '#model/request-life.ts'
import type { Request } from '#model/request.ts'
import { sweepIncoming } from './incoming-files.ts'
import { closeEntry } from './ledger.ts'
import { nextLookAtMs } from './look-for-job.ts'
import { startRun, type OutboxOptions, type Run } from './run.ts'
import { serve } from './serve.ts'
import { systemClock } from './clock.ts'
import { sendingRequests, takeStep } from './store.ts'

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
    const isCreateIdempotent = provider?.isCreateIdempotent ?? false
    const step = afterStop(request.state, isCreateIdempotent)
    if (!step) continue
    const nowMs = run.clock.nowMs()
    const retryAtMs = isCreateIdempotent || !provider ? null : nextLookAtMs(provider, nowMs, nowMs)
    const next = takeStep(run, request, { ...step, retryAtMs }, () =>
      closeEntry(run.db, request.id, { outcome: isCreateIdempotent ? 'not-made' : 'unsure' }),
    )
    if (next) run.tell(next)
  }
}

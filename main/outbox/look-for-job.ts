import type { ListedJob, Provider } from '#main/providers/port.ts'
import type { Request, RequestFailure } from '#model/request.ts'
import { closeEntry, isJobClaimed, sentAtMs } from './ledger.ts'
import type { Run } from './run.ts'
import { postpone, sendingRequests, takeStep } from './store.ts'
import { sentText } from '#model/sent-text.ts'
import { throwIfRunEnds } from './trouble.ts'

/** How long after a create call without an answer its job is looked for in the service's list: it may stand there late. */
const LOOK_AFTER_MS = [5_000, 30_000, 150_000] as const
/** A service's clock and ours may differ by as much. */
const CLOCKS_APART_MS = 10 * 60_000
const TWIN_PAUSE_MS = 1_000
const NOT_LISTED = 'The service does not list it: most likely it was never made.'

/** When to look (again) for the job of a create call sent at `sentMs`; null where it has been looked for often enough. */
export function nextLookAtMs(provider: Pick<Provider, 'list'>, sentMs: number | null, nowMs: number): number | null {
  if (!provider.list || sentMs === null) return null
  // The clock was set back behind the call: how long ago it was, nobody can tell.
  if (nowMs < sentMs) return nowMs + LOOK_AFTER_MS.at(-1)!
  const after = LOOK_AFTER_MS.find(afterMs => sentMs + afterMs > nowMs)
  return after === undefined ? null : sentMs + after
}

/**
 * Looks in the service's list for the job of a request whose create call was not answered, and goes on with it when it is there.
 * That it is not there proves nothing for certain: then a person is asked, and nothing is ever sent again by itself (SPEC Q14).
 */
export async function lookForJob(run: Run, provider: Provider, request: Request): Promise<Request | undefined> {
  const sentMs = sentAtMs(run.db, request.id)
  const failure = request.failure ?? { kind: 'unsure', message: 'It may or may not have arrived.' }
  const later = (): Request | undefined => {
    const atMs = nextLookAtMs(provider, sentMs, run.clock.nowMs())
    return postpone(run, request, atMs, atMs === null ? notListed(failure) : failure)
  }
  const afterTwin = (): Request | undefined => postpone(run, request, run.clock.nowMs() + TWIN_PAUSE_MS, failure)
  if (!provider.list || sentMs === null) return later()
  if (isTwinUnderWay(run, request)) return afterTwin()
  let listed: readonly ListedJob[]
  try {
    listed = await provider.list(request.spec, Math.min(sentMs, run.clock.nowMs()) - CLOCKS_APART_MS, run.signal)
  } catch (error) {
    throwIfRunEnds(run, error)
    return later()
  }
  return run.lease.guarded(() => {
    // Asked again here, where nothing can come between: a twin sent meanwhile may be the one that is listed.
    if (isTwinUnderWay(run, request)) return afterTwin()
    const oldestFirst = listed.toSorted((a, b) => a.createdAtMs - b.createdAtMs)
    const found = oldestFirst.find(({ job }) => !isJobClaimed(run.db, provider.id, job.id))
    if (!found) return later()
    const { job } = found
    return takeStep(run, request, { to: 'accepted', job, failure: null }, () =>
      closeEntry(run.db, request.id, { outcome: 'accepted', job }),
    )
  })
}

/** Another request with the same words is being sent right now: its job would look just like the one that is looked for. */
function isTwinUnderWay(run: Run, { id, spec }: Request): boolean {
  const scope = { providerIds: [spec.provider], projectId: null }
  return sendingRequests(run.db, scope).some(
    other => other.id !== id && other.spec.model === spec.model && sentText(other.spec) === sentText(spec),
  )
}

function notListed({ kind, message }: RequestFailure): RequestFailure {
  return { kind, message: message.endsWith(NOT_LISTED) ? message : `${message} ${NOT_LISTED}` }
}

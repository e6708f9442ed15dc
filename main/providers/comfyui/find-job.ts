import type { RequestId } from '#model/ids.ts'
import { jobIdsOf } from './job-ids.ts'
import type { Server } from './server.ts'

/** What is known of a request at the server before anything is sent for it. */
export type Found =
  /** A job that waits, runs, or has made its clip. */
  | { readonly kind: 'made'; readonly id: string }
  /** None is there: the next may be queued under this id. */
  | { readonly kind: 'free'; readonly id: string }
  | { readonly kind: 'too-often' }

/**
 * Looks for the job of a request at the server, which would queue a second one under the same id. What is alive is in the queue,
 * whatever has become of the history, so all ids are looked for there first; and only then how those before have ended: a job that
 * ended is in the history by then. Jobs that ended without a clip, or whose clip is gone, leave the next id free; one that the
 * server has lost, because it was started again, leaves its own.
 */
export async function findJob(
  server: Pick<Server, 'queue' | 'ended' | 'isThere'>,
  requestId: RequestId,
  signal: AbortSignal,
): Promise<Found> {
  const ids = jobIdsOf(requestId)
  const { running, waiting } = await server.queue(signal)
  const alive = ids.find(id => running.includes(id) || waiting.includes(id))
  if (alive !== undefined) return { kind: 'made', id: alive }
  for (const id of ids) {
    const standing = await server.ended(id, signal)
    if (standing.kind === 'absent') return { kind: 'free', id }
    if (standing.kind === 'waiting' || standing.kind === 'running') return { kind: 'made', id }
    if (standing.kind === 'done' && (await server.isThere(standing.file, signal))) return { kind: 'made', id }
  }
  return { kind: 'too-often' }
}

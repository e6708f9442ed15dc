import { v5 } from 'uuid'
import type { RequestId } from '#model/ids.ts'

/** Nobody tries as often at one request. */
const MOST_TRIES = 100

/**
 * The ids under which the jobs of a request may be found at the server, in the order in which they are used: its own, then one for
 * each job before that ended without a clip. They follow from the request's alone, so that a process that knows nothing of an
 * earlier one finds its jobs.
 */
export function jobIdsOf(requestId: RequestId): readonly string[] {
  const ownId = requestId.toLowerCase()
  return [ownId, ...Array.from({ length: MOST_TRIES - 1 }, (_, index) => v5(`try ${index + 2}`, ownId))]
}

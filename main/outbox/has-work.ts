import type { ReadableDb } from '#main/db/open.ts'
import { pauseOf } from './pauses.ts'
import { countOpen, countUnderWay } from './store.ts'
import { unwantedJobs } from './withdraw.ts'

/**
 * Whether anything can be done for the requests to a service without a person or a connection: there is a job to follow or to take back, or
 * something to send to a service that may be sent something, now or by itself later. What its project's cap holds is found when
 * it is to be sent.
 */
export function hasWork(
  db: ReadableDb,
  {
    serviceId,
    needsNetwork,
    isOnline,
  }: { readonly serviceId: string; readonly needsNetwork: boolean; readonly isOnline: boolean },
): boolean {
  if (needsNetwork && !isOnline) return false
  const scope = { providerIds: [serviceId], projectId: null }
  if (countOpen(db, scope) === 0 && unwantedJobs(db, serviceId, Date.now()).length === 0) return false
  const pause = pauseOf(db, serviceId)
  const waitsForPerson = pause !== null && pause.untilMs === null
  return !waitsForPerson || countUnderWay(db, scope) > 0
}

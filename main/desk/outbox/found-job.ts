import { demandUncertain, goOnWithJob } from '#main/outbox/store.ts'
import { isLocalService } from '#main/providers/service-context.ts'
import { StudioError } from '#model/errors.ts'
import type { RequestId } from '#model/ids.ts'
import type { DeskContext } from '../desk-context.ts'
import { demandService } from '../services/demand-service.ts'
import { connectService } from './makers.ts'

const PATIENCE_MS = 30_000

/**
 * Goes on with what a person has found at the service under this id, for a request that may have been sent: if the service knows it,
 * and it is no other request's (SPEC Q14).
 * @throws StudioError request/settled | request/no-such-job | request/job-taken | services/… | service/…
 */
export async function goOnWithFound(
  context: DeskContext,
  requestId: RequestId,
  jobId: string,
  signal?: AbortSignal,
): Promise<void> {
  const { library, catalogue, host, closing } = context
  const { spec } = demandUncertain(library.db, requestId)
  const service = demandService(catalogue, spec.provider)
  if (!isLocalService(service) && host.network?.isOnline() === false) {
    const message = `This computer is on no network, so ${service.title} cannot be asked about it now.`
    throw new StudioError('services/offline', message)
  }
  const patience = AbortSignal.timeout(PATIENCE_MS)
  const provider = connectService(context, service)
  try {
    const job = provider.jobOf?.(jobId, spec) ?? { id: jobId, note: null }
    const found = await provider.poll(job, AbortSignal.any([patience, closing, ...(signal ? [signal] : [])]))
    if (found.status === 'unknown') {
      const message = `${service.title} knows nothing with the id “${jobId}”. Copy it once more from there.`
      throw new StudioError('request/no-such-job', message)
    }
    goOnWithJob(library.db, requestId, job)
  } catch (error) {
    if (!patience.aborted) throw error
    const message = `${service.title} did not answer within ${PATIENCE_MS / 1000} seconds. Try again later.`
    throw new StudioError('services/no-answer', message, { cause: error })
  } finally {
    await provider.dispose()
  }
}

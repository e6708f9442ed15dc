import type { Probe } from '#main/providers/port.ts'
import { isLocalService } from '#main/providers/service-context.ts'
import { noteTested } from '#main/services/tested-addresses.ts'
import type { ServiceEntry } from '#model/catalogue.ts'
import type { ServiceTest } from '#model/contract/services-contract.ts'
import { isStudioError } from '#model/errors.ts'
import type { DeskContext } from '../desk-context.ts'
import { connectService } from '../outbox/makers.ts'
import { demandService } from './demand-service.ts'
import { endPauseFor, KEY_TROUBLES } from './keys.ts'

const PATIENCE_MS = 30_000

/**
 * Asks a service whether it answers and takes the key. After a good answer what waited for either goes out.
 * @throws StudioError services/unknown
 */
export async function testService(context: DeskContext, serviceId: string, signal?: AbortSignal): Promise<ServiceTest> {
  const { library, catalogue, host, closing, background } = context
  const service = demandService(catalogue, serviceId)
  if (!isLocalService(service) && host.network?.isOnline() === false) {
    return failed(`This computer is on no network, so ${service.title} cannot be asked now. Test it when it is.`)
  }
  const patience = AbortSignal.timeout(PATIENCE_MS)
  const all = AbortSignal.any([patience, closing, ...(signal ? [signal] : [])])
  try {
    const { trouble, balance, notes = [] } = await probe(context, service, all)
    if (trouble) return failed(trouble.message)
    if (service.baseUrl !== null) noteTested(library.db, service.baseUrl)
    endPauseFor(library.db, serviceId, [...KEY_TROUBLES, 'unreachable'])
    background.tryAgain()
    return { trouble: null, balance, notes: [...notes] }
  } catch (error) {
    if (isStudioError(error)) return failed(error.message)
    if (patience.aborted) return failed(`${service.title} did not answer within ${PATIENCE_MS / 1000} seconds.`)
    throw error
  }
}

/** What runs in this program answers by being here. */
async function probe(context: DeskContext, service: ServiceEntry, signal: AbortSignal): Promise<Probe> {
  if (service.baseUrl === null) return { trouble: null, balance: null, models: null }
  const provider = connectService(context, service)
  try {
    return (await provider.probe?.(signal)) ?? { trouble: null, balance: null, models: null }
  } finally {
    await provider.dispose()
  }
}

function failed(trouble: string): ServiceTest {
  return { trouble, balance: null, notes: [] }
}

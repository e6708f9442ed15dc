import type { Provider } from '#main/providers/port.ts'
import { isLocalService } from '#main/providers/service-context.ts'
import type { ServiceEntry } from '#model/catalogue.ts'

/** What is so of most services that are spoken with over HTTP. */
export function serviceTraits(service: ServiceEntry) {
  return {
    id: service.id,
    isCreateIdempotent: false,
    isBuiltIn: false,
    needsNetwork: !isLocalService(service),
    concurrency: service.limits.inFlight,
    perMinute: service.limits.perMinute,
    outputExtension: 'mp4',
  } satisfies Partial<Provider>
}

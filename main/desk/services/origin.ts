import { isLocalService } from '#main/providers/service-context.ts'
import { serviceById, type Catalogue, type ServiceEntry } from '#model/catalogue.ts'
import type { ServiceFacts } from '#model/contract/services-contract.ts'

/** Whether a service stands where the catalogue has it, elsewhere, or only in this library. */
export function originOf(shipped: Catalogue, { id, baseUrl }: ServiceEntry): ServiceFacts['origin'] {
  const original = serviceById(shipped, id)
  if (!original) return 'own'
  return original.baseUrl === baseUrl ? 'shipped' : 'moved'
}

/** Whether a service is a server that a person runs: its address is theirs to say. */
export function isServer(shipped: Catalogue, { id, baseUrl }: ServiceEntry): boolean {
  const original = serviceById(shipped, id)
  return baseUrl !== null && (original === undefined || isLocalService(original))
}

import { serviceById, type Catalogue } from '#model/catalogue.ts'
import { keyPlaces } from './key-places.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The names under which the environment has the key of a service, and the address that it is for. */
export function keyVariables(serviceId: string): { readonly key: string; readonly address: string } {
  const name = serviceId.toUpperCase().replaceAll('-', '_')
  return { key: `FLYTHROUGH_KEY_${name}`, address: `FLYTHROUGH_ADDRESS_${name}` }
}

/**
 * The key that the environment has for a service, and the places it is for: the address named with it, else where the service stands
 * in the catalogue that is shipped. Of a service that no catalogue has, and no address is named for, there are none.
 */
export function environmentKey(
  environment: Environment,
  serviceId: string,
  shipped: () => Pick<Catalogue, 'services'>,
): { readonly key: string; readonly givenFor: readonly string[] } | null {
  const names = keyVariables(serviceId)
  const key = environment[names.key]?.trim()
  if (!key) return null
  const address = environment[names.address]?.trim()
  if (address) return { key, givenFor: keyPlaces({ baseUrl: address }) }
  const service = serviceById(shipped(), serviceId)
  return { key, givenFor: service ? keyPlaces(service) : [] }
}

import type { ServiceEntry } from '#model/catalogue.ts'

/** A service as it is spoken with now: what a key is asked for. */
export type KeyedService = Pick<ServiceEntry, 'id' | 'baseUrl' | 'wire'>

/**
 * Where the key of a service would go: the scheme, name and port of its own address, and of the further hosts that stand with it.
 * Whoever writes a library writes these, so a key is good only for those it was given for (SPEC V16).
 */
export function keyPlaces({ baseUrl, wire = {} }: Pick<KeyedService, 'baseUrl' | 'wire'>): string[] {
  const urls = [baseUrl, ...Object.values(wire)].map(one => (typeof one === 'string' ? URL.parse(one) : null))
  return [...new Set(urls.flatMap(url => url?.origin ?? []))]
}

/** Those of a service's places that a key was not given for. */
export function strangePlaces(service: KeyedService, givenFor: readonly string[]): string[] {
  return keyPlaces(service).filter(place => !givenFor.includes(place))
}

import { keyVariables } from './environment-keys.ts'
import { keyPlaces, strangePlaces, type KeyedService } from './key-places.ts'
import type { FoundKey } from './key-store.ts'

/** Why a key that was given for other places than those where a service is now is not sent there, and what to do. */
export function whyNotSent(service: KeyedService, { from, givenFor }: FoundKey): string {
  const was = givenFor.join(' and ')
  const now = strangePlaces(service, givenFor).join(' and ')
  if (from === 'kept') return `The key was given for ${was}; give it again for its new address, ${now}.`
  const { key, address } = keyVariables(service.id)
  if (was === '')
    return `The key in ${key} is sent nowhere until ${address} names the address it is for, as ${keyPlaces(service)[0]}.`
  return `The key in ${key} is for ${was}, and is not sent to ${now}. Give the one of that address, or name it in ${address}.`
}

import { endPause, pauseOf } from '#main/outbox/pauses.ts'
import { whyNotSent } from '#main/services/key-elsewhere.ts'
import type { KeyStore } from '#main/services/key-store.ts'
import { noteKeyChange } from '#main/services/service-store.ts'
import type { ServiceEntry } from '#model/catalogue.ts'
import type { ServiceFacts } from '#model/contract/services-contract.ts'
import { isStudioError, StudioError } from '#model/errors.ts'
import type { ServiceTroubleKind } from '#model/service-trouble.ts'
import type { DeskContext } from '../desk-context.ts'
import { demandService } from './demand-service.ts'

/** Printable, in one line, so that it fits into a header. */
const KEY = /^[\x21-\x7e]{1,2000}$/

/** Keys go in, are replaced and removed, and are read by nobody but whoever sends them to their service. */
export function keyRules({ library, catalogue, keys, background }: DeskContext) {
  const { db } = library

  function change(service: ServiceEntry, key: string | null): void {
    const { id, title } = service
    const found = keys.find(service)
    if (found?.from === 'environment' && found.isForHere) throw fromEnvironment(title)
    db.transaction(() => {
      noteKeyChange(db, id)
      if (key !== null) endPauseFor(db, id, KEY_TROUBLES)
      // Last: where it fails, nothing has changed.
      keys.keep(service, key)
    })
    background.tryAgain()
  }

  return {
    setKey(serviceId: string, key: string): void {
      const service = demandService(catalogue, serviceId)
      if (!service.key) {
        throw new StudioError('services/no-key-wanted', `${service.title} takes no key.`, { kind: 'usage' })
      }
      const trimmed = key.trim()
      // Not with what was given: it may be a key, if a broken one.
      if (!KEY.test(trimmed)) throw badKey(service)
      change(service, trimmed)
    },

    removeKey(serviceId: string): void {
      change(demandService(catalogue, serviceId), null)
    },
  }
}

/** Whether a service may be sent something that needs a key. One that cannot be read, or is for another address, counts as none. */
export function hasKey(keys: KeyStore, service: ServiceEntry): boolean {
  const { source } = keySource(keys, service)
  return source === 'kept' || source === 'environment'
}

/** From where the key of a service comes, and why there is none that it may be sent. */
export function keySource(
  keys: KeyStore,
  service: ServiceEntry,
): { readonly source: NonNullable<ServiceFacts['key']>['source']; readonly trouble: string | null } {
  try {
    const found = keys.find(service)
    if (!found) return { source: null, trouble: null }
    if (found.isForHere) return { source: found.from, trouble: null }
    return { source: found.from === 'kept' ? 'elsewhere' : null, trouble: whyNotSent(service, found) }
  } catch (error) {
    if (!isStudioError(error, 'keys/unreadable')) throw error
    return { source: null, trouble: error.message }
  }
}

/** What a good key, or an account that is not empty, puts right. */
export const KEY_TROUBLES = ['key', 'credit'] as const satisfies readonly ServiceTroubleKind[]

/** What waited because of one of these may go out again. */
export function endPauseFor(
  db: DeskContext['library']['db'],
  serviceId: string,
  troubles: readonly ServiceTroubleKind[],
): void {
  const kind = pauseOf(db, serviceId)?.trouble.kind
  if (kind && troubles.includes(kind)) endPause(db, serviceId)
}

function badKey({ title, key }: ServiceEntry): StudioError {
  const message = `That is no ${key?.name ?? 'key'} of ${title}: one is a single word of letters, digits and signs. Copy it again.`
  return new StudioError('services/bad-key', message, { kind: 'usage' })
}

function fromEnvironment(title: string): StudioError {
  const message = `The key of ${title} comes from the environment of this program, and is changed there.`
  return new StudioError('services/key-from-environment', message)
}

import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Catalogue } from '#model/catalogue.ts'
import { StudioError } from '#model/errors.ts'
import { environmentKey, type Environment } from './environment-keys.ts'
import { keyPlaces, strangePlaces, type KeyedService } from './key-places.ts'

/**
 * The keys of services, each for the places it was given for (SPEC V16). They are never written into a library, a log or an error:
 * whoever reads one hands it to the service alone.
 */
export type KeyStore = {
  /** The key that may be sent to the service where it is now; null where there is none. @throws StudioError keys/unreadable */
  readonly keyOf: (service: KeyedService) => string | null
  /** What there is of a key under the service's id, for these places or others. @throws StudioError keys/unreadable */
  readonly find: (service: KeyedService) => FoundKey | null
  /** Keeps it for where the service is now; null removes it. @throws StudioError keys/unwritable */
  readonly keep: (service: KeyedService, key: string | null) => void
}

export type FoundKey = {
  /** `environment`: it cannot be changed from here. */
  readonly from: 'kept' | 'environment'
  /** The places it may be sent to, as `https://api.example:8443`. */
  readonly givenFor: readonly string[]
  /** Whether the service is there, and nowhere else. */
  readonly isForHere: boolean
}

/** How keys stand in the file. */
export type Seal = { readonly seal: (text: string) => string; readonly open: (sealed: string) => string }

/** As they are: for machines whose system keeps no secrets for programs. The file's rights protect them. */
export const NO_SEAL: Seal = { seal: text => text, open: sealed => sealed }

const keyFile = z.record(z.string(), z.object({ givenFor: z.array(z.string()), sealed: z.string() }))
type KeyFile = Readonly<z.infer<typeof keyFile>>

/**
 * Keys in one file that only its owner may read; one in the environment (`FLYTHROUGH_KEY_<SERVICE>`) comes before it. `shipped` is the
 * catalogue that tells where services stand whose key the environment has.
 */
export function createKeyFile(
  path: string,
  {
    seal = NO_SEAL,
    environment = process.env,
    shipped = () => ({ services: [] }),
  }: { seal?: Seal; environment?: Environment; shipped?: () => Pick<Catalogue, 'services'> } = {},
): KeyStore {
  let catalogue: Pick<Catalogue, 'services'> | undefined
  const inEnvironment = (serviceId: string) => environmentKey(environment, serviceId, () => (catalogue ??= shipped()))

  function read(): KeyFile {
    if (!existsSync(path)) return {}
    try {
      return keyFile.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch {
      // Not with the reason: it could quote what stands in the file.
      throw new StudioError(
        'keys/unreadable',
        `The file of keys ${path} cannot be read. Remove it and give the keys again.`,
      )
    }
  }

  return {
    keyOf(service) {
      const outside = inEnvironment(service.id)
      if (outside && isForHere(service, outside)) return outside.key
      const kept = read()[service.id]
      if (!kept || !isForHere(service, kept)) return null
      try {
        return seal.open(kept.sealed)
      } catch {
        const message = `The key of ${service.id} was kept by another user or computer and cannot be opened here. Give it again.`
        throw new StudioError('keys/unreadable', message)
      }
    },
    find(service) {
      const found = (from: FoundKey['from'], key: { readonly givenFor: readonly string[] } | null | undefined) =>
        key ? { from, givenFor: key.givenFor, isForHere: isForHere(service, key) } : null
      const outside = found('environment', inEnvironment(service.id))
      if (outside?.isForHere) return outside
      return found('kept', read()[service.id]) ?? outside
    },
    keep(service, key) {
      const { [service.id]: _, ...others } = read()
      const kept = key !== null && { [service.id]: { givenFor: keyPlaces(service), sealed: seal.seal(key) } }
      const keys = { ...others, ...kept }
      try {
        if (Object.keys(keys).length === 0) rmSync(path, { force: true })
        else writeOwnersFile(path, JSON.stringify(keys))
      } catch {
        throw new StudioError(
          'keys/unwritable',
          `The file of keys ${path} cannot be written. Make its folder writable, then try again.`,
        )
      }
    },
  }
}

/** Whether a key was given for every place that it would be sent to. */
function isForHere(service: KeyedService, { givenFor }: { readonly givenFor: readonly string[] }): boolean {
  return strangePlaces(service, givenFor).length === 0
}

/** Whole or not at all, and never readable by others, not even for a moment. */
function writeOwnersFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const unfinished = `${path}.${process.pid}.part`
  rmSync(unfinished, { force: true })
  writeFileSync(unfinished, text, { mode: 0o600, flag: 'wx', flush: true })
  chmodSync(unfinished, 0o600)
  renameSync(unfinished, path)
}

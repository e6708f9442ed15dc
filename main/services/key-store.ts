import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { StudioError } from '#model/errors.ts'

/**
 * The keys of services, each by its service's id. They are never written into a library, a log or an error: whoever reads one
 * hands it to the service alone.
 */
export type KeyStore = {
  /** @throws StudioError keys/unreadable */
  readonly keyOf: (serviceId: string) => string | null
  /** From where the key comes; null where there is none. `environment`: it cannot be changed from here. */
  readonly sourceOf: (serviceId: string) => 'kept' | 'environment' | null
  /** Null removes it. @throws StudioError keys/unwritable */
  readonly keep: (serviceId: string, key: string | null) => void
}

/** How keys stand in the file. */
export type Seal = { readonly seal: (text: string) => string; readonly open: (sealed: string) => string }

/** As they are: for machines whose system keeps no secrets for programs. The file's rights protect them. */
export const NO_SEAL: Seal = { seal: text => text, open: sealed => sealed }

const keyFile = z.record(z.string(), z.string())

/** Keys in one file that only its owner may read; a key in the environment (`FLYTHROUGH_KEY_<SERVICE>`) comes before it. */
export function createKeyFile(
  path: string,
  {
    seal = NO_SEAL,
    environment = process.env,
  }: { seal?: Seal; environment?: Readonly<Record<string, string | undefined>> } = {},
): KeyStore {
  const inEnvironment = (serviceId: string): string | null => {
    const name = `FLYTHROUGH_KEY_${serviceId.toUpperCase().replaceAll('-', '_')}`
    return environment[name]?.trim() || null
  }

  function read(): Readonly<Record<string, string>> {
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
    keyOf(serviceId) {
      const given = inEnvironment(serviceId)
      if (given !== null) return given
      const sealed = read()[serviceId]
      if (sealed === undefined) return null
      try {
        return seal.open(sealed)
      } catch {
        const message = `The key of ${serviceId} was kept by another user or computer and cannot be opened here. Give it again.`
        throw new StudioError('keys/unreadable', message)
      }
    },
    sourceOf(serviceId) {
      if (inEnvironment(serviceId) !== null) return 'environment'
      return read()[serviceId] === undefined ? null : 'kept'
    },
    keep(serviceId, key) {
      const { [serviceId]: _, ...others } = read()
      const keys = key === null ? others : { ...others, [serviceId]: seal.seal(key) }
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

/** Whole or not at all, and never readable by others, not even for a moment. */
function writeOwnersFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const unfinished = `${path}.${process.pid}.part`
  rmSync(unfinished, { force: true })
  writeFileSync(unfinished, text, { mode: 0o600, flag: 'wx', flush: true })
  chmodSync(unfinished, 0o600)
  renameSync(unfinished, path)
}

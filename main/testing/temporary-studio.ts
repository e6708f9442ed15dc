import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { createApi, type Api, type ApiServices } from '#main/api.ts'
import { createBackground } from '#main/desk/background.ts'
import { createDesks } from '#main/desk/desks.ts'
import type { DeskContext } from '#main/desk/desk-context.ts'
import type { Host } from '#main/host.ts'
import { createChangeFollower } from '#main/library/change-counts.ts'
import type { Library } from '#main/library/library.ts'
import { temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { ffmpegFinder } from '#main/make/ffmpeg-finder.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { keyPlaces, strangePlaces } from '#main/services/key-places.ts'
import type { KeyStore } from '#main/services/key-store.ts'
import { liveCatalogue } from '#main/services/live-catalogue.ts'

/** For tests: a host without a desktop, that keeps its log to itself. */
export function testHost(parts: Partial<Host> = {}): Host {
  return {
    resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
    chosenFfmpeg: process.env['FLYTHROUGH_FFMPEG'] ?? null,
    packagedFfmpeg: null,
    log: () => {},
    keys: keysInMemory(),
    ...parts,
  }
}

/** For tests: keys that go with the test. */
export function keysInMemory(): KeyStore {
  const kept = new Map<string, { readonly key: string; readonly givenFor: readonly string[] }>()
  const find: KeyStore['find'] = service => {
    const { givenFor } = kept.get(service.id) ?? {}
    return givenFor ? { from: 'kept', givenFor, isForHere: strangePlaces(service, givenFor).length === 0 } : null
  }
  return {
    find,
    keyOf: service => (find(service)?.isForHere ? kept.get(service.id)!.key : null),
    keep: (service, key) =>
      void (key === null ? kept.delete(service.id) : kept.set(service.id, { key, givenFor: keyPlaces(service) })),
  }
}

/** For tests: what desks are made of, over a library of its own. Its background work never begins by itself. */
export function temporaryContext(library = temporaryLibrary(), host = testHost()): DeskContext {
  const closer = new AbortController()
  onTestFinished(() => closer.abort())
  const shipped = loadCatalogue(host.resourcesDir)
  const make = {
    library,
    catalogue: liveCatalogue(library.db, shipped),
    ffmpeg: ffmpegFinder(host),
  }
  const background = createBackground(make, { closing: closer.signal, log: host.log })
  const ownModels = { path: '', models: [], trouble: null }
  return { ...make, shipped, ownModels, host, keys: host.keys, background, closing: closer.signal }
}

/** For tests: all that windows may ask, answered over a library of its own; `parts` stand in for some of the services. */
export function temporaryApi({ library, ...parts }: Partial<ApiServices> & { library?: Library } = {}): {
  api: Api
  library: Library
  bugs: unknown[]
} {
  const context = temporaryContext(library)
  const bugs: unknown[] = []
  const api = createApi({
    desks: parts.desks ?? createDesks(context),
    followChanges: createChangeFollower(context.library.db),
    reportBug: bug => bugs.push(bug),
    ...parts,
  })
  return { api, library: context.library, bugs }
}

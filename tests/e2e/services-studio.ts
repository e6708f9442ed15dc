import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from 'playwright/test'
import { openLibrary, type Library } from '#main/library/library.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { saveOwnService } from '#main/services/service-store.ts'
import { serviceById } from '#model/catalogue.ts'
import { showStudio } from '../support/shown-studio.ts'
import type { Family } from '../services/core/family.ts'
import { startServices, type Services } from '../services/services.ts'

/** A studio whose services stand in this very process. */
export type StudioWithServices = {
  readonly url: string
  readonly dir: string
  readonly library: Library
  readonly services: Services
  readonly log: readonly string[]
  /** Leads a service of the catalogue to its stand-in, which goes by two names. */
  leadTo(id: string, family: Family, path: string, host?: '127.0.0.1' | 'localhost'): void
  /** Takes the machine off every network, or back. */
  setOnline(isOnline: boolean): void
}

export const test = base.extend<{ served: StudioWithServices }>({
  // Playwright reads the names of what a fixture needs from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  served: async ({}, use) => {
    const dir = await mkdtemp(join(tmpdir(), 'studio-services-'))
    const services = await startServices({ clip: () => Buffer.alloc(0) })
    const log: string[] = []
    let isOnline = true
    const listeners = new Set<() => void>()
    const network = {
      isOnline: () => isOnline,
      onChange(listener: () => void) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    }
    const shown = await showStudio(dir, line => log.push(line), { network })
    const library = openLibrary(dir, { log: () => {} })
    const catalogue = loadCatalogue('resources')
    await use({
      ...{ url: shown.server.url, dir, library, services, log },
      leadTo(id, family, path, host = '127.0.0.1') {
        const entry = serviceById(catalogue, id)!
        const baseUrl = services.url(family).replace('127.0.0.1', host) + path
        saveOwnService(library.db, { entry: { ...entry, baseUrl }, models: [] })
      },
      setOnline(next) {
        isOnline = next
        for (const listener of listeners) listener()
      },
    })
    library.close()
    await shown.close()
    await services.close()
    await rm(dir, { recursive: true })
  },
})

export { expect } from 'playwright/test'

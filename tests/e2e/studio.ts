import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from 'playwright/test'
import type { StudioServer } from '#main/hosts/node/server.ts'
import { type Library, openLibrary } from '#main/library/library.ts'
import { showStudio } from '../support/shown-studio.ts'

export type ServedStudio = {
  readonly server: StudioServer
  /** The same library, opened beside the studio as another process would open it. */
  readonly library: Library
  /** What the studio has logged. */
  readonly log: readonly string[]
}

/** The studio as `serve` shows it: the built page over a library of its own. */
export const test = base.extend<{ studio: ServedStudio }>({
  // Playwright reads the names of what a fixture needs from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  studio: async ({}, use) => {
    const libraryDir = await mkdtemp(join(tmpdir(), 'studio-e2e-'))
    const log: string[] = []
    const shown = await showStudio(libraryDir, line => log.push(line))
    const library = openLibrary(libraryDir, { log: () => {} })
    await use({ server: shown.server, library, log })
    library.close()
    await shown.close()
    await rm(libraryDir, { recursive: true })
  },
})

export { expect } from 'playwright/test'

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base } from 'playwright/test'
import { createStudio } from '#main/app.ts'
import { nodeHost } from '#main/hosts/node/node-host.ts'
import { startServer, type StudioServer } from '#main/hosts/node/server.ts'
import { type Library, openLibrary } from '#main/library/library.ts'

const pageDir = fileURLToPath(new URL('../../out/renderer', import.meta.url))

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
    const studio = await createStudio({ libraryDir, host: nodeHost(line => log.push(line)) })
    const { api, receiveUpload, media } = studio
    const server = await startServer({ api, receiveUpload, media, pageDir, port: 0 })
    const library = openLibrary(libraryDir, { log: () => {} })
    await use({ server, library, log })
    library.close()
    await server.close()
    await studio.close()
    await rm(libraryDir, { recursive: true })
  },
})

export { expect } from 'playwright/test'

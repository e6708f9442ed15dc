import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base } from 'playwright/test'
import { createApi } from '#main/api.ts'
import { startServer, type StudioServer } from '#main/hosts/node/server.ts'
import { type Library, openLibrary } from '#main/library/library.ts'

const pageDir = fileURLToPath(new URL('../../out/renderer', import.meta.url))

export type Studio = {
  /** Where its library lies, for a second process to open. */
  readonly libraryDir: string
  readonly library: Library
  readonly server: StudioServer
  /** What the studio's own log would say about bugs. */
  readonly bugs: unknown[]
}

/** The built page, served by the studio's own server over a library of its own. */
export const test = base.extend<{ studio: Studio }>({
  // Playwright reads the names of what a fixture needs from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  studio: async ({}, use) => {
    if (!existsSync(pageDir)) throw new Error('out/renderer is missing: run "npm run build:page" first')
    const libraryDir = await mkdtemp(join(tmpdir(), 'studio-e2e-'))
    const library = openLibrary(libraryDir, { log: () => {} })
    const bugs: unknown[] = []
    const api = createApi({
      projects: library.projects,
      onChange: listener => library.db.onCommit(listener),
      reportBug: bug => bugs.push(bug),
    })
    const server = await startServer({ api, pageDir, port: 0 })
    await use({ libraryDir, library, server, bugs })
    await server.close()
    library.close()
    await rm(libraryDir, { recursive: true })
  },
})

export { expect } from 'playwright/test'

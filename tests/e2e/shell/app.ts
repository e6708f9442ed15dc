import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from 'playwright/test'
import { type Library, openLibrary } from '#main/library/library.ts'
import { launchApp, type LaunchedApp, type LaunchPlaces } from './launch.ts'

type Desktop = LaunchPlaces & {
  /** The app's library, opened beside it as another process would open it. */
  readonly library: Library
  /** A folder for the person's own files. */
  readonly folder: string
  launch(more?: readonly string[]): Promise<LaunchedApp>
}

/** The desktop app over a library and a folder for the browser's files of its own. What is launched is closed. */
export const test = base.extend<{ desktop: Desktop }>({
  // Playwright reads the names of what a fixture needs from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  desktop: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'shell-'))
    const places = { userDataDir: join(folder, 'user'), libraryDir: join(folder, 'library') }
    const library = openLibrary(places.libraryDir, { log: () => {} })
    const launched: LaunchedApp[] = []
    await use({
      ...places,
      library,
      folder,
      async launch(more = []) {
        const app = await launchApp(places, more)
        launched.push(app)
        return app
      },
    })
    for (const app of launched) await app.close()
    library.close()
    await rm(folder, { recursive: true })
  },
})

export { expect } from 'playwright/test'

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from 'playwright/test'
import { openLibrary, type Library } from '#main/library/library.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { makeDemoSong } from '../../scripts/demo/make-song.ts'
import { showStudio, type ShownStudio } from '../support/shown-studio.ts'

/** A studio over an empty library that works behind its screens and can be stopped and started in the middle. */
export type WorkingStudio = {
  /** Where it is found now; another one after a restart. */
  url(): string
  readonly songPath: string
  /** The same library, opened beside the studio as another process would open it. */
  readonly library: Library
  restart(): Promise<void>
}

export const test = base.extend<{ working: WorkingStudio }>({
  // Playwright reads the names of what a fixture needs from this pattern.
  // oxlint-disable-next-line no-empty-pattern
  working: async ({}, use) => {
    const dir = await mkdtemp(join(tmpdir(), 'studio-working-'))
    const libraryDir = join(dir, 'library')
    const songPath = join(dir, 'one-long-morning.flac')
    const { ffmpeg } = await findFfmpeg({})
    await makeDemoSong(ffmpeg, songPath, { form: process.env['FLYTHROUGH_SHOTS'] === '55' ? 'full' : 'short' })

    async function start(): Promise<ShownStudio> {
      const shown = await showStudio(libraryDir)
      shown.studio.startWorking()
      return shown
    }
    let running = await start()
    const library = openLibrary(libraryDir, { log: () => {} })
    await use({
      url: () => running.server.url,
      songPath,
      library,
      async restart() {
        await running.close()
        running = await start()
      },
    })
    library.close()
    await running.close()
    await rm(dir, { recursive: true })
  },
})

export { expect } from 'playwright/test'

import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Studio } from '#main/app.ts'
import { openLibrary } from '#main/library/library.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { makeDemoSong } from '../../scripts/demo/make-song.ts'
import { runCli } from '../support/cli.ts'
import { showStudio } from '../support/shown-studio.ts'
import { test as base, type ServedStudio } from './studio.ts'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export const MADE_TITLE = 'One Long Morning'
export const MADE_SHOTS = 12

/** A song of half a minute as a file, and a library in which a film of twelve small takes was made of it; made once for all specs. */
type MadeOnce = { readonly songPath: string; readonly libraryDir: string }

/** The studio over a copy of that library, working behind the screens. `projectId` is its only project. */
export type MadeStudio = ServedStudio & {
  readonly studio: Studio
  readonly projectId: string
  readonly songPath: string
  readonly dir: string
}

export const test = base.extend<{ made: MadeStudio }, { madeOnce: MadeOnce }>({
  madeOnce: [
    // Playwright reads the names of what a fixture needs from this pattern.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const dir = await mkdtemp(join(tmpdir(), 'studio-made-'))
      const songPath = join(dir, 'one-long-morning.flac')
      const libraryDir = join(dir, 'library')
      const { ffmpeg } = await findFfmpeg({})
      await makeDemoSong(ffmpeg, songPath, { form: 'short' })
      const words = ['--song', songPath, '--treatment', at('resources/demo/treatment.md'), '--project', MADE_TITLE]
      const small = ['--shots', `${MADE_SHOTS}`, '--size', '320x180', '--out', join(dir, 'film.mp4')]
      const run = await runCli(['make', '--library', libraryDir, ...words, ...small])
      if (run.status !== 0) throw new Error(`the film for the specs could not be made: ${run.stderr}`)
      await use({ songPath, libraryDir })
      await rm(dir, { recursive: true })
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  made: async ({ madeOnce }, use) => {
    const dir = await mkdtemp(join(tmpdir(), 'studio-e2e-'))
    await cp(madeOnce.libraryDir, dir, { recursive: true })
    const log: string[] = []
    const shown = await showStudio(dir, line => log.push(line))
    shown.studio.startWorking()
    const library = openLibrary(dir, { log: () => {} })
    const projectId = library.projects.byTitle(MADE_TITLE)!.id
    await use({ server: shown.server, studio: shown.studio, library, log, projectId, songPath: madeOnce.songPath, dir })
    library.close()
    await shown.close()
    await rm(dir, { recursive: true })
  },
})

export { expect } from 'playwright/test'

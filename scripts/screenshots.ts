/**
 * Takes pictures of every screen in Chromium, over a real project that is made for it once.
 * `npm run screenshots` renews those of the README in `docs/screenshots`; with `-- --all DIR` every screen in three sizes and
 * four themes goes into DIR, to be looked at.
 */
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRouterClient } from '@orpc/server'
import type { Page } from 'playwright'
import { createStudio, type Studio } from '#main/app.ts'
import { nodeHost } from '#main/hosts/node/node-host.ts'
import { startServer } from '#main/hosts/node/server.ts'
import { openLibrary } from '#main/library/library.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { circleTake, judgeTake, listTakes } from '#main/takes/store.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import { makeDemoSong } from './demo/make-song.ts'
import { openBrowser } from './open-browser.ts'

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))
const cache = at('node_modules/.cache/screenshots')
const TITLE = 'One Long Morning'

const SCREENS = ['library', 'song', 'treatment', 'takes', 'edit', 'render'] as const
const SIZES = [
  [1440, 900],
  [1024, 640],
  [2560, 1440],
] as const
const THEMES = [
  { name: 'dark', theme: 'dark', contrast: '' },
  { name: 'light', theme: 'light', contrast: '' },
  { name: 'contrast', theme: 'dark', contrast: 'more' },
  { name: 'contrast-light', theme: 'light', contrast: 'more' },
] as const
type Theme = (typeof THEMES)[number]

/** The film of the demo, small; found again the next time. */
async function makeProject(studio: Studio): Promise<ProjectId> {
  const songPath = join(cache, 'one-long-morning.flac')
  const { ffmpeg } = await findFfmpeg({})
  if (!existsSync(songPath)) await makeDemoSong(ffmpeg, songPath)
  const run = { signal: new AbortController().signal, onProgress: () => {}, log: console.error }
  await studio.make(
    {
      songPath,
      treatmentPath: at('resources/demo/treatment.md'),
      outputPath: join(cache, 'film.mp4'),
      takeSource: { kind: 'animatic' },
      model: null,
      size: { width: 640, height: 360 },
      rate: null,
      takesPerShot: 2,
      seed: null,
      shotCount: null,
      transition: 'cut',
      span: { fromSeconds: null, toSeconds: null },
      preset: 'draft',
      projectTitle: TITLE,
      isNewVersion: false,
      verify: 'quick',
      isLinked: false,
    },
    run,
  )
  return studio.listProjects().find(({ title }) => title === TITLE)!.id
}

/** As after some evenings: most shots have a circled take, some takes are rejected, and the sample film stands beside. */
async function judge(studio: Studio, libraryDir: string, projectId: ProjectId): Promise<MediaId[]> {
  const library = openLibrary(libraryDir, { log: console.error })
  try {
    const takes = listTakes(library.db, projectId)
    for (const [index, { take }] of takes.entries()) {
      if (index % 10 === 3) judgeTake(library.db, take.id, 'rejected')
      else if (index % 3 !== 2) circleTake(library.db, take.id)
      else judgeTake(library.db, take.id, index % 2 === 0 ? 'kept' : 'unseen')
    }
    await createRouterClient(studio.api).projects.openSample({ isAnew: false })
    library.projects.opened(projectId)
    return takes.flatMap(({ take }) => (take.media ? [take.media.id] : []))
  } finally {
    library.close()
  }
}

/** Waits until the small pictures of all takes are made: they come one by one, and are kept. */
async function warm(page: Page, mediaIds: readonly MediaId[]): Promise<void> {
  for (const id of mediaIds) {
    for (const kind of ['thumb', 'strip']) {
      while ((await page.request.get(`/${kind}/${id}`)).status() === 202) await page.waitForTimeout(200)
    }
  }
}

async function dress(page: Page, { theme, contrast }: Theme): Promise<void> {
  await page.locator('html').evaluate(
    (root, [theme, contrast]) => {
      root.setAttribute('data-theme', theme)
      if (contrast === '') root.removeAttribute('data-contrast')
      else root.setAttribute('data-contrast', contrast)
    },
    [theme, contrast] as const,
  )
}

/** Opens a screen somewhere in the middle of the film and waits until nothing on it is on its way any more. */
async function openScreen(page: Page, origin: string, projectId: string, screen: string): Promise<void> {
  await page.goto(screen === 'library' ? `${origin}/#/` : `${origin}/#/project/${projectId}/${screen}`)
  await page.getByRole('main').waitFor()
  if (screen === 'edit') {
    await page.getByRole('option').first().waitFor({ state: 'attached' })
    // Some way into the second chorus.
    for (const keys of ['Home', ...Array<string>(4).fill('Shift+ArrowDown'), ...Array<string>(3).fill('ArrowDown')]) {
      await page.keyboard.press(keys)
    }
    await page.keyboard.press('Control+ArrowRight')
  }
  const strip = page.getByRole('slider', { name: 'The song' })
  if ((await strip.count()) > 0) {
    const box = (await strip.boundingBox())!
    await page.mouse.click(box.x + box.width * 0.29, box.y + box.height * 0.7)
    await page.mouse.move(4, 4)
  }
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
  // Pictures come a moment after what they belong to.
  await page.waitForTimeout(2_500)
}

async function main(args: readonly string[]): Promise<void> {
  mkdirSync(cache, { recursive: true })
  const allInto = args[0] === '--all' && args[1] !== undefined ? resolve(args[1]) : null
  const into = allInto ?? at('docs/screenshots')
  mkdirSync(into, { recursive: true })

  const libraryDir = join(cache, 'library')
  const studio = await createStudio({ libraryDir, host: nodeHost(console.error) })
  const projectId = await makeProject(studio)
  const mediaIds = await judge(studio, libraryDir, projectId)
  studio.startWorking()
  const { api, receiveUpload, media } = studio
  const server = await startServer({ api, receiveUpload, media, pageDir: at('out/renderer'), port: 0 })
  const browser = await openBrowser()
  try {
    const { origin } = new URL(server.url)
    // Without motion, a change of theme is done at once.
    const page = await browser.newPage({ baseURL: origin, reducedMotion: 'reduce' })
    await page.goto(server.url)
    await warm(page, mediaIds)
    for (const [width, height] of allInto ? SIZES : SIZES.slice(0, 1)) {
      await page.setViewportSize({ width, height })
      for (const screen of SCREENS) {
        await openScreen(page, origin, projectId, screen)
        for (const theme of allInto ? THEMES : THEMES.slice(0, 1)) {
          await dress(page, theme)
          const name = allInto ? `${screen}-${width}-${theme.name}` : screen
          await page.screenshot({ path: join(into, `${name}.jpg`), type: 'jpeg', quality: 88 })
        }
      }
    }
  } finally {
    await browser.close()
    await server.close()
    await studio.close()
  }
  process.stderr.write(`screenshots: written into ${into}\n`)
}

await main(process.argv.slice(2))

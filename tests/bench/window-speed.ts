/** How quickly the window opens a large project, in headless Chromium with software drawing; figures, no judgement but the limits'. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Page } from 'playwright'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { openBrowser } from '../../scripts/open-browser.ts'
import { BIG, makeBigProject } from './big-project.ts'
import { serveMeasured } from './serve-measured.ts'

const ROUNDS = 5
const OPEN_LIMIT_MS = 1500
const STALL_LIMIT_MS = 50

/** What must be there before a person can work in a workspace. */
const READY: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  treatment: page => page.getByRole('row').nth(3).waitFor(),
  takes: page => page.getByRole('row').nth(3).waitFor(),
  edit: page =>
    page
      .getByRole('option')
      .nth(BIG.clips - 1)
      .waitFor({ state: 'attached' }),
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

const dir = mkdtempSync(join(tmpdir(), 'flythrough-window-'))
try {
  const { ffmpeg } = await findFfmpeg({})
  const projectId = await makeBigProject(dir, ffmpeg)
  const studio = await serveMeasured(dir)
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const first = await context.newPage()
  await first.goto(studio.url)
  await first.getByRole('main').waitFor()
  const { origin } = new URL(studio.url)
  for (const [workspace, isReady] of Object.entries(READY)) {
    const tookMs: number[] = []
    await studio.longestStallMs()
    for (let round = 0; round < ROUNDS; round++) {
      const page = await context.newPage()
      const startMs = performance.now()
      await page.goto(`${origin}/#/project/${projectId}/${workspace}`)
      await isReady(page)
      tookMs.push(performance.now() - startMs)
      await page.close()
    }
    const middle = Math.round(median(tookMs))
    const stallMs = Math.round(await studio.longestStallMs())
    process.stdout.write(
      `${workspace} of 500 shots, 5,000 takes and 1,000 clips: open in ${middle} ms (limit ${OPEN_LIMIT_MS}), longest stall ${stallMs} ms\n`,
    )
    if (middle > OPEN_LIMIT_MS) process.exitCode = 1
  }
  const page = await context.newPage()
  await page.goto(`${origin}/#/project/${projectId}/takes`)
  await READY['takes']!(page)
  // Until the pictures of the tiles have come.
  await page.waitForTimeout(3000)
  await studio.longestStallMs()
  const stallsMs: number[] = []
  for (const key of ['p', 'x', 'Enter', 'p', 'x', 'Enter', 'p', 'x', 'Enter']) {
    await page.keyboard.press(key)
    // The hand rests, and the list is asked for again.
    await page.waitForTimeout(1000)
    stallsMs.push(Math.round(await studio.longestStallMs()))
  }
  const worstMs = Math.max(...stallsMs)
  process.stdout.write(`nine of 5,000 takes judged: longest stall ${worstMs} ms (limit ${STALL_LIMIT_MS})\n`)
  if (worstMs > STALL_LIMIT_MS) process.exitCode = 1
  await browser.close()
  await studio.close()
} finally {
  rmSync(dir, { recursive: true, force: true })
}

/** How quickly the timeline answers a drag on a cut of 1,000 clips, in headless Chromium with software drawing. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { openBrowser } from '../../scripts/open-browser.ts'
import { BIG, makeBigProject } from './big-project.ts'
import { serveMeasured } from './serve-measured.ts'

const LIMIT_MS = 50
const MOVES = 90

/** From the pointer's event to the picture that answers it, in milliseconds; of every move of one drag. */
async function dragLatencies(page: Page, from: { x: number; y: number }, widthX: number): Promise<number[]> {
  await page.evaluate(() => {
    const found: number[] = []
    Object.assign(globalThis, { found })
    addEventListener(
      'pointermove',
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          const painted = new MessageChannel()
          painted.port1.addEventListener('message', () => found.push(performance.now() - timeStamp))
          painted.port1.start()
          painted.port2.postMessage(null)
        }),
      { capture: true },
    )
  })
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (let move = 1; move <= MOVES; move += 1) {
    await page.mouse.move(from.x + widthX * Math.sin(move / 7), from.y)
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(resolve)))
  }
  await page.keyboard.press('Escape')
  await page.mouse.up()
  return page.evaluate(() => (globalThis as unknown as { found: number[] }).found.splice(0))
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)
}

const dir = mkdtempSync(join(tmpdir(), 'flythrough-drag-'))
try {
  const { ffmpeg } = await findFfmpeg({})
  const projectId = await makeBigProject(dir, ffmpeg)
  const studio = await serveMeasured(dir)
  const browser = await openBrowser()
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await page.goto(studio.url)
  await page.goto(`${new URL(studio.url).origin}/#/project/${projectId}/edit`)
  await page
    .getByRole('option')
    .nth(BIG.clips - 1)
    .waitFor({ state: 'attached' })
  const box = (await page.locator('[data-timeline]').boundingBox())!
  let openStallMs: number | null = null
  const at = { x: box.x + box.width / 2, y: box.y + 130 }
  for (const [what, keys] of [
    ['the whole film in sight', []],
    ['twenty clips in sight', Array.from({ length: 9 }, () => 'Equal')],
  ] as const) {
    for (const key of keys) await page.keyboard.press(key)
    // Until the pictures of the clips have come.
    await page.waitForTimeout(4000)
    if (openStallMs === null) openStallMs = Math.round(await studio.longestStallMs())
    const latencies = await dragLatencies(page, at, 160)
    const p95 = percentile(latencies, 0.95)
    process.stdout.write(
      `a clip dragged among ${BIG.clips}, ${what}: median ${percentile(latencies, 0.5)} ms, 95 % within ${p95} ms (limit ${LIMIT_MS})\n`,
    )
    if (p95 > LIMIT_MS) process.exitCode = 1
  }
  const stallMs = Math.round(await studio.longestStallMs())
  process.stdout.write(
    `longest stall of the studio: ${openStallMs} ms while it opens, ${stallMs} ms while it edits (limit ${LIMIT_MS})\n`,
  )
  if (stallMs > LIMIT_MS) process.exitCode = 1
  await browser.close()
  await studio.close()
} finally {
  rmSync(dir, { recursive: true })
}

/**
 * How well a film plays and scrubs in a browser without a graphics card.
 *
 *   npx node tests/bench/playback.ts
 *
 * Limits: two proxies in a dissolve at 24 pictures a second, a scrubbed picture within 60 ms (median), the song without a gap, no stall over 50 ms while proxies are made.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { seededUnit } from '#model/seed.ts'
import { openFilmStage } from '../support/film-stage/film-stage.ts'
import { openStagePage } from '../support/film-stage/open-page.ts'
import { importTakes, makeFilm, makeSong, SONG } from '../support/film-stage/stage-film.ts'

const PLAY_MS = 8000
const SCRUBS = 40
const LEAST_FPS = 24
const MOST_SCRUB_MS = 60
const MOST_STALL_MS = 50

const stage = await openFilmStage()
const { browser, page } = await openStagePage(stage)
let isGood = true
const say = (name: string, figure: string, isWithin: boolean): void => {
  isGood &&= isWithin
  process.stdout.write(`${isWithin ? ' ' : '!'} ${name}: ${figure}\n`)
}
const share = (sorted: readonly number[], of: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))]!

try {
  const takes = await importTakes(stage, 3)
  const stalls = monitorEventLoopDelay({ resolution: 5 })
  stalls.enable()
  await stage.haveProxies(takes.map(({ id }) => id))
  stalls.disable()
  const longest = stalls.max / 1e6
  say('the longest stall while proxies are made', `${longest.toFixed(0)} ms`, longest < MOST_STALL_MS)
  const songUrl = await makeSong(stage, 20)

  // Two clips that are one long dissolve.
  const dissolve = makeFilm(takes, { clips: 2, frames: 180, dissolveFrames: 180, dissolveEvery: 1 }, songUrl)
  await page.evaluate(film => globalThis.stage.load(film), dissolve)
  await page.waitForFunction(() => globalThis.stage.transport.store.getState().sound === 'ready')
  await page.evaluate(() => {
    globalThis.stage.seekFrame(95)
    globalThis.stage.transport.play()
  })
  await delay(1000)
  const before = await page.evaluate(() => {
    globalThis.stage.takeFramesSeen()
    return globalThis.stage.drawnFrames
  })
  const begun = performance.now()
  await delay(5500)
  const drawn = (await page.evaluate(() => globalThis.stage.drawnFrames)) - before
  const seconds = (performance.now() - begun) / 1000
  const fps = drawn / seconds
  const framesSeen = await page.evaluate(() => globalThis.stage.takeFramesSeen())
  await page.evaluate(() => globalThis.stage.transport.pause())
  const frames = `${framesSeen} of ${Math.round(24 * seconds)} film frames shown`
  say('two 540p proxies in a dissolve', `${fps.toFixed(1)} pictures a second, ${frames}`, fps >= LEAST_FPS)

  const cuts = makeFilm(takes, { clips: 20, frames: 24, dissolveFrames: 8, dissolveEvery: 3 }, songUrl)
  await page.evaluate(film => globalThis.stage.load(film), cuts)
  const times: number[] = []
  for (let index = 0; index < SCRUBS; index += 1) {
    const frame = Math.floor(seededUnit(3, `scrub ${index}`) * cuts.plan.span.endFrame)
    times.push(
      await page.evaluate(async wanted => {
        const from = performance.now()
        await globalThis.stage.standsAt(wanted, 'proxy')
        return performance.now() - from
      }, frame),
    )
  }
  const sorted = times.slice(5).toSorted((a, b) => a - b)
  const [median, late] = [share(sorted, 0.5), share(sorted, 0.9)]
  say('a picture scrubbed to', `${median.toFixed(0)} ms median, ${late.toFixed(0)} ms at 90 %`, median <= MOST_SCRUB_MS)

  await page.evaluate(() => {
    globalThis.stage.seekFrame(0)
    globalThis.stage.transport.play()
  })
  const marksBefore = (await page.evaluate(() => globalThis.stage.heard())).markFrames.length
  const offsets: number[] = []
  for (const end = performance.now() + PLAY_MS; performance.now() < end; await delay(250)) {
    offsets.push(...(await page.evaluate(() => globalThis.stage.drifts())).map(Math.abs))
  }
  const { markFrames } = await page.evaluate(() => globalThis.stage.heard())
  const steps = markFrames.slice(marksBefore + 1).map((mark, index) => mark - markFrames[marksBefore + index]!)
  const isWhole = steps.length > 10 && steps.every(step => step === SONG.framesPerMark)
  say(
    'the song over twenty cuts',
    `${steps.length + 1} marks, every one on its sample: ${isWhole ? 'yes' : 'no'}`,
    isWhole,
  )
  const apart = offsets.slice(4).toSorted((a, b) => a - b)
  say(
    'pictures beside the song',
    `${(1000 * share(apart, 0.5)).toFixed(0)} ms median, ${(1000 * share(apart, 0.95)).toFixed(0)} ms at 95 %`,
    share(apart, 0.5) < 1 / 24,
  )
} finally {
  await browser.close()
  await stage.close()
}
process.exitCode = isGood ? 0 : 1

import { expect, test, type Page } from 'playwright/test'
import { TICKS_PER_SECOND } from '#model/time.ts'
import { openFilmStage, type FilmStage } from '../support/film-stage/film-stage.ts'
import { makeSong, SONG } from '../support/film-stage/stage-film.ts'

const SECONDS = 20
let stage: FilmStage
let songUrl: string
test.beforeAll(async () => {
  stage = await openFilmStage()
  songUrl = await makeSong(stage, SECONDS)
})
test.afterAll(() => stage.close())

type Film = { headSeconds?: number; hasSong?: boolean }

async function open(page: Page, { headSeconds = 0, hasSong = true }: Film = {}): Promise<void> {
  // The link works once, and every test is a browser without cookies.
  await page.context().addCookies(await cookies(page))
  await page.goto(new URL(stage.url).origin)
  // A page may sound only once a person has touched it.
  await page.mouse.click(5, 5)
  const film = {
    songUrl: hasSong ? songUrl : null,
    songTicks: SECONDS * TICKS_PER_SECOND,
    headTicks: headSeconds * TICKS_PER_SECOND,
    tailTicks: 0,
  }
  await page.evaluate(all => globalThis.stage.transport.load(all), film)
  if (hasSong) await page.waitForFunction(() => globalThis.stage.transport.store.getState().sound === 'ready')
  // The ear is there some time after the sound device is opened.
  await page.evaluate(() => globalThis.stage.transport.play())
  await page.waitForFunction(() => globalThis.stage.heard().frames > 10_000)
  await page.evaluate(() => {
    globalThis.stage.transport.pause()
    globalThis.stage.transport.seek(0)
    globalThis.stage.forget()
  })
}

let known: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>> | null = null
async function cookies(page: Page) {
  if (!known) {
    await page.goto(stage.url)
    known = await page.context().cookies()
  }
  return known
}

const state = (page: Page) => page.evaluate(() => globalThis.stage.transport.store.getState())
const marks = async (page: Page): Promise<number[]> => (await page.evaluate(() => globalThis.stage.heard())).markFrames
const steps = (frames: readonly number[]): number[] => frames.slice(1).map((frame, index) => frame - frames[index]!)

test('the song sounds after the head, without a gap, sample by sample', async ({ page }) => {
  await open(page, { headSeconds: 1 })
  await page.evaluate(() => {
    globalThis.stage.transport.setClicks([{ atTicks: 0, isAccent: true }])
    globalThis.stage.transport.play()
  })
  await expect.poll(async () => (await marks(page)).length).toBeGreaterThan(8)
  const [head, ...song] = steps(await marks(page))
  // A click is loudest some samples after it begins.
  expect(Math.abs(head! - SONG.sampleRate)).toBeLessThan(30)
  expect(new Set(song)).toEqual(new Set([SONG.framesPerMark]))
})

test('a loop goes round without a gap', async ({ page }) => {
  await open(page)
  await page.evaluate(second => {
    globalThis.stage.transport.setLoop({ startTicks: 2 * second, endTicks: 3 * second })
    globalThis.stage.transport.seek(2 * second)
    globalThis.stage.transport.play()
  }, TICKS_PER_SECOND)
  await expect.poll(async () => (await marks(page)).length, { timeout: 12_000 }).toBeGreaterThan(9)
  expect(new Set(steps(await marks(page)))).toEqual(new Set([SONG.framesPerMark]))
  const { positionTicks, isPlaying } = await state(page)
  expect(isPlaying).toBe(true)
  expect(positionTicks / TICKS_PER_SECOND).toBeGreaterThanOrEqual(2)
  expect(positionTicks / TICKS_PER_SECOND).toBeLessThan(3)
})

test('clicks and other sounds stand at their film times', async ({ page }) => {
  await open(page, { hasSong: false })
  const sound = { url: songUrl, endTicks: 2 * TICKS_PER_SECOND, gain: 1, fadeInTicks: 0, fadeOutTicks: 0 }
  await page.evaluate(
    ({ sound, second }) => {
      const { transport } = globalThis.stage
      transport.setClicks([0.5, 1].map(at => ({ atTicks: at * second, isAccent: false })))
      // A mark stands half a second into the sound, which is placed so that it is heard at 1.7.
      transport.setSounds([{ ...sound, startTicks: 1.5 * second, sourceStartTicks: 0.3 * second }])
    },
    { sound, second: TICKS_PER_SECOND },
  )
  // The first time the sound may come too late to be heard where it stands.
  await expect(async () => {
    await page.evaluate(() => {
      globalThis.stage.forget()
      globalThis.stage.transport.seek(0)
      globalThis.stage.transport.play()
    })
    await expect.poll(async () => (await marks(page)).length, { timeout: 4000 }).toBeGreaterThanOrEqual(3)
  }).toPass()
  const [click, other] = steps((await marks(page)).slice(-3))
  expect(Math.abs(click! - SONG.sampleRate / 2)).toBeLessThan(60)
  expect(Math.abs(other! - 0.7 * SONG.sampleRate)).toBeLessThan(2100)
})

test('clicks that change while the song plays interrupt nothing, and are heard from then on', async ({ page }) => {
  await open(page)
  await page.evaluate(() => globalThis.stage.transport.play())
  await expect.poll(async () => (await marks(page)).length).toBeGreaterThan(2)
  const seconds = await page.evaluate(second => {
    const { transport } = globalThis.stage
    const now = transport.nowTicks() / second
    // The first two are taken back before they are heard; of the last one, a second is left.
    const at = (offsets: readonly number[]) =>
      offsets.map(offset => ({ atTicks: (now + offset) * second, isAccent: true }))
    transport.setClicks(at([0.8, 1.3]))
    transport.setClicks([])
    return now
  }, TICKS_PER_SECOND)
  await expect.poll(async () => (await state(page)).positionTicks / TICKS_PER_SECOND).toBeGreaterThan(seconds + 2)
  expect(new Set(steps(await marks(page)))).toEqual(new Set([SONG.framesPerMark]))
  const click = (Math.ceil(seconds + 3) + 0.25) * TICKS_PER_SECOND
  await page.evaluate(atTicks => globalThis.stage.transport.setClicks([{ atTicks, isAccent: true }]), click)
  const odd = async () => steps(await marks(page)).filter(step => step !== SONG.framesPerMark)
  await expect.poll(odd, { timeout: 8000 }).toHaveLength(2)
  const [before, after] = await odd()
  expect(Math.abs(before! + after! - SONG.framesPerMark)).toBeLessThan(3)
})

test('J, K and L: faster with every press, backwards, and still', async ({ page }) => {
  await open(page)
  const rates = await page.evaluate(second => {
    const { transport } = globalThis.stage
    transport.seek(10 * second)
    const rate = () => transport.store.getState().rate
    const seen: number[] = []
    for (const way of [1, 1, 1, -1, -1] as const) {
      transport.shuttle(way)
      seen.push(rate())
    }
    return seen
  }, TICKS_PER_SECOND)
  expect(rates).toEqual([1, 2, 4, -1, -2])
  await expect.poll(async () => (await state(page)).positionTicks / TICKS_PER_SECOND).toBeLessThan(9.5)
  await page.evaluate(() => globalThis.stage.transport.pause())
  const { isPlaying, rate, positionTicks } = await state(page)
  expect([isPlaying, rate]).toEqual([false, 1])
  const heard = () => page.evaluate(() => globalThis.stage.heard().frames)
  const before = await heard()
  // A tenth of a second more of the sound device's time.
  await expect.poll(heard).toBeGreaterThan(before + SONG.sampleRate / 10)
  expect((await state(page)).positionTicks).toBe(positionTicks)
})

test('stops at the end of the film, and begins again from there', async ({ page }) => {
  await open(page)
  await page.evaluate(
    at => {
      globalThis.stage.transport.seek(at)
      globalThis.stage.transport.play()
    },
    (SECONDS - 0.4) * TICKS_PER_SECOND,
  )
  await expect.poll(async () => (await state(page)).isPlaying).toBe(false)
  expect((await state(page)).positionTicks).toBe(SECONDS * TICKS_PER_SECOND)
  await page.evaluate(() => globalThis.stage.transport.play())
  await expect.poll(async () => (await state(page)).positionTicks / TICKS_PER_SECOND).toBeGreaterThan(0.1)
  expect((await state(page)).positionTicks / TICKS_PER_SECOND).toBeLessThan(5)
})

test('another head leaves the play-head where it is in the song, and the same film leaves all as it is', async ({
  page,
}) => {
  await open(page)
  const positions = await page.evaluate(
    ({ songUrl, second, seconds }) => {
      const { transport } = globalThis.stage
      const film = { songUrl, songTicks: seconds * second, headTicks: 0, tailTicks: 0 }
      transport.seek(7 * second)
      transport.load({ ...film, headTicks: 2 * second })
      const moved = transport.nowTicks() / second
      transport.play()
      transport.load({ ...film, headTicks: 2 * second })
      const { isPlaying, durationTicks } = transport.store.getState()
      return [moved, isPlaying, durationTicks / second]
    },
    { songUrl, second: TICKS_PER_SECOND, seconds: SECONDS },
  )
  expect(positions).toEqual([9, true, SECONDS + 2])
})

test('a song that cannot be had leaves a silent film that plays', async ({ page }) => {
  await open(page)
  await page.evaluate(second => {
    const film = { songUrl: `/song/${'0'.repeat(64)}`, songTicks: 5 * second, headTicks: 0, tailTicks: 0 }
    globalThis.stage.transport.load(film)
  }, TICKS_PER_SECOND)
  await expect.poll(async () => (await state(page)).sound).toBe('failed')
  await page.evaluate(() => globalThis.stage.transport.play())
  await expect.poll(async () => (await state(page)).positionTicks / TICKS_PER_SECOND).toBeGreaterThan(0.3)
})

import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { previewFrame } from '../../renderer/playback/preview.ts'
import { ticksFromFrames } from '#model/time.ts'
import { openFilmStage } from '../support/film-stage/film-stage.ts'
import { openStagePage } from '../support/film-stage/open-page.ts'
import { makeFilm, makeSong, makeTakes, SONG } from '../support/film-stage/stage-film.ts'

const SECONDS = 240
const CLIP_FRAMES = 48
const LOOK_EVERY_MS = 1000

test('over four minutes the song has no gap, and the picture stays within a frame of it', async () => {
  const stage = await openFilmStage()
  const { browser, page } = await openStagePage(stage)
  try {
    const songUrl = await makeSong(stage, SECONDS)
    const clips = (SECONDS * 24) / CLIP_FRAMES
    const made = { clips, frames: CLIP_FRAMES, dissolveFrames: 8, dissolveEvery: 3 }
    const film = makeFilm(await makeTakes(stage, 4), made, songUrl)
    await page.evaluate(all => globalThis.stage.load(all), film)
    await page.waitForFunction(() => globalThis.stage.transport.store.getState().sound === 'ready')
    await page.evaluate(() => globalThis.stage.transport.play())

    const apart: number[] = []
    for (let isPlaying = true; isPlaying; await delay(LOOK_EVERY_MS)) {
      const seen = await page.evaluate(() => ({
        isPlaying: globalThis.stage.transport.store.getState().isPlaying,
        frame: globalThis.stage.shown.frame,
        picture: globalThis.stage.barNumber(),
      }))
      isPlaying = seen.isPlaying
      const { layers } = previewFrame(film.plan, seen.frame ?? 0)
      const [layer] = layers
      if (!isPlaying || layers.length > 1 || layer?.picture.kind !== 'take') continue
      const wanted = Math.floor(layer.picture.atTicks / ticksFromFrames(1, film.plan.rate))
      apart.push(seen.picture - wanted)
    }
    const { markFrames } = await page.evaluate(() => globalThis.stage.heard())
    const steps = new Set(markFrames.slice(1).map((mark, index) => mark - markFrames[index]!))
    expect([...steps]).toEqual([SONG.framesPerMark])
    expect(markFrames.length).toBeGreaterThan(2 * SECONDS - 4)
    expect(apart.length).toBeGreaterThan(SECONDS / 3)
    // A drift would grow; a busy machine only drops a picture here and there.
    const [begin, end] = [middleOf(apart.slice(0, 40)), middleOf(apart.slice(-40))]
    const near = apart.filter(frames => Math.abs(frames) <= 1).length
    console.log(`${apart.length} looks, ${near} within a frame; ${begin} frames apart at first, ${end} at last`)
    expect(Math.abs(begin)).toBeLessThanOrEqual(1)
    expect(Math.abs(end)).toBeLessThanOrEqual(1)
    expect(near / apart.length).toBeGreaterThan(0.8)
  } finally {
    await browser.close()
    await stage.close()
  }
})

function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { videoEncoderArgs } from './encoder-args.ts'
import { joinPieces } from './join.ts'
import { PRESETS } from '#model/render-presets.ts'
import { createRenderWorld, rate, type RenderWorld } from './testing/render-world.ts'
import { findFault } from './verify.ts'

let world: RenderWorld
beforeAll(async () => {
  world = await createRenderWorld('join')
})
afterAll(() => world.remove())

/** Lengths of which microseconds hold no exact number: rounded one by one, their errors would add up. */
test.each([
  ['24', rate(24), 16],
  ['59.94', rate(60000, 1001), 7],
])('every frame of two hundred pieces at %s is at its time', async (name, filmRate, frames) => {
  const path = join(world.folder, `piece ${name}.mp4`)
  const picture = `color=s=32x32:r=${filmRate.numerator}/${filmRate.denominator}`
  const encoder = videoEncoderArgs(PRESETS.draft, filmRate)
  await runFfmpeg(world.ffmpeg, [
    ...['-f', 'lavfi', '-i', picture, '-frames:v', `${frames}`, ...encoder],
    ...['-f', 'mp4', '-y', fileArg(path)],
  ])
  const pieces = Array.from({ length: 200 }, (_, index) => ({
    path,
    startFrame: 1000 + index * frames,
    endFrame: 1000 + (index + 1) * frames,
  }))
  const outputPath = join(world.folder, `film ${name}.mp4`)
  const listPath = join(world.folder, `${name}.ffconcat`)
  await joinPieces(
    { pieces, soundPath: undefined, container: 'mp4', rate: filmRate, tags: {}, listPath, outputPath },
    world.ffmpeg,
    undefined,
  )
  const expected = { frames: 200 * frames, rate: filmRate, hasPicture: true, hasSound: false }
  expect(await findFault(outputPath, expected)).toBeUndefined()
})

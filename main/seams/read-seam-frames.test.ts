import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isStudioError } from '#model/errors.ts'
import { linearOf, oklabOf } from '#model/seam/oklab.ts'
import type { SeamFrame } from '#model/seam/seam-frames.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { BARS, barsOf, type BarCodeClip } from '#main/render/testing/bar-code.ts'
import { createRenderWorld, rate, type RenderWorld } from '#main/render/testing/render-world.ts'
import { readSeamFrames } from './read-seam-frames.ts'
import { clipOfPictures } from './testing/clip-of-pictures.ts'

let world: RenderWorld
beforeAll(async () => {
  world = await createRenderWorld('seam')
})
afterAll(() => world.remove())

const FILM = { rate: rate(24), width: 320, height: 180 }

/** Which picture of a bar-code clip this is. */
function pictureIn({ luma }: SeamFrame, clip: number): number {
  const { width, height, data } = luma
  const bars = Array.from({ length: BARS }, (_, bar) => {
    const x = Math.floor(((bar + 0.5) * width) / BARS)
    return data[Math.floor(height / 2) * width + x]! > 128
  })
  return Array.from({ length: 256 }, (_, picture) => picture).findIndex(picture =>
    barsOf(clip, picture).every((level, bar) => level > 128 === bars[bar]),
  )
}

const fileOf = async ({ path }: BarCodeClip): ReturnType<typeof probed> => probed(path)
const probed = async (path: string) => ({ path, probe: await probeVideo(path, world.ffmpeg) })

test('J1 the last pictures before the cut and the first after it, exactly', async () => {
  const file = await fileOf(await world.clip(1))
  const clip = clipOfPictures(file, { startFrame: 7, endFrame: 50 }, FILM)
  expect(clip.frameCount).toBe(43)
  const last = await readSeamFrames(world.ffmpeg, clip, FILM, 'last', 5)
  expect(last.map(frame => pictureIn(frame, 1))).toEqual([45, 46, 47, 48, 49])
  expect(last.at(-1)!.seconds).toBeCloseTo(-1 / 24, 6)
  const first = await readSeamFrames(world.ffmpeg, clip, FILM, 'first', 5)
  expect(first.map(frame => pictureIn(frame, 1))).toEqual([7, 8, 9, 10, 11])
  expect(first[0]!.seconds).toBeCloseTo(0, 6)
  expect(first[0]!.luma).toMatchObject({ width: 160, height: 90 })
})

test('J1 all of a clip that has fewer', async () => {
  const file = await fileOf(await world.clip(2))
  const clip = clipOfPictures(file, { startFrame: 57, endFrame: 60 }, FILM)
  const last = await readSeamFrames(world.ffmpeg, clip, FILM, 'last', 16)
  expect(last.map(frame => pictureIn(frame, 2))).toEqual([57, 58, 59])
})

test('J2 a picture that is shown twice is read once, one that is left out is not read', async () => {
  const slow = clipOfPictures(await fileOf(await world.clip(3)), { startFrame: 10, endFrame: 40 }, FILM, {
    numerator: 1,
    denominator: 2,
  })
  expect(slow.frameCount).toBe(60)
  const last = await readSeamFrames(world.ffmpeg, slow, FILM, 'last', 4)
  expect(last.map(frame => pictureIn(frame, 3))).toEqual([36, 37, 38, 39])
  expect(last.map(({ seconds }) => Math.round(-seconds * 24))).toEqual([8, 6, 4, 2])

  const thirty = await fileOf(await world.clip(4, { rate: rate(30) }))
  const first = await readSeamFrames(
    world.ffmpeg,
    clipOfPictures(thirty, { startFrame: 5, endFrame: 60 }, FILM),
    FILM,
    'first',
    5,
  )
  expect(first.map(frame => pictureIn(frame, 4))).toEqual([5, 6, 8, 9, 10])
  expect(first.map(({ seconds }) => Math.round(seconds * 30))).toEqual([0, 1, 3, 4, 5])
})

test('J1 upright pictures stand whole on black in a wide film', async () => {
  const file = await fileOf(await world.clip(5, { width: 180, height: 320 }))
  const clip = clipOfPictures(file, { startFrame: 0, endFrame: 20 }, FILM)
  const [frame] = await readSeamFrames(world.ffmpeg, clip, FILM, 'first', 1)
  const { width, height, data } = frame!.luma
  const row = data.subarray((height >> 1) * width, ((height >> 1) + 1) * width)
  expect(Math.max(...row.subarray(0, 50))).toBeLessThan(3)
  expect(Math.max(...row.subarray(55, 105))).toBeGreaterThan(200)
})

test('J1 the colours of both matrices and ranges come out the same', async () => {
  const read = async (name: string, matrix: string, range: string, tags: readonly string[]) => {
    const path = join(world.folder, `${name}.mp4`)
    const convert = `format=rgb24,scale=out_color_matrix=${matrix}:out_range=${range}:flags=accurate_rnd,format=yuv420p`
    const drawn = ['-f', 'lavfi', '-i', 'color=c=0xe6781e:s=320x180:r=24', '-vf', convert, '-frames:v', '4']
    await runFfmpeg(world.ffmpeg, [...drawn, '-c:v', 'libx264', '-crf', '4', ...tags, '-y', fileArg(path)])
    const clip = clipOfPictures(await probed(path), { startFrame: 0, endFrame: 4 }, FILM)
    return (await readSeamFrames(world.ffmpeg, clip, FILM, 'first', 1))[0]!.mean
  }
  const colours = [
    await read('709', 'bt709', 'tv', ['-colorspace', 'bt709']),
    await read('601', 'bt601', 'tv', ['-colorspace', 'smpte170m']),
    await read('untagged', 'bt601', 'tv', []),
    await read('full', 'bt709', 'pc', ['-colorspace', 'bt709', '-color_range', 'pc']),
  ]
  const drawn = oklabOf(linearOf(0xe6), linearOf(0x78), linearOf(0x1e))
  for (const { lightness, greenRed, blueYellow } of colours) {
    expect(Math.abs(lightness - drawn.lightness)).toBeLessThan(0.01)
    expect(Math.abs(greenRed - drawn.greenRed)).toBeLessThan(0.01)
    expect(Math.abs(blueYellow - drawn.blueYellow)).toBeLessThan(0.01)
  }
})

test('a file that is gone is told so', async () => {
  const file = await fileOf(await world.clip(6))
  const clip = clipOfPictures({ ...file, path: `${file.path}.gone` }, { startFrame: 0, endFrame: 20 }, FILM)
  const failure: unknown = await readSeamFrames(world.ffmpeg, clip, FILM, 'first', 4).catch((error: unknown) => error)
  expect(isStudioError(failure)).toBe(true)
})

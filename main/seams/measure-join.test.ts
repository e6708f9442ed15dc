import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { SeamMatch } from '#model/seam/measure-seam.ts'
import type { Motion } from '#model/seam/motion.ts'
import { seamLights, structureLevel } from '#model/seam/seam-lights.ts'
import type { Flown } from '#model/seam/testing/flown-pictures.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { Flythrough } from '#main/providers/animatic/draw/flythrough.ts'
import { measureJoin } from './measure-join.ts'
import type { SeamClip } from './seam-clip.ts'
import { clipOfPictures } from './testing/clip-of-pictures.ts'
import { FILM, writeFlownClip, writePictures } from './testing/flown-clip.ts'

const folder = mkdtempSync(join(tmpdir(), "seams it's 100% [ü] -"))
const { ffmpeg } = await findFfmpeg()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SIDE = 16
/** The acceptance of the estimate: zoom speed within a tenth, the centre within three hundredths of the frame. */
const ZOOM_WITHIN = 0.1
const CENTRE_WITHIN = 0.03

async function clipsOf(path: string, cut: number, end: number): Promise<{ outgoing: SeamClip; incoming: SeamClip }> {
  const file = { path, probe: await probeVideo(path, ffmpeg) }
  return {
    outgoing: clipOfPictures(file, { startFrame: 0, endFrame: cut }, FILM),
    incoming: clipOfPictures(file, { startFrame: cut, endFrame: end }, FILM),
  }
}

async function measureFlown(
  name: string,
  flown: Partial<Flown> & { zoom: number },
  encoding: { filters?: readonly string[]; crf?: number } = {},
): Promise<SeamMatch> {
  const path = join(folder, `${name}.mp4`)
  await writeFlownClip(path, { frames: 2 * SIDE, ...flown }, ffmpeg, encoding)
  return measureJoin(ffmpeg, await clipsOf(path, SIDE, 2 * SIDE), FILM)
}

function expectMotion(motion: Motion, zoom: number, centre: { x: number; y: number }): void {
  expect(Math.abs(motion.zoomPerSecond / (Math.log(zoom) * 24) - 1)).toBeLessThan(ZOOM_WITHIN)
  expect(Math.abs(motion.centre!.x - centre.x)).toBeLessThan(CENTRE_WITHIN)
  expect(Math.abs(motion.centre!.y - centre.y)).toBeLessThan(CENTRE_WITHIN)
  expect(motion.confidence).toBeGreaterThan(0.8)
}

describe('J3 a known zoom is measured in encoded clips, out and in', () => {
  const middle = { x: 0.5, y: 0.5 }
  const centres = [middle, { x: 0.3, y: 0.4 }, { x: 0.75, y: 0.6 }]
  const zooms = [1.005, 1 / 1.01, 1.02, 1 / 1.05, 1.1].map((zoom, index) => ({ zoom, centre: centres[index % 3]! }))
  test.each(zooms)('$zoom a frame', async ({ zoom, centre }) => {
    const { before, after } = await measureFlown(`zoom ${zoom}`, { zoom, centre })
    for (const motion of [before, after]) expectMotion(motion, zoom, centre)
  })

  const bars = ['drawbox=0:0:iw:14:black:fill', 'drawbox=0:94:iw:14:black:fill']
  const hard: [string, Partial<Flown>, { filters?: readonly string[]; crf?: number }][] = [
    ['grain and changing exposure', { grain: 8, exposure: frame => 1 + 0.01 * frame }, {}],
    ['a vignette and coarse encoding', {}, { filters: ['vignette=PI/3.5'], crf: 32 }],
    ['bars and a mark', {}, { filters: [...bars, 'drawbox=36:84:120:4:yellow:fill'] }],
  ]
  test.each(hard)('under %s', async (name, flown, encoding) => {
    const centre = { x: 0.4, y: 0.55 }
    const { before, after } = await measureFlown(name, { zoom: 1.01, centre, ...flown }, encoding)
    for (const motion of [before, after]) expectMotion(motion, 1.01, centre)
  })
})

test("J3 the zoom of ffmpeg's own flight into the Mandelbrot set", async () => {
  const path = join(folder, 'mandelbrot.mp4')
  const place = 'start_x=-0.743643887037158704752:start_y=-0.131825904205311970493'
  const flight = `mandelbrot=s=192x108:r=24:${place}:start_scale=0.02:end_scale=0.002:end_pts=48:maxiter=600`
  const encode = ['-frames:v', `${2 * SIDE}`, '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-y', fileArg(path)]
  await runFfmpeg(ffmpeg, ['-f', 'lavfi', '-i', flight, ...encode])
  const { before, after } = await measureJoin(ffmpeg, await clipsOf(path, SIDE, 2 * SIDE), FILM)
  for (const motion of [before, after]) expectMotion(motion, 10 ** (1 / 48), { x: 0.5, y: 0.5 })
})

test('J3 pan and roll are measured in their units', async () => {
  const { before, after } = await measureFlown('pan', { zoom: 1, pan: { x: 0.01, y: -0.006 }, rollDegrees: 0.5 })
  expect(before.pan.x).toBeCloseTo(0.24, 2)
  expect(after.pan.y).toBeCloseTo(-0.144, 2)
  expect(before.centre).toBeNull()
  expect(after.rollPerSecond).toBeCloseTo(12, 0)
})

describe('J4 a drawn clip that is cut in two', () => {
  const draw = async (name: string, prompt: string, cameraMove = ''): Promise<string> => {
    const { width, height } = FILM
    const plan = { prompt, cameraMove, style: '', seed: 3, width, height, framesPerSecond: 24, frameCount: 72 }
    const flight = new Flythrough(plan)
    const path = join(folder, `${name}.mp4`)
    const pictures = Array.from({ length: 2 * SIDE }, (_, frame) => {
      const { data } = flight
        .draw(20 + frame)
        .getContext('2d')
        .getImageData(0, 0, width, height)
      return new Uint8Array(data).filter((_, at) => at % 4 !== 3)
    })
    await writePictures(path, pictures, FILM, ffmpeg)
    return path
  }

  test.each([
    ['street', 'A neon city street at night in the rain'],
    ['tunnel', 'A tunnel with white lamps rushing past'],
  ])('%s goes on', async (name, prompt) => {
    const path = await draw(name, prompt)
    const match = await measureJoin(ffmpeg, await clipsOf(path, SIDE, 2 * SIDE), FILM)
    expect(match.before.zoomPerSecond).toBeGreaterThan(0.1)
    expect(structureLevel(match)).toBe('good')
    expect(Object.values(seamLights(match)).map(({ level }) => level)).toEqual(['good', 'good', 'good', 'good'])
  })

  test('backwards is seen as backwards, and another clip as another', async () => {
    const [street, away] = [join(folder, 'street.mp4'), await draw('away', 'A tunnel', 'pull back')]
    const [there, back] = [await clipsOf(street, SIDE, 2 * SIDE), await clipsOf(away, SIDE, 2 * SIDE)]
    const match = await measureJoin(ffmpeg, { outgoing: there.outgoing, incoming: back.incoming }, FILM)
    expect(match.after.zoomPerSecond).toBeLessThan(-0.1)
    expect(seamLights(match).way.level).toBe('poor')
    expect(structureLevel(match)).toBe('poor')
  })
})

test('J2 a film of another rate, and a clip at another speed, do not change how smoothly it moves', async () => {
  const path = join(folder, 'thirty.mp4')
  await writeFlownClip(path, { frames: 48, zoom: 1.008 }, ffmpeg, { fps: 30 })
  const file = { path, probe: await probeVideo(path, ffmpeg) }
  const twice = { numerator: 2, denominator: 1 }
  const outgoing = clipOfPictures(file, { startFrame: 0, endFrame: 16 }, FILM)
  const incoming = clipOfPictures(file, { startFrame: 16, endFrame: 48 }, FILM, twice)
  const match = await measureJoin(ffmpeg, { outgoing, incoming }, FILM)
  expect(match.before.zoomPerSecond).toBeCloseTo(30 * Math.log(1.008), 2)
  expect(match.after.zoomPerSecond).toBeCloseTo(60 * Math.log(1.008), 1)
  expect(match.speedRatio).toBeCloseTo(2, 1)
  expect(match.stallBefore).toMatchObject({ repeats: 0 })
  expect(match.stallBefore.lowestSpeed).toBeGreaterThan(0.8)
})

describe('J7 J8 flashes and stops are found in encoded clips', () => {
  const both = async (
    name: string,
    before: Partial<Flown>,
    after: Partial<Flown>,
  ): Promise<{ outgoing: SeamClip; incoming: SeamClip }> => {
    const [first, second] = [join(folder, `${name} before.mp4`), join(folder, `${name} after.mp4`)]
    await writeFlownClip(first, { frames: SIDE, zoom: 1.01, ...before }, ffmpeg)
    await writeFlownClip(second, { frames: SIDE, zoom: 1.01, shows: frame => SIDE + frame, ...after }, ffmpeg)
    const whole = { startFrame: 0, endFrame: SIDE }
    const [one, other] = [await probeVideo(first, ffmpeg), await probeVideo(second, ffmpeg)]
    return {
      outgoing: clipOfPictures({ path: first, probe: one }, whole, FILM),
      incoming: clipOfPictures({ path: second, probe: other }, whole, FILM),
    }
  }

  test('a first picture that flashes', async () => {
    const clips = await both('flash', {}, { exposure: frame => (frame === 0 ? 1.2 : 1) })
    const match = await measureJoin(ffmpeg, clips, FILM)
    expect(match.flash.frames).toBe(1)
    expect(match.flash.luma).toBeGreaterThan(5)
    expect(seamLights(match).speed.level).toBe('good')
  })

  test('a clip that begins on the picture the one before ended on', async () => {
    const clips = await both('handed on', {}, { shows: frame => SIDE - 1 + frame })
    const match = await measureJoin(ffmpeg, clips, FILM)
    expect(match.isRepeated).toBe(true)
    expect(seamLights(match).speed).toMatchObject({ level: 'fair', faults: ['repeat'] })
    expect(match.flash.frames).toBe(0)
  })

  test('a clip that stands for its last three pictures', async () => {
    const clips = await both('stop', { shows: frame => Math.min(frame, SIDE - 4) }, {})
    const match = await measureJoin(ffmpeg, clips, FILM)
    expect(match.stallBefore.repeats).toBe(3)
    expect(match.stallAfter.repeats).toBe(0)
    expect(seamLights(match).speed).toMatchObject({ level: 'poor' })
  })
})

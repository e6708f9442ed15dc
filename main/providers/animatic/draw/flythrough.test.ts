import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Canvas, Image } from '@napi-rs/canvas'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { motionThrough } from '#model/seam/clip-motion.ts'
import { seamFrameOf, type SeamFrame } from '#model/seam/seam-frames.ts'
import { MOVES } from './camera.ts'
import { Flythrough } from './flythrough.ts'
import type { FlythroughPlan } from './flythrough.ts'
import { paletteNamed } from './palettes.ts'
import { drawParticles, PARTICLE_KINDS, PARTICLE_WORDS } from './particles.ts'
import { readPrompt } from './read-prompt.ts'
import { SCENES } from './scenes.ts'
import type { SceneKind } from './scenes.ts'
import { Stage } from './stage.ts'
import { loudestWordOf } from './testing/loudest-word.ts'
import { coarse, difference } from './testing/pictures.ts'

const base: FlythroughPlan = {
  prompt: 'a corridor, a couple',
  cameraMove: 'fly',
  style: '',
  seed: 1,
  width: 160,
  height: 90,
  framesPerSecond: 24,
  frameCount: 48,
}

const colours = (pixels: Uint8Array): Buffer => Buffer.from(pixels.filter((_, k) => k % 4 !== 3))
const pixels = (flight: Flythrough, frame: number): Buffer => colours(flight.draw(frame).data())
const digest = (data: Buffer): string => createHash('sha256').update(data).digest('hex')

/** The same flight with time all but stopped: what is left between its frames is grain. */
const stopped = { framesPerSecond: 1e9, frameCount: 1e10 }

/** How much of a flight but its grain changes from one frame to the next, in grains. */
function motion(plan: FlythroughPlan, frame: number): number {
  const apart = (flight: Flythrough): number => difference(coarse(flight.draw(frame - 1)), coarse(flight.draw(frame)))
  return apart(new Flythrough(plan)) / apart(new Flythrough({ ...plan, ...stopped }))
}

describe.each(Object.keys(SCENES) as SceneKind[])('%s', kind => {
  const prompt = `the ${loudestWordOf(kind)}, a couple`

  test('moves from frame to frame, the same way each time', () => {
    const [one, two] = [new Flythrough({ ...base, prompt }), new Flythrough({ ...base, prompt })]
    for (const frame of [20, 21]) expect(digest(pixels(one, frame))).toBe(digest(pixels(two, frame)))
    expect(motion({ ...base, prompt }, 21)).toBeGreaterThan(1.3)
  })

  test('goes on backwards for a minute', () => {
    const cameraMove = 'fast pull back'
    const flight = new Flythrough({ ...base, prompt, cameraMove, width: 64, height: 36, frameCount: 1440 })
    for (const frame of [720, 1439]) flight.draw(frame)
  })

  test('is another place with another seed, and stands upright too', () => {
    const shots = [2, 3].map(seed => pixels(new Flythrough({ ...base, prompt, seed }), 24))
    expect(difference(shots[0]!, shots[1]!)).toBeGreaterThan(6)
    const tall = new Flythrough({ ...base, prompt, width: 90, height: 160 })
    expect(difference(pixels(tall, 0), pixels(tall, 24))).toBeGreaterThan(1)
  })
})

test.each(MOVES)('camera move %s flies from the first frame to the last', move => {
  const plan = { ...base, cameraMove: move }
  for (const frame of [1, 24, 47]) expect(motion(plan, frame)).toBeGreaterThan(1.3)
  const flight = new Flythrough(plan)
  expect(difference(coarse(flight.draw(0)), coarse(flight.draw(47)))).toBeGreaterThan(6)
})

test.each(PARTICLE_KINDS)('%s fills the air and moves in it', kind => {
  const word = PARTICLE_WORDS[kind].split(' ')[0]!.split(':')[0]!.replaceAll('_', ' ')
  expect(readPrompt(`a street market, ${word}`, '', '', 1).air).toBe(kind)
  const stage = new Stage(640, 360, paletteNamed('night', 0.5), 1)
  const pictures = [undefined, 1, 1.25].map(seconds => {
    stage.look({ x: 0, y: 1.6, z: 0, yaw: 0, pitch: 0, roll: 0, zoom: 0.86 })
    stage.clear()
    if (seconds !== undefined) drawParticles(stage, kind, seconds)
    return Buffer.from(stage.canvas.data())
  })
  const changed = (one: Buffer, other: Buffer): number =>
    one.filter((value, k) => Math.abs(value - other[k]!) > 8).length
  expect(changed(pictures[0]!, pictures[1]!)).toBeGreaterThan(100)
  expect(changed(pictures[1]!, pictures[2]!)).toBeGreaterThan(100)
})

test.each([-400, 0, 400])('rows that have gone %i metres by themselves are still all around', shift => {
  const stage = new Stage(160, 90, paletteNamed('noon', 0.5), 1)
  stage.look({ x: 0, y: 1.6, z: 100, yaw: 0, pitch: 0, roll: 0, zoom: 0.86 })
  const places: number[] = []
  stage.rows(12, z => places.push(z), 1, 60, shift)
  expect(places.map(z => Math.round((z - shift) / 12) * 12)).toEqual(places.map(z => z - shift))
  expect(places.at(0)).toBeGreaterThan(100 + 60 - 12)
  expect(places.at(-1)).toBeLessThan(100)
  expect(places).toHaveLength(7)
})

test.each([
  ['empty', ''],
  ['emoji', '🎬🌊👩‍👩‍👧'],
  ['long', 'sea '.repeat(500)],
  ['quotes', `"it's" \`$(x)\` 'a:b' \\ %d`],
  ['newlines', 'a\nroad\r\n\u0000\tnight'],
  ['half a pair', '\ud83d'],
])('an odd prompt is drawn: %s', (_, prompt) => {
  new Flythrough({ ...base, prompt, cameraMove: prompt, frameCount: 2 }).draw(1)
})

describe('first and last pictures', async () => {
  const picture = await checks(320, 180)
  const wanted = createCanvas(160, 90)
  wanted.getContext('2d').imageSmoothingQuality = 'high'
  wanted.getContext('2d').drawImage(picture, 0, 0, 160, 90)
  const target = colours(wanted.data())

  test('the clip begins on the first picture and flies out of it', () => {
    const flight = new Flythrough({ ...base, firstFrame: picture })
    expect(difference(pixels(flight, 0), target)).toBeLessThan(1)
    const early = difference(pixels(flight, 4), target)
    expect(early).toBeGreaterThan(1)
    const plain = pixels(new Flythrough(base), 40)
    expect(difference(pixels(flight, 40), target)).toBeGreaterThan(difference(plain, target) / 2)
  })

  test('the clip ends on the last picture by flying into it', () => {
    const flight = new Flythrough({ ...base, lastFrame: picture })
    expect(difference(pixels(flight, 47), target)).toBeLessThan(1)
    expect(difference(pixels(flight, 46), target)).toBeGreaterThan(0.5)
    const early = pixels(flight, 8)
    expect(difference(early, pixels(new Flythrough(base), 8))).toBeLessThan(difference(early, target) / 2)
  })

  test.each([0.5, 0.9, 1.6])('B11 it goes on as it came: zooming %s in a second', async zoomPerSecond => {
    const approach = { zoomPerSecond, x: 0.4, y: 0.55 }
    const scenery = await loadImage(new Flythrough(base).draw(30).toBuffer('image/png'))
    const flight = new Flythrough({ ...base, frameCount: 96, firstFrame: scenery, approach })
    const motion = motionThrough(Array.from({ length: 9 }, (_, frame) => small(flight.draw(frame), frame / 24)))
    expect(motion.zoomPerSecond / zoomPerSecond).toBeGreaterThan(0.8)
    expect(motion.zoomPerSecond / zoomPerSecond).toBeLessThan(1.25)
    expect(motion.centre?.x).toBeCloseTo(0.4, 1)
  })

  test('both hold in a clip shorter than the flights between them', () => {
    const flight = new Flythrough({ ...base, frameCount: 6, firstFrame: picture, lastFrame: picture })
    expect(difference(pixels(flight, 0), target)).toBeLessThan(1)
    expect(difference(pixels(flight, 5), target)).toBeLessThan(1)
    const single = new Flythrough({ ...base, frameCount: 1, lastFrame: picture })
    expect(difference(pixels(single, 0), target)).toBeLessThan(1)
  })
})

function small(canvas: Canvas, seconds: number): SeamFrame {
  const { width, height } = canvas
  const rgb = colours(canvas.getContext('2d').getImageData(0, 0, width, height).data as unknown as Uint8Array)
  return seamFrameOf(rgb, width, height, seconds)
}

function checks(width: number, height: number): Promise<Image> {
  const canvas = createCanvas(width, height)
  const ctx = canvas.getContext('2d')
  for (let k = 0; k < 40; k++) {
    ctx.fillStyle = `hsl(${k * 47} 70% 50%)`
    ctx.fillRect((k % 8) * 40, Math.floor(k / 8) * 36, 40, 36)
  }
  return loadImage(canvas.toBuffer('image/png'))
}

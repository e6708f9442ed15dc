import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Image } from '@napi-rs/canvas'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { MOVES } from './camera.ts'
import { Flythrough } from './flythrough.ts'
import type { FlythroughPlan } from './flythrough.ts'
import { PARTICLE_KINDS, PARTICLE_WORDS } from './particles.ts'
import { SCENES } from './scenes.ts'
import type { SceneKind } from './scenes.ts'

const base: FlythroughPlan = {
  prompt: 'a corridor, a couple',
  cameraMove: 'fly',
  seed: 1,
  width: 160,
  height: 90,
  framesPerSecond: 24,
  frameCount: 48,
}

const pixels = (flight: Flythrough, frame: number): Buffer => Buffer.from(flight.draw(frame).data())
const digest = (data: Buffer): string => createHash('sha256').update(data).digest('hex')

/** Mean absolute difference of two pictures' colours, 0..255. */
function difference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) if (i % 4 !== 3) sum += Math.abs(a[i]! - b[i]!)
  return sum / ((a.length * 3) / 4)
}

function wordFor(kind: SceneKind): string {
  const entries = SCENES[kind].words.split(' ').map(entry => entry.split(':'))
  entries.sort((a, b) => Number(b[1] ?? 1) - Number(a[1] ?? 1))
  return entries[0]![0]!.replaceAll('_', ' ')
}

describe.each(Object.keys(SCENES) as SceneKind[])('%s', kind => {
  const prompt = `the ${wordFor(kind)}, a couple`

  test('moves in every frame, the same way each time', () => {
    const [one, two] = [new Flythrough({ ...base, prompt }), new Flythrough({ ...base, prompt })]
    let before = digest(pixels(one, 20))
    expect(before).toBe(digest(pixels(two, 20)))
    for (const frame of [21, 22]) {
      const now = digest(pixels(one, frame))
      expect(now).not.toBe(before)
      expect(now).toBe(digest(pixels(two, frame)))
      before = now
    }
  })

  test('is another place with another seed, and stands upright too', () => {
    const shots = [2, 3].map(seed => pixels(new Flythrough({ ...base, prompt, seed }), 24))
    expect(difference(shots[0]!, shots[1]!)).toBeGreaterThan(6)
    const tall = new Flythrough({ ...base, prompt, width: 90, height: 160 })
    expect(difference(pixels(tall, 0), pixels(tall, 24))).toBeGreaterThan(1)
  })
})

test.each(MOVES)('camera move %s flies from the first frame to the last', move => {
  const flight = new Flythrough({ ...base, cameraMove: move })
  const frames = [0, 1, 24, 46, 47].map(frame => pixels(flight, frame))
  expect(difference(frames[0]!, frames[1]!)).toBeGreaterThan(0.1)
  expect(difference(frames[3]!, frames[4]!)).toBeGreaterThan(0.1)
  expect(difference(frames[0]!, frames[4]!)).toBeGreaterThan(3)
})

test.each(PARTICLE_KINDS)('%s fills the air', kind => {
  const word = PARTICLE_WORDS[kind].split(' ')[0]!.split(':')[0]!.replaceAll('_', ' ')
  const flight = new Flythrough({ ...base, prompt: `a street market, ${word}` })
  expect(flight.reading.air).toBe(kind)
  flight.draw(3)
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
  const target = wanted.data()

  test('the clip begins on the first picture and flies out of it', () => {
    const flight = new Flythrough({ ...base, firstFrame: picture })
    expect(difference(pixels(flight, 0), target)).toBeLessThan(1)
    const early = difference(pixels(flight, 4), target)
    expect(early).toBeGreaterThan(1)
    const plain = new Flythrough(base)
    expect(difference(pixels(flight, 17), pixels(plain, 17))).toBeLessThan(1)
  })

  test('the clip ends on the last picture by flying into it', () => {
    const flight = new Flythrough({ ...base, lastFrame: picture })
    expect(difference(pixels(flight, 47), target)).toBeLessThan(1)
    expect(difference(pixels(flight, 46), target)).toBeGreaterThan(0.5)
    const plain = new Flythrough(base)
    expect(difference(pixels(flight, 20), pixels(plain, 20))).toBeLessThan(1)
  })

  test('both hold in a clip shorter than the flights between them', () => {
    const flight = new Flythrough({ ...base, frameCount: 6, firstFrame: picture, lastFrame: picture })
    expect(difference(pixels(flight, 0), target)).toBeLessThan(1)
    expect(difference(pixels(flight, 5), target)).toBeLessThan(1)
    const single = new Flythrough({ ...base, frameCount: 1, lastFrame: picture })
    expect(difference(pixels(single, 0), target)).toBeLessThan(1)
  })
})

function checks(width: number, height: number): Promise<Image> {
  const canvas = createCanvas(width, height)
  const ctx = canvas.getContext('2d')
  for (let k = 0; k < 40; k++) {
    ctx.fillStyle = `hsl(${k * 47} 70% 50%)`
    ctx.fillRect((k % 8) * 40, Math.floor(k / 8) * 36, 40, 36)
  }
  return loadImage(canvas.toBuffer('image/png'))
}

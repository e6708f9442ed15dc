import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureSeam, type SeamMatch } from './measure-seam.ts'
import { seamLights, structureLevel } from './seam-lights.ts'
import { seamFrameOf, type SeamFrame, type SeamFrames } from './seam-frames.ts'
import { drawFlown, type Flown } from './testing/flown-pictures.ts'

const SIZE = { width: 160, height: 90 }
const SIDE = 16
const FLIGHT: Flown = { ...SIZE, frames: 2 * SIDE, zoom: 1.01 }

/** Reads pictures at 24 a second, the cut before picture `SIDE`. */
function framesOf(pictures: readonly Uint8Array[]): SeamFrame[] {
  return pictures.map((rgb, frame) => seamFrameOf(rgb, SIZE.width, SIZE.height, (frame - SIDE) / 24))
}
const cutInTwo = (pictures: readonly Uint8Array[]): SeamFrames => {
  const frames = framesOf(pictures)
  return { before: frames.slice(0, SIDE), after: frames.slice(SIDE) }
}
const measureFlown = (change: Partial<Flown>): SeamMatch => measureSeam(cutInTwo(drawFlown({ ...FLIGHT, ...change })))
const levels = (match: SeamMatch): string[] => Object.values(seamLights(match)).map(({ level }) => level)
const GOOD = ['good', 'good', 'good', 'good']

const flight = drawFlown(FLIGHT)
const painted = (paint: (x: number, y: number, value: number) => number): Uint8Array[] =>
  flight.map(picture =>
    picture.map((value, at) => paint(Math.floor(at / 3) % SIZE.width, Math.floor(at / 3 / SIZE.width), value)),
  )
const lit = (light: (frame: number) => number): Uint8Array[] =>
  flight.map((picture, frame) => picture.map(value => Math.min(255, Math.round(value * light(frame)))))

describe('J4 one clip cut in two is a good seam', () => {
  test.each([1, 1.003, 1.1, 0.98])('with a zoom of %d', zoom => {
    const match = measureFlown({ zoom })
    expect(levels(match)).toEqual(GOOD)
    expect(structureLevel(match)).toBe('good')
    expect(match.isRepeated).toBe(false)
    expect(match.advance ?? 1).toBeCloseTo(1, 0)
  })

  test('under grain, with a pan and a turn', () => {
    expect(levels(measureFlown({ grain: 8, pan: { x: 0.004, y: 0 }, rollDegrees: 0.3 }))).toEqual(GOOD)
    expect(levels(measureFlown({ grain: 5, zoom: 1 }))).toEqual(GOOD)
  })
})

test('J4 strangers have nothing in common', () => {
  const [one, other] = [cutInTwo(flight), cutInTwo(drawFlown({ ...FLIGHT, seed: 2 }))]
  const match = measureSeam({ before: one.before, after: other.after })
  expect(match.structure).toBeLessThan(0.2)
  expect(structureLevel(match)).toBe('poor')
})

describe('J3 the zoom is that of the picture, not of what is laid over it', () => {
  const zoom = Math.log(1.01) * 24
  test.each<[string, (x: number, y: number, value: number) => number]>([
    ['bars', (_, y, value) => (y < 12 || y >= 78 ? 0 : value)],
    ['a caption', (x, y, value) => (y > 65 && y < 78 && x > 40 && x < 120 && x % 6 < 3 === y % 5 < 3 ? 235 : value)],
    ['a vignette', (x, y, value) => value * Math.max(0.1, 1 - ((x - 80) ** 2 + (y - 45) ** 2) / 9000)],
    [
      'a figure that walks ahead',
      (x, y, value) => (Math.abs(x - 80) < 18 && y > 25 ? 40 + ((x * 7 + y * 13) % 60) : value),
    ],
  ])('%s', (_, paint) => {
    const { before, after } = measureSeam(cutInTwo(painted(paint)))
    for (const motion of [before, after]) {
      expect(Math.abs(motion.zoomPerSecond / zoom - 1)).toBeLessThan(0.05)
      expect(Math.abs(motion.centre!.x - 0.5)).toBeLessThan(0.02)
    }
  })

  test('a picture without texture is not seen', () => {
    const match = measureSeam(cutInTwo(painted(() => 128)))
    expect(match.before.confidence).toBe(0)
    expect(levels(match)).toEqual(['unknown', 'unknown', 'good', 'good'])
  })
})

test('J5 way and speed say how the two motions differ', () => {
  const { before } = cutInTwo(flight)
  const onto = (change: Partial<Flown>): SeamMatch =>
    measureSeam({ before, after: cutInTwo(drawFlown({ ...FLIGHT, ...change })).after })
  const faster = onto({ zoom: 1.03 })
  expect(faster.zoomRatio).toBeCloseTo(Math.log(1.03) / Math.log(1.01), 0)
  expect(seamLights(faster).speed).toMatchObject({ level: 'poor', faults: ['other-speed'] })
  expect(seamLights(faster).way.level).toBe('good')
  const backwards = onto({ zoom: 1 / 1.01 })
  expect(backwards.wayDegrees).toBeGreaterThan(175)
  expect(backwards.zoomRatio).toBeCloseTo(-1, 1)
  expect(seamLights(backwards).way).toMatchObject({ level: 'poor', faults: ['other-way'] })
  const elsewhere = onto({ centre: { x: 0.8, y: 0.5 } })
  expect(seamLights(elsewhere).way.level).toBe('fair')
  expect(seamLights(elsewhere).speed.level).toBe('good')
  expect(seamLights(onto({ zoom: 1 })).speed).toMatchObject({ level: 'poor', faults: ['stands'] })
})

test('J6 a change of light is measured, and is no flash', () => {
  const brighter = measureSeam(cutInTwo(lit(frame => (frame < SIDE ? 1 : 1.15))))
  expect(brighter.lumaJump).toBeGreaterThan(5)
  expect(seamLights(brighter).light).toMatchObject({ level: 'poor', faults: ['jump'] })
  expect(brighter.flash.frames).toBe(0)
  const fadingIn = measureSeam(cutInTwo(lit(frame => (frame < SIDE ? 1 : Math.min(1, (frame - SIDE + 1) / 10)))))
  expect(fadingIn.flash.frames).toBe(0)
})

test('J7 a flash is found where it is, with its length, and nowhere else', () => {
  const amounts = fc.oneof(
    fc.double({ min: 1.12, max: 1.4, noNaN: true }),
    fc.double({ min: 0.6, max: 0.85, noNaN: true }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 }), amounts, (frames, amount) => {
      const isFlash = (frame: number): boolean => frame >= SIDE && frame < SIDE + frames
      const { flash } = measureSeam(cutInTwo(lit(frame => (isFlash(frame) ? amount : 1))))
      expect(flash.frames).toBe(frames)
      expect(Math.sign(flash.luma)).toBe(frames === 0 ? 0 : Math.sign(amount - 1))
    }),
    { numRuns: 6 },
  )
})

test('J8 repeated pictures are counted where they are, and nowhere else', () => {
  const places = fc.uniqueArray(fc.integer({ min: SIDE - 7, max: SIDE + 7 }), { maxLength: 3 })
  fc.assert(
    fc.property(places, repeated => {
      let shown = 0
      const pictures = flight.map((_, frame) => flight[frame === 0 || repeated.includes(frame) ? shown : (shown += 1)]!)
      const match = measureSeam(cutInTwo(pictures))
      expect(match.stallBefore.repeats).toBe(repeated.filter(frame => frame < SIDE).length)
      expect(match.stallAfter.repeats).toBe(repeated.filter(frame => frame > SIDE).length)
      expect(match.isRepeated).toBe(repeated.includes(SIDE))
      const level = ['good', 'fair', 'poor', 'poor'][repeated.length]
      expect(seamLights(match).speed.level).toBe(level)
    }),
    { numRuns: 6 },
  )
})

test('J8 a clip that slows down before the cut stalls there', () => {
  const slowing = drawFlown({ ...FLIGHT, shows: frame => (frame < 11 ? frame : 11 + (frame - 11) * 0.2) })
  const match = measureSeam({ before: cutInTwo(slowing).before, after: cutInTwo(flight).after })
  expect(match.stallBefore.lowestSpeed).toBeLessThan(0.4)
  expect(match.stallBefore.repeats).toBe(0)
  expect(match.stallAfter.lowestSpeed).toBeGreaterThan(0.85)
  expect(seamLights(match).speed.faults).toContain('stall')
})

test('a seam has pictures on both sides, all of one size', () => {
  const { before, after } = cutInTwo(flight)
  expect(() => measureSeam({ before: [], after })).toThrow(RangeError)
  const small = seamFrameOf(new Uint8Array(32 * 18 * 3), 32, 18, 0)
  expect(() => measureSeam({ before, after: [small] })).toThrow(RangeError)
  expect(() => seamFrameOf(new Uint8Array(3), 32, 18, 0)).toThrow(RangeError)
  expect(measureSeam({ before: before.slice(-1), after: after.slice(0, 1) }).wayDegrees).toBeNull()
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  FRAME_RATES,
  TICKS_PER_SECOND,
  formatFrameRate,
  framesCovering,
  framesFromTicks,
  framesIn,
  isSameRate,
  parseFrameRate,
  scaleRound,
  secondsFromFrames,
  secondsFromTicks,
  ticks,
  ticksFromFrames,
  ticksFromSamples,
  ticksFromSeconds,
} from './time.ts'

const anyRate = fc.constantFrom(...FRAME_RATES)
/** Up to ten hours. */
const anyTicks = fc.integer({ min: 0, max: 36_000 * TICKS_PER_SECOND }).map(ticks)
const anyFrames = fc.integer({ min: 0, max: 36_000 * 60 })

test('T1 ticks are whole numbers', () => {
  expect(ticks(3)).toBe(3)
  expect(() => ticks(0.5)).toThrow(RangeError)
  expect(() => ticks(2 ** 53)).toThrow(RangeError)
  expect(() => ticks(Number.NaN)).toThrow(RangeError)
})

test('T2 every frame of every film rate and every sample of the usual rates is a whole number of ticks', () => {
  for (const { numerator, denominator } of FRAME_RATES) expect((TICKS_PER_SECOND * denominator) % numerator).toBe(0)
  for (const sampleRate of [8000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000]) {
    expect(TICKS_PER_SECOND % sampleRate).toBe(0)
    expect(ticksFromSamples(sampleRate * 242 + 1, sampleRate)).toBe(
      242 * TICKS_PER_SECOND + TICKS_PER_SECOND / sampleRate,
    )
  }
})

test('T3 time is rounded half up, exactly, in one place', () => {
  expect([0.5, 1.5, -0.5, -1.5].map(value => scaleRound(value * 2, 1, 2))).toEqual([1, 2, 0, -1])
  expect(scaleRound(Number.MAX_SAFE_INTEGER, 7, 7)).toBe(Number.MAX_SAFE_INTEGER)
  const anyFactor = fc.integer({ min: 1, max: 1e6 })
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), anyFactor, anyFactor, (value, up, down) => {
      const twiceOff = 2n * (BigInt(scaleRound(value, up, down)) * BigInt(down) - BigInt(value) * BigInt(up))
      expect(twiceOff > -BigInt(down) && twiceOff <= BigInt(down)).toBe(true)
    }),
  )
})

test('T4 frames go to ticks and back unchanged', () => {
  fc.assert(
    fc.property(anyFrames, anyRate, (frames, rate) => framesFromTicks(ticksFromFrames(frames, rate), rate) === frames),
  )
})

test('T5 the frame of an instant is never more than half a frame away', () => {
  fc.assert(
    fc.property(anyTicks, anyRate, (instant, rate) => {
      const away = Math.abs(ticksFromFrames(framesFromTicks(instant, rate), rate) - instant)
      expect(away * 2).toBeLessThanOrEqual((TICKS_PER_SECOND * rate.denominator) / rate.numerator)
    }),
  )
})

test('T6 the frames that cover a span are the fewest that do', () => {
  fc.assert(
    fc.property(anyTicks, anyRate, (span, rate) => {
      const frames = framesCovering(span, rate)
      expect(ticksFromFrames(frames, rate)).toBeGreaterThanOrEqual(span)
      expect(frames === 0 || ticksFromFrames(frames - 1, rate) < span).toBe(true)
    }),
  )
})

test('T7 seconds stand at the edges only', () => {
  expect(ticksFromSeconds(0.5)).toBe(TICKS_PER_SECOND / 2)
  expect(secondsFromTicks(ticks(TICKS_PER_SECOND / 4))).toBe(0.25)
  expect(secondsFromFrames(24_000, { numerator: 24_000, denominator: 1001 })).toBe(1001)
  expect(framesIn({ startFrame: 3, endFrame: 10 })).toBe(7)
})

test('T8 frame rates are read as people write them, and written so that they are read the same', () => {
  for (const rate of FRAME_RATES) expect(parseFrameRate(formatFrameRate(rate))).toEqual(rate)
  expect(parseFrameRate('23.976')).toEqual({ numerator: 24_000, denominator: 1001 })
  expect(parseFrameRate('29.97')).toEqual({ numerator: 30_000, denominator: 1001 })
  expect(parseFrameRate('48/2')).toEqual({ numerator: 24, denominator: 1 })
  for (const text of ['', '0', '24/0', '-24', '23', 'fast', '24.5', '1e2', 'constructor'])
    expect(parseFrameRate(text)).toBeUndefined()
  expect(isSameRate({ numerator: 24, denominator: 1 }, { numerator: 48, denominator: 2 })).toBe(true)
})

import { expect, test } from 'vitest'
import { FRAME_RATES, ticksFromSeconds } from '../time.ts'
import { areLedAlike, leadLength, type LedClip } from './lead.ts'

const DRAWN = { maxStartPictures: 12 }
const GOING_ON = { extend: { minLeadSeconds: 1, maxSeconds: 10, isOnlyWay: false } }
const RATE = { numerator: 24, denominator: 1 }
const CLIP: LedClip = { askTicks: ticksFromSeconds(5), endsOnPicture: false, rate: RATE, pictures: 100 }

test('B3 a model is handed as many pictures as it begins after, one that goes on from a clip two seconds', () => {
  expect([{}, DRAWN, GOING_ON].map(model => leadLength(model, CLIP))).toEqual([1, 12, 48])
  expect([{}, DRAWN, GOING_ON].map(model => leadLength(model, { ...CLIP, pictures: 8 }))).toEqual([1, 8, 1])
  const rates = FRAME_RATES.map(
    rate => leadLength(GOING_ON, { ...CLIP, rate, pictures: 1000 }) * (rate.denominator / rate.numerator),
  )
  for (const seconds of rates) expect(seconds).toBeCloseTo(2, 1)
  expect(Math.min(...rates)).toBeGreaterThanOrEqual(2)
})

test('B3 it goes on from less where it takes less, and from one picture where it cannot go on', () => {
  expect(leadLength(GOING_ON, { ...CLIP, pictures: 24 })).toBe(24)
  expect(leadLength(GOING_ON, { ...CLIP, pictures: 23 })).toBe(1)
  expect(leadLength(GOING_ON, { ...CLIP, endsOnPicture: true })).toBe(1)
  expect(leadLength(GOING_ON, { ...CLIP, askTicks: ticksFromSeconds(10.1) })).toBe(1)
  expect(leadLength(DRAWN, { ...CLIP, endsOnPicture: true })).toBe(12)
})

test('what one model went on from another goes on from that is handed the same', () => {
  expect([areLedAlike(DRAWN, DRAWN), areLedAlike(GOING_ON, GOING_ON), areLedAlike(DRAWN, GOING_ON)]).toEqual([
    true,
    true,
    false,
  ])
  expect(areLedAlike({}, {})).toBe(true)
})

import { expect, test } from 'vitest'
import { timecodeOf } from './timecode.ts'

test.each([
  [0, 24, 1, '00:00:00:00'],
  [24 * 67 + 11, 24, 1, '00:01:07:11'],
  [23, 24000, 1001, '00:00:00:23'],
  [24, 24000, 1001, '00:00:01:00'],
  [60 * 3600 * 2 + 59, 60000, 1001, '02:00:00:59'],
])('frame %i at %i/%i is %s', (frame, numerator, denominator, expected) => {
  expect(timecodeOf(frame, { numerator, denominator })).toBe(expected)
})

import { expect, test } from 'vitest'
import { ticks, TICKS_PER_SECOND } from '#model/time.ts'
import { barAt, timeCode } from './time-code.ts'

test('a frame as editors write it', () => {
  expect(timeCode(0, { numerator: 24, denominator: 1 })).toBe('00:00:00:00')
  expect(timeCode(24 * 67 + 12, { numerator: 24, denominator: 1 })).toBe('00:01:07:12')
  expect(timeCode(30 * 3600, { numerator: 30_000, denominator: 1001 })).toBe('01:00:00:00')
})

test('bar and beat at a moment', () => {
  const beats = [0, 1, 2, 3, 4, 5, 6, 7].map(beat => beat * TICKS_PER_SECOND)
  const downbeats = [beats[1]!, beats[5]!]
  expect(barAt(ticks(beats[1]!), beats, downbeats)).toEqual({ bar: 1, beat: 1 })
  expect(barAt(ticks(beats[4]! + 5), beats, downbeats)).toEqual({ bar: 1, beat: 4 })
  expect(barAt(ticks(beats[6]!), beats, downbeats)).toEqual({ bar: 2, beat: 2 })
  expect(barAt(ticks(0), beats, downbeats)).toEqual({ bar: 0, beat: 1 })
})

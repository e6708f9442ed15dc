import { expect, test } from 'vitest'
import { ticks, TICKS_PER_SECOND } from '#model/time.ts'
import { barAt, timeCodeAt } from './time-code.ts'

test('a moment as editors write it', () => {
  const rate = { numerator: 24, denominator: 1 }
  expect(timeCodeAt(ticks(0), rate)).toBe('00:00:00:00')
  expect(timeCodeAt(ticks(67.5 * TICKS_PER_SECOND), rate)).toBe('00:01:07:12')
})

test('bar and beat at a moment', () => {
  const beats = [0, 1, 2, 3, 4, 5, 6, 7].map(beat => beat * TICKS_PER_SECOND)
  const downbeats = [beats[1]!, beats[5]!]
  expect(barAt(ticks(beats[1]!), beats, downbeats)).toEqual({ bar: 1, beat: 1 })
  expect(barAt(ticks(beats[4]! + 5), beats, downbeats)).toEqual({ bar: 1, beat: 4 })
  expect(barAt(ticks(beats[6]!), beats, downbeats)).toEqual({ bar: 2, beat: 2 })
  expect(barAt(ticks(0), beats, downbeats)).toEqual({ bar: 0, beat: 1 })
})

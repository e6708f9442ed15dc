import { expect, test } from 'vitest'
import { ticksFromSeconds, type Ticks } from '#model/time.ts'
import { barsIn, barsText, beatFrom, onBeats, snapped, twoBarsAt } from './beats.ts'

const at = (seconds: number): Ticks => ticksFromSeconds(seconds)
const beats = Array.from({ length: 32 }, (_, index) => at(index / 2))
const grid = { beats, downbeats: beats.filter((_, index) => index % 4 === 0), durationTicks: at(16) }

test('spans are told in bars', () => {
  expect(barsText(grid, { startTicks: at(2), endTicks: at(6) })).toBe('Bars 2 to 3')
  expect(barsText(grid, { startTicks: at(2.5), endTicks: at(3) })).toBe('Bar 2')
  expect(barsIn(grid, { startTicks: at(2), endTicks: at(6) })).toBe(2)
})

test('two bars begin with the one that an instant is in', () => {
  expect(twoBarsAt(grid, at(3.2))).toEqual({ startTicks: at(2), endTicks: at(6) })
  expect(twoBarsAt(grid, at(15.9))).toEqual({ startTicks: at(14), endTicks: at(16) })
  expect(twoBarsAt({ ...grid, downbeats: [] }, at(3))).toEqual({ startTicks: at(3), endTicks: at(7) })
  expect(twoBarsAt({ ...grid, downbeats: [] }, at(15))).toEqual({ startTicks: at(12), endTicks: at(16) })
})

test('steps go from beat to beat', () => {
  expect(beatFrom(beats, at(1), 1)).toBe(at(1.5))
  expect(beatFrom(beats, at(1.1), 1)).toBe(at(1.5))
  expect(beatFrom(beats, at(1.1), -1)).toBe(at(1))
  expect(beatFrom(beats, at(1), -1)).toBe(at(0.5))
  expect(beatFrom(beats, at(15.9), 1)).toBeUndefined()
})

test('what is drawn by hand means beats that are near', () => {
  expect(snapped(beats, at(1.1), at(0.2))).toBe(at(1))
  expect(snapped(beats, at(1.2), at(0.1))).toBe(at(1.2))
  expect(onBeats(grid, { startTicks: at(1.1), endTicks: at(3.4) })).toEqual({ startTicks: at(1), endTicks: at(3.5) })
})

import { expect, test } from 'vitest'
import { TICKS_PER_SECOND as SECOND } from '#model/time.ts'
import { isOver, positionAt, stretchesOf, type Motion } from './motion.ts'

const motion = (change: Partial<Motion> = {}): Motion => ({
  startSeconds: 100,
  startTicks: 2 * SECOND,
  rate: 1,
  loop: null,
  durationTicks: 10 * SECOND,
  ...change,
})
const seconds = (of: Motion, at: number): number => positionAt(of, at) / SECOND

test('runs from where it begins to the end of the film', () => {
  expect(seconds(motion(), 99)).toBe(2)
  expect(seconds(motion(), 103)).toBe(5)
  expect(seconds(motion({ rate: 2 }), 103)).toBe(8)
  expect(seconds(motion(), 120)).toBe(10)
  expect(isOver(motion(), 107.9)).toBe(false)
  expect(isOver(motion(), 108)).toBe(true)
})

test('runs backwards to the first frame', () => {
  expect(seconds(motion({ rate: -1 }), 101)).toBe(1)
  expect(seconds(motion({ rate: -1 }), 110)).toBe(0)
  expect(isOver(motion({ rate: -1 }), 102)).toBe(true)
})

test('goes round in a loop that it runs into, and past one that it begins behind', () => {
  const loop = { startTicks: 3 * SECOND, endTicks: 5 * SECOND }
  expect(seconds(motion({ loop }), 102.5)).toBe(4.5)
  expect(seconds(motion({ loop }), 103)).toBe(3)
  expect(seconds(motion({ loop }), 108.5)).toBe(4.5)
  expect(isOver(motion({ loop }), 1000)).toBe(false)
  expect(seconds(motion({ loop, startTicks: 6 * SECOND }), 102)).toBe(8)
  expect(seconds(motion({ loop, startTicks: 4 * SECOND, rate: -1 }), 102)).toBe(4)
})

test('is cut at the grid of the song, whole and without a gap', () => {
  const origin = 2.5 * SECOND
  const stretches = [...stretchesOf(motion({ durationTicks: 6 * SECOND }), origin, 2 * SECOND)]
  expect(stretches.map(({ startTicks, endTicks }) => [startTicks / SECOND, endTicks / SECOND])).toEqual([
    [2, 2.5],
    [2.5, 4.5],
    [4.5, 6],
  ])
  expect(stretches.map(({ atSeconds }) => atSeconds)).toEqual([100, 100.5, 102.5])
})

test('says when what passes, at any speed and round a loop', () => {
  const looped = motion({ loop: { startTicks: 3 * SECOND, endTicks: 4 * SECOND }, rate: 2 })
  const stretches = stretchesOf(looped, 0, SECOND)
  const first = Array.from({ length: 5 }, () => stretches.next().value!)
  expect(first.map(({ startTicks }) => startTicks / SECOND)).toEqual([2, 3, 3, 3, 3])
  expect(first.map(({ atSeconds }) => atSeconds)).toEqual([100, 100.5, 101, 101.5, 102])
  for (const { atSeconds, startTicks } of first) expect(positionAt(looped, atSeconds)).toBe(startTicks)
})

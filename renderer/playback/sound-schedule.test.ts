import { expect, test } from 'vitest'
import { clicksIn, levelAt } from './sound-schedule.ts'

test('finds the clicks of a stretch, its first instant included and its end not', () => {
  const clicks = [0, 10, 20, 30].map(atTicks => ({ atTicks, isAccent: atTicks === 0 }))
  const times = (startTicks: number, endTicks: number) =>
    clicksIn(clicks, { startTicks, endTicks }).map(click => click.atTicks)
  expect(times(0, 20)).toEqual([0, 10])
  expect(times(11, 30)).toEqual([20])
  expect(times(31, 99)).toEqual([])
  expect(clicksIn([], { startTicks: 0, endTicks: 5 })).toEqual([])
})

test('fades a sound in and out in straight lines', () => {
  const sound = { startTicks: 100, endTicks: 200, sourceStartTicks: 0, gain: 0.5, fadeInTicks: 20, fadeOutTicks: 40 }
  expect([100, 110, 120, 150, 180, 200].map(at => levelAt(sound, at))).toEqual([0, 0.25, 0.5, 0.5, 0.25, 0])
  expect(levelAt({ ...sound, fadeInTicks: 0, fadeOutTicks: 0 }, 100)).toBe(0.5)
})

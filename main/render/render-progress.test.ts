import { expect, test } from 'vitest'
import { createProgressMeter, type FrameProgress } from './render-progress.ts'

test('adds up jobs and ready frames, at most ten times a second, and reckons the time left by cost', () => {
  let nowMs = 0
  const told: FrameProgress[] = []
  const jobs = [
    { frames: 100, weight: 1 },
    { frames: 50, weight: 2 },
  ]
  const meter = createProgressMeter(
    60,
    jobs,
    progress => told.push(progress),
    () => nowMs,
  )
  meter.flush()
  expect(told).toEqual([{ done: 60, total: 210, secondsLeft: null }])
  nowMs = 50
  meter.at(0, 10)
  expect(told).toHaveLength(1)
  nowMs = 10_000
  meter.at(0, 50)
  expect(told.at(-1)).toEqual({ done: 110, total: 210, secondsLeft: 30 })
  nowMs = 20_000
  meter.at(0, 100)
  expect(told.at(-1)).toEqual({ done: 160, total: 210, secondsLeft: 20 })
  meter.at(1, 999)
  meter.flush()
  expect(told.at(-1)).toEqual({ done: 210, total: 210, secondsLeft: 0 })
})

test('nothing to do is all done', () => {
  const told: FrameProgress[] = []
  createProgressMeter(24, [], progress => told.push(progress)).flush()
  expect(told).toEqual([{ done: 24, total: 24, secondsLeft: 0 }])
})

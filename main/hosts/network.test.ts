import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followNetwork } from './network.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('each change is told to whoever listens, and nothing is looked at for nobody', () => {
  let isUp = true
  let looks = 0
  const network = followNetwork(() => {
    looks += 1
    return isUp
  }, 1_000)
  const heard: boolean[] = []
  const stop = network.onChange(() => heard.push(network.isOnline()))
  vi.advanceTimersByTime(3_000)
  expect(heard).toEqual([])
  isUp = false
  vi.advanceTimersByTime(3_000)
  isUp = true
  vi.advanceTimersByTime(1_000)
  expect(heard).toEqual([false, true])
  stop()
  const before = looks
  vi.advanceTimersByTime(10_000)
  expect(looks).toBe(before)
})

import { expect, test } from 'vitest'
import { clockOf } from './clock.ts'

const HOUR_MS = 3_600_000
const { signal } = new AbortController()

/** A time of day that jumps by `byMs` once it has been looked at twice. */
function jumping(byMs: number): () => number {
  let looks = 0
  return () => {
    looks += 1
    return Date.now() + (looks > 2 ? byMs : 0)
  }
}

test('Q20 a wait ends soon after a machine has woken, or its clock was set on', async () => {
  const nowMs = jumping(2 * HOUR_MS)
  await clockOf(nowMs, 5).sleepUntil(Date.now() + HOUR_MS, signal)
  expect(nowMs()).toBeGreaterThan(Date.now() + HOUR_MS)
})

test('Q20 a wait ends when the clock was set back, so that how long to wait is worked out anew', async () => {
  await clockOf(jumping(-HOUR_MS), 5).sleepUntil(Date.now() + HOUR_MS, signal)
})

test('a wait that nobody wants any more rejects', async () => {
  const stop = new AbortController()
  const wait = clockOf(Date.now, 5).sleepUntil(Date.now() + HOUR_MS, stop.signal)
  stop.abort()
  await expect(wait).rejects.toThrow(/abort/i)
})

import { setTimeout as delay } from 'node:timers/promises'

const FIRST_MS = 5_000
const LONGEST_MS = 20_000
const GROWTH = 1.3
const JITTER = 0.2

/** Pauses between looks at a job: longer each time, and never quite the same, so that many jobs do not ask in step. */
export function createPolling(firstMs = FIRST_MS): (jobId: string, signal: AbortSignal) => Promise<void> {
  const looks = new Map<string, number>()
  const longestMs = firstMs * (LONGEST_MS / FIRST_MS)
  return async (jobId, signal) => {
    const count = looks.get(jobId) ?? 0
    looks.set(jobId, count + 1)
    const pauseMs = Math.min(longestMs, firstMs * GROWTH ** count) * (1 - JITTER + 2 * JITTER * Math.random())
    await delay(pauseMs, undefined, { signal })
  }
}

import { setTimeout as delay } from 'node:timers/promises'

/** Time of day and waiting, so that tests need not wait for real. */
export type Clock = {
  readonly nowMs: () => number
  /** Resolves after `ms` milliseconds, or rejects with the signal's reason. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

export const systemClock: Clock = {
  nowMs: Date.now,
  sleep: (ms, signal) => delay(ms, undefined, { signal }),
}

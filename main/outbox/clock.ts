import { setTimeout as delay } from 'node:timers/promises'

/** Time of day and waiting, so that tests need not wait for real. */
export type Clock = {
  readonly nowMs: () => number
  /** Resolves at that time of day, or rejects with the signal's reason. */
  readonly sleepUntil: (atMs: number, signal: AbortSignal) => Promise<void>
}

/** A laptop's sleep stops timers: looking at the clock again at least this often ends a wait soon after waking. */
const LOOK_AGAIN_MS = 30_000

export const systemClock: Clock = {
  nowMs: Date.now,
  async sleepUntil(atMs, signal) {
    for (let leftMs = atMs - Date.now(); leftMs > 0; leftMs = atMs - Date.now()) {
      await delay(Math.min(leftMs, LOOK_AGAIN_MS), undefined, { signal })
    }
  },
}

import { setTimeout as delay } from 'node:timers/promises'
import { SET_BACK_MS } from '#model/request-life.ts'

/** Time of day and waiting, so that tests need not wait for real. */
export type Clock = {
  readonly nowMs: () => number
  /** Resolves at that time of day, or earlier when the clock was set back; rejects with the signal's reason. */
  readonly sleepUntil: (atMs: number, signal: AbortSignal) => Promise<void>
}

/** A laptop's sleep stops timers: looking at the clock again at least this often ends a wait soon after waking. */
const LOOK_AGAIN_MS = 30_000

export const systemClock = clockOf(Date.now, LOOK_AGAIN_MS)

/** A clock that tells the time by `nowMs`, and looks at it at least every `lookEveryMs` while it waits. */
export function clockOf(nowMs: () => number, lookEveryMs: number): Clock {
  return {
    nowMs,
    async sleepUntil(atMs, signal) {
      let seenMs = nowMs()
      for (let leftMs = atMs - seenMs; leftMs > 0; leftMs = atMs - seenMs) {
        await delay(Math.min(leftMs, lookEveryMs), undefined, { signal })
        const now = nowMs()
        // Set back: how long to wait has to be worked out anew.
        if (now < seenMs - SET_BACK_MS) return
        seenMs = now
      }
    },
  }
}

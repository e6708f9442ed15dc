import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '#main/outbox/clock.ts'

/** A clock by which every wait is over at once: its time jumps to the end of it. */
export function hurriedClock(onWait: () => void = () => {}): Clock {
  let aheadMs = 0
  return {
    nowMs: () => Date.now() + aheadMs,
    async sleepUntil(atMs, signal) {
      onWait()
      await nextTurn()
      signal.throwIfAborted()
      aheadMs = Math.max(aheadMs, atMs - Date.now())
    },
  }
}

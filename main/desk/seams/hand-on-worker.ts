import { releaseWaiting } from '#main/make/hand-on/release-waiting.ts'
import { hasReleasable, nextReleaseAtMs } from '#main/outbox/waiting.ts'
import type { DeskContext } from '../desk-context.ts'

/** Whatever the clock says. */
const LOOK_AT_LEAST_EVERY_MS = 60_000

/** Hands pictures on behind the screens, as soon as the take they come from is chosen, whoever chose it. */
export function addHandOnWorker(context: DeskContext): void {
  const { library, background } = context
  let alarm: NodeJS.Timeout | undefined

  /** What could not be read is looked at again in its time though nothing changes in the library: a disk may be back. */
  function setAlarm(nowMs: number): void {
    clearTimeout(alarm)
    const atMs = nextReleaseAtMs(library.db, nowMs)
    if (atMs !== null)
      alarm = setTimeout(() => background.tryAgain(), Math.min(atMs - nowMs, LOOK_AT_LEAST_EVERY_MS)).unref()
  }

  background.add({
    name: 'pictures handed on',
    hasWork() {
      const nowMs = Date.now()
      setAlarm(nowMs)
      return hasReleasable(library.db, nowMs)
    },
    run: work => releaseWaiting(context, work),
  })
}

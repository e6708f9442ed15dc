import { releaseWaiting } from '#main/make/hand-on/release-waiting.ts'
import { hasReleasable, nextReleaseAtMs } from '#main/outbox/waiting.ts'
import type { DeskContext } from '../desk-context.ts'

/** A timer may come so much too early. */
const EARLY_MS = 10

/** Hands pictures on behind the screens, as soon as the take they come from is chosen, whoever chose it. */
export function addHandOnWorker(context: DeskContext): void {
  const { library, background, closing } = context
  let timer: NodeJS.Timeout | undefined

  /** No change of the library tells that a file is there again. */
  function lookAgain(): void {
    clearTimeout(timer)
    const nowMs = Date.now()
    const atMs = closing.aborted ? null : nextReleaseAtMs(library.db, nowMs)
    if (atMs !== null) timer = setTimeout(() => background.tryAgain(), atMs - nowMs + EARLY_MS).unref()
  }

  background.add({
    name: 'pictures handed on',
    hasWork: () => hasReleasable(library.db, Date.now()),
    run: work => releaseWaiting(context, work).finally(lookAgain),
  })
  lookAgain()
  closing.addEventListener('abort', () => clearTimeout(timer), { once: true })
}

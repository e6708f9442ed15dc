import { releaseWaiting } from '#main/make/hand-on/release-waiting.ts'
import { hasReleasable } from '#main/outbox/waiting.ts'
import type { DeskContext } from '../desk-context.ts'

/** Hands pictures on behind the screens, as soon as the take they come from is chosen, whoever chose it. */
export function addHandOnWorker(context: DeskContext): void {
  const { library, background } = context
  background.add({
    name: 'pictures handed on',
    hasWork: () => hasReleasable(library.db, Date.now()),
    run: work => releaseWaiting(context, work),
  })
}

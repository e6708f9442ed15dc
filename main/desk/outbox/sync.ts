import { createChangeFollower } from '#main/library/change-counts.ts'
import type { RunOptions } from '#main/make/context.ts'
import { releaseWaiting } from '#main/make/hand-on/release-waiting.ts'
import { whileWorking } from '#main/make/work.ts'
import type { OutboxEvent } from '#main/outbox/run.ts'
import { countOpen } from '#main/outbox/store.ts'
import { hasWaiting } from '#main/outbox/waiting.ts'
import { unwantedJobs } from '#main/outbox/withdraw.ts'
import type { OutboxRow } from '#model/contract/outbox-contract.ts'
import { isOver } from '#model/request.ts'
import type { DeskContext } from '../desk-context.ts'
import type { Maker } from './makers.ts'
import { rowsOf } from './outbox-rows.ts'
import { settle } from './settle.ts'
import type { WaitingContext } from './waiting.ts'

export type SyncOptions = Pick<RunOptions, 'signal' | 'log'> & {
  /** Goes on until nothing waits any more, however long the connection or a person takes. */
  readonly isPatient: boolean
  readonly onSettled: (row: OutboxRow) => void
}

/** Does what waits, until nothing can go on by itself. Rejects as `whileWorking` and `runOutbox`. */
export async function syncOutbox(context: DeskContext, waiting: WaitingContext, options: SyncOptions): Promise<void> {
  const { db } = context.library
  const { signal, log, isPatient, onSettled } = options
  const isOpen = ({ serviceId }: Maker): boolean => countOpen(db, { providerIds: [serviceId], projectId: null }) > 0
  const hasUnwanted = ({ serviceId }: Maker): boolean => unwantedJobs(db, serviceId, Date.now()).length > 0
  const hear = ({ request }: OutboxEvent): void => {
    if (isOver(request)) for (const row of rowsOf(waiting, [request.id])) onSettled(row)
  }
  for (;;) {
    const news = newsOf(context, signal)
    try {
      await whileWorking(context, { signal, log, onProgress: () => {} }, async work => {
        await releaseWaiting(context, work)
        const makers = waiting.makers().filter(maker => isOpen(maker) || hasUnwanted(maker))
        await settle(context, work, { makers, isOnline: waiting.isOnline, onEvent: hear })
      })
      const serviceIds = waiting.makers().map(({ serviceId }) => serviceId)
      if (!isPatient || !(waiting.makers().some(isOpen) || hasWaiting(db, serviceIds))) return
      await news.came
      signal.throwIfAborted()
    } finally {
      news.end()
    }
  }
}

/** Some things nobody tells of: that a disk is back, with the take whose picture is handed on. */
const LOOK_AGAIN_MS = 60_000

/**
 * `came` resolves once anything is changed in the library by any process, this machine goes on or off a network, a minute is over, or
 * `signal` is aborted.
 */
function newsOf({ library, host }: DeskContext, signal: AbortSignal) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const tell = (): void => resolve()
  const alarm = setTimeout(tell, LOOK_AGAIN_MS)
  const stops = [createChangeFollower(library.db)(tell), host.network?.onChange(tell)]
  signal.addEventListener('abort', tell, { once: true })
  return {
    came: promise,
    end() {
      clearTimeout(alarm)
      for (const stop of stops) stop?.()
      signal.removeEventListener('abort', tell)
    },
  }
}

import { createChangeFollower } from '#main/library/change-counts.ts'
import type { RunOptions } from '#main/make/context.ts'
import { whileWorking } from '#main/make/work.ts'
import { countOpen } from '#main/outbox/store.ts'
import type { OutboxRow } from '#model/contract/outbox-contract.ts'
import { isOver } from '#model/request.ts'
import type { DeskContext } from '../desk-context.ts'
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
  const openMakers = () =>
    waiting.makers().filter(({ serviceId }) => countOpen(db, { providerIds: [serviceId], projectId: null }) > 0)
  for (;;) {
    const news = newsOf(context, signal)
    await whileWorking(context, { signal, log, onProgress: () => {} }, work =>
      settle(context, work, {
        makers: openMakers(),
        isOnline: waiting.isOnline,
        onEvent({ request }) {
          if (isOver(request)) for (const row of rowsOf(waiting, [request.id])) onSettled(row)
        },
      }),
    )
    if (!isPatient || openMakers().length === 0) return news.end()
    await news.came
  }
}

/** What any process changes in the library from now on, and whether this machine is on a network. */
function newsOf({ library, host }: DeskContext, signal: AbortSignal) {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const give = (): void => reject(signal.reason)
  const stops = [createChangeFollower(library.db)(() => resolve()), host.network?.onChange(() => resolve())]
  signal.addEventListener('abort', give, { once: true })
  const end = (): void => {
    for (const stop of stops) stop?.()
    signal.removeEventListener('abort', give)
  }
  return { came: promise.finally(end), end }
}

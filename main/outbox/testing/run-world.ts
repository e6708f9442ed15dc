import { readFileSync } from 'node:fs'
import { acquireLease } from '#main/library/lease.ts'
import type { Provider } from '#main/providers/port.ts'
import type { MediaId } from '#model/ids.ts'
import type { Request } from '#model/request.ts'
import { runOutbox } from '../outbox.ts'
import type { OutboxEvent } from '../run.ts'
import { requestById } from '../store.ts'
import { createFakeProvider } from './fake-provider.ts'
import { jumpingClock } from './jumping-clock.ts'
import { FFMPEG, makeWorld, type OutboxWorld } from './outbox-world.ts'

type RunOptions = {
  readonly isIdempotent?: boolean
  readonly concurrency?: number
  readonly onEvent?: (event: OutboxEvent) => void
  readonly signal?: AbortSignal
  readonly changed?: (provider: Provider) => Partial<Provider>
}

/** An outbox world in which the outbox runs in this process, and nothing is waited for. */
export type RunWorld = OutboxWorld & {
  readonly run: (options?: RunOptions) => Promise<readonly Request[]>
  /** The request as it stands now. */
  readonly now: (request: Request) => Request
  /** The bytes of the request's take; null while it has none. */
  readonly clipOf: (request: Request) => Buffer | null
}

export async function makeRunWorld(): Promise<RunWorld> {
  const world = await makeWorld()
  const { library, serverDir, sampleClip } = world
  return {
    ...world,
    async run(options = {}) {
      const { isIdempotent: isCreateIdempotent = false, concurrency = 3 } = options
      const provider = createFakeProvider({ serverDir, sampleClip, isCreateIdempotent, concurrency })
      const lease = await acquireLease(library.db)
      try {
        return await runOutbox({
          library,
          lease,
          ffmpeg: FFMPEG,
          providers: [{ ...provider, ...options.changed?.(provider) }],
          signal: options.signal ?? new AbortController().signal,
          clock: jumpingClock(),
          ...(options.onEvent ? { onEvent: options.onEvent } : {}),
        })
      } finally {
        lease.release()
      }
    },
    now: request => requestById(library.db, request.id)!,
    clipOf(request) {
      const row = library.db.get<{ media_id: MediaId | null }>('SELECT media_id FROM take WHERE id = ?', [
        request.takeId,
      ])
      return row?.media_id ? readFileSync(library.media.pathOf(row.media_id)) : null
    },
  }
}

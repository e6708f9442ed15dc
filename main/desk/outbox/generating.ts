import { hasWork } from '#main/outbox/has-work.ts'
import type { OutboxEvent } from '#main/outbox/run.ts'
import { countOpen } from '#main/outbox/store.ts'
import type { RequestProgress } from '#model/contract/outbox-contract.ts'
import type { RequestId } from '#model/ids.ts'
import type { DeskContext } from '../desk-context.ts'
import type { Maker } from './makers.ts'
import { settle } from './settle.ts'

/** Makes what is asked for, behind the screens. */
export type Generating = {
  /** Calls the listener for each step of a running request, several times a second. Returns what ends it. */
  readonly onProgress: (listener: (progress: RequestProgress) => void) => () => void
  /** Looks for makers there were not before. */
  readonly addWorkers: () => void
  /** Why nothing is made though something waits: this machine's own trouble. Null when there is none. */
  readonly trouble: () => string | null
}

/** Of a clip that has hardly begun nobody can tell how long it will take. */
const EARLIEST_GUESS = 0.05

/** Adds a worker to the background for each maker there is, at any time, that settles the requests to its service. */
export function createGenerating(
  context: DeskContext,
  makers: () => readonly Maker[],
  connection: () => { readonly isOnline: boolean },
): Generating {
  const { library, background } = context
  const listeners = new Set<(progress: RequestProgress) => void>()
  const begunAtMs = new Map<RequestId, number>()
  const troubles = new Map<string, string>()
  const known = new Set<string>()

  function tellProgress(progress: RequestProgress): void {
    for (const listener of listeners) listener(progress)
  }

  function hear({ request }: OutboxEvent): void {
    const { id, takeId, state, progress } = request
    if (state === 'running') {
      const nowMs = performance.now()
      const startMs = begunAtMs.get(id) ?? nowMs
      begunAtMs.set(id, startMs)
      const secondsLeft = progress < EARLIEST_GUESS ? null : (((nowMs - startMs) / 1000) * (1 - progress)) / progress
      tellProgress({ requestId: id, takeId, progress, secondsLeft })
      return
    }
    begunAtMs.delete(id)
    // Another try begins at nothing, however far the one before was.
    if (state === 'sending') tellProgress({ requestId: id, takeId, progress: 0, secondsLeft: null })
  }

  /** The maker as it is by now: a person may have changed its address. */
  const makerOf = (serviceId: string): Maker | undefined => makers().find(maker => maker.serviceId === serviceId)

  function addWorker(serviceId: string): void {
    background.add({
      name: `takes of ${serviceId}`,
      hasWork() {
        const maker = makerOf(serviceId)
        return maker !== undefined && hasWork(library.db, { ...maker, ...connection() })
      },
      async run(work) {
        const maker = makerOf(serviceId)
        if (!maker) return
        troubles.delete(serviceId)
        try {
          await settle(context, work, { makers: [maker], isOnline: () => connection().isOnline, onEvent: hear })
        } catch (error) {
          if (!work.signal.aborted) troubles.set(serviceId, error instanceof Error ? error.message : String(error))
          throw error
        }
      },
    })
  }

  function addWorkers(): void {
    for (const { serviceId } of makers()) {
      if (known.has(serviceId)) continue
      known.add(serviceId)
      addWorker(serviceId)
    }
  }

  addWorkers()

  return {
    addWorkers,
    trouble() {
      const open = [...troubles].find(([id]) => countOpen(library.db, { providerIds: [id], projectId: null }) > 0)
      return open?.[1] ?? null
    },
    onProgress(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

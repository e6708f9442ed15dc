import { createAnimaticMaker } from '#main/providers/animatic-maker.ts'
import { runOutbox } from '#main/outbox/outbox.ts'
import type { OutboxEvent } from '#main/outbox/run.ts'
import { countOpen } from '#main/outbox/store.ts'
import type { Work } from '#main/make/work.ts'
import type { Provider } from '#main/providers/port.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import type { Library } from '#main/library/library.ts'
import type { RequestProgress } from '#model/contract/outbox-contract.ts'
import type { RequestId } from '#model/ids.ts'
import type { DeskContext } from '../desk-context.ts'

/** Makes what is asked for, behind the screens. */
export type Generating = {
  /** Calls the listener for each step of a running request, several times a second. Returns what ends it. */
  readonly onProgress: (listener: (progress: RequestProgress) => void) => () => void
  /** Why nothing is made though something waits: this machine's own trouble. Null when there is none. */
  readonly trouble: () => string | null
}

/** Whoever makes takes of requests, for as long as there are some. */
export type MakeProvider = (library: Library, ffmpeg: FfmpegProgram) => Provider

/** Of a clip that has hardly begun nobody can tell how long it will take. */
const EARLIEST_GUESS = 0.05
const QUIET_AFTER_MS = 30_000

/** Adds a worker to the background that settles every open request of the makers there are; `providerId` is theirs. */
export function createGenerating(
  context: DeskContext,
  { providerId = 'animatic', make = createAnimaticMaker }: { providerId?: string; make?: MakeProvider } = {},
): Generating {
  const { library, host } = context
  const listeners = new Set<(progress: RequestProgress) => void>()
  const scope = { providerIds: [providerId], projectId: null }
  const begunAtMs = new Map<RequestId, number>()
  let trouble: string | null = null
  let toldAtMs = -Infinity

  /** When a service is down everything fails at once, and one word of it is enough. */
  function tellFailure(body: string): void {
    const nowMs = performance.now()
    if (nowMs - toldAtMs < QUIET_AFTER_MS) return
    toldAtMs = nowMs
    host.shell?.notify({ title: 'A take could not be made', body })
  }

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
    if (state === 'failed' || state === 'refused' || state === 'uncertain') {
      tellFailure(request.failure?.message ?? '')
    }
  }

  async function makeAll({ lease, signal }: Work): Promise<void> {
    const ffmpeg = await context.ffmpeg()
    const provider = make(library, ffmpeg)
    try {
      await runOutbox({ library, lease, ffmpeg, providers: [provider], signal, onEvent: hear })
    } finally {
      begunAtMs.clear()
      await provider.dispose()
    }
  }

  context.background.add({
    name: 'takes',
    hasWork: () => countOpen(library.db, scope) > 0,
    async run(work) {
      trouble = null
      try {
        await makeAll(work)
      } catch (error) {
        if (!work.signal.aborted) trouble = error instanceof Error ? error.message : String(error)
        throw error
      }
    },
  })

  return {
    trouble: () => (countOpen(library.db, scope) > 0 ? trouble : null),
    onProgress(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

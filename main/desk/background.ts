import { whileWorking, type Work } from '#main/make/work.ts'
import type { MakeContext } from '#main/make/context.ts'
import { followChanges } from '#main/library/changes.ts'

/** Work that goes on behind the screens, as long as there is some. */
export type BackgroundWorker = {
  readonly name: string
  /** Looks into the library; called after every change of it, so it must be quick. */
  readonly hasWork: () => boolean
  /** Works until nothing is left, or `signal` aborts. What it throws is logged, and it is tried again after the next change. */
  readonly run: (work: Work) => Promise<void>
}

export type Background = {
  /** Adds a worker, before `start`. */
  add(worker: BackgroundWorker): void
  /** From now on works whenever there is work, whoever asked for it. */
  start(): void
  /** Ends when all work has stopped. */
  stopped(): Promise<void>
}

type Options = { readonly closing: AbortSignal; readonly log: (line: string) => void }

/**
 * Holds the right to work on the library while a worker has work, and gives it back after: other processes may have their turn.
 * Workers run beside each other.
 */
export function createBackground(context: MakeContext, { closing, log }: Options): Background {
  const workers: BackgroundWorker[] = []
  let session: Promise<void> | null = null
  let onNews = (): void => {}

  function waiting(running: ReadonlyMap<BackgroundWorker, Promise<void>>): BackgroundWorker[] {
    return closing.aborted ? [] : workers.filter(worker => !running.has(worker) && worker.hasWork())
  }

  async function runAll(work: Work): Promise<void> {
    const running = new Map<BackgroundWorker, Promise<void>>()
    // Whoever has failed waits for the next change, not for its own turn again at once.
    const resting = new Set<BackgroundWorker>()
    for (;;) {
      const news = new Promise<void>(resolve => (onNews = resolve))
      for (const worker of waiting(running)) {
        if (resting.has(worker)) continue
        const run = worker
          .run(work)
          .catch((error: unknown) => {
            resting.add(worker)
            if (!work.signal.aborted) log(`${worker.name}: ${error instanceof Error ? error.message : String(error)}`)
          })
          .finally(() => running.delete(worker))
        running.set(worker, run)
      }
      if (running.size === 0) return
      const isNews = await Promise.race([
        ...[...running.values()].map(run => run.then(() => false)),
        news.then(() => true),
      ])
      if (isNews) resting.clear()
    }
  }

  function wake(): void {
    onNews()
    if (session || waiting(new Map()).length === 0) return
    session = whileWorking(context, { signal: closing, onProgress: () => {}, log }, runAll)
      .catch((error: unknown) => {
        if (!closing.aborted) log(error instanceof Error ? error.message : String(error))
      })
      .finally(() => (session = null))
  }

  return {
    add: worker => workers.push(worker),
    start() {
      const stop = followChanges(context.library.db)(wake)
      closing.addEventListener('abort', stop, { once: true })
      wake()
    },
    stopped: async () => {
      await session
    },
  }
}

import { createChangeFollower } from '#main/library/change-counts.ts'
import type { MakeContext } from '#main/make/context.ts'
import { whileWorking, type Work } from '#main/make/work.ts'

/** Work that goes on behind the screens, as long as there is some. */
export type BackgroundWorker = {
  readonly name: string
  /** Looks into the library; called after every change of it, so it must be quick. */
  readonly hasWork: () => boolean
  /** Works until nothing is left, or `signal` aborts. What it throws is logged, and it is tried again after the next change, or a minute. */
  readonly run: (work: Work) => Promise<void>
}

export type Background = {
  /** Adds a worker, before `start`. */
  add(worker: BackgroundWorker): void
  /** From now on works whenever there is work, whoever asked for it. */
  start(): void
  /** Tries again at once what has failed, rather than after the next change: a person has mended what ailed it. */
  tryAgain(): void
  /** Ends when all work has stopped. */
  stopped(): Promise<void>
}

type Options = {
  readonly closing: AbortSignal
  readonly log: (line: string) => void
  /** After how long what has failed is tried again, though nothing was changed meanwhile. */
  readonly lookAgainMs?: number
}

/** Nobody tells that a disk has room again. */
const LOOK_AGAIN_MS = 60_000

/**
 * Holds the right to work on the library while a worker has work, and gives it back after: other processes may have their turn.
 * Workers run beside each other.
 */
export function createBackground(
  context: MakeContext,
  { closing, log, lookAgainMs = LOOK_AGAIN_MS }: Options,
): Background {
  const workers: BackgroundWorker[] = []
  let session: Promise<void> | null = null
  let onNews = (): void => {}
  /** Counts the changes of what screens show; the lease's own row is not among them, or it would wake whoever holds it. */
  let news = 0
  /** Who waits for the next change, with the count of changes at that time. */
  const restingSince = new Map<BackgroundWorker, number>()
  let sessionFailedAt = -1
  let isStarted = false
  let alarm: NodeJS.Timeout | undefined

  function setAlarm(): void {
    clearTimeout(alarm)
    alarm = setTimeout(wake, lookAgainMs).unref()
  }

  function hasWork(worker: BackgroundWorker): boolean {
    try {
      return worker.hasWork()
    } catch (error) {
      rest(worker, error)
      return false
    }
  }

  function rest(worker: BackgroundWorker, error: unknown): void {
    restingSince.set(worker, news)
    if (closing.aborted) return
    setAlarm()
    log(`${worker.name}: ${messageOf(error)}`)
  }

  function due(running: ReadonlyMap<BackgroundWorker, Promise<void>>): BackgroundWorker[] {
    if (closing.aborted) return []
    return workers.filter(worker => !running.has(worker) && restingSince.get(worker) !== news && hasWork(worker))
  }

  async function runOne(worker: BackgroundWorker, work: Work): Promise<void> {
    const newsBefore = news
    try {
      await worker.run(work)
      // Whoever changed nothing would find the same work again at once, for ever.
      if (news === newsBefore) restingSince.set(worker, news)
    } catch (error) {
      if (work.signal.aborted) restingSince.set(worker, news)
      else rest(worker, error)
    }
  }

  async function runAll(work: Work): Promise<void> {
    const running = new Map<BackgroundWorker, Promise<void>>()
    for (;;) {
      const change = new Promise<void>(resolve => (onNews = resolve))
      for (const worker of work.signal.aborted ? [] : due(running)) {
        running.set(
          worker,
          runOne(worker, work).finally(() => running.delete(worker)),
        )
      }
      if (running.size === 0) break
      await Promise.race([...running.values(), change])
    }
    work.signal.throwIfAborted()
  }

  function beginIfDue(): void {
    if (session || sessionFailedAt === news || due(new Map()).length === 0) return
    session = Promise.resolve()
      .then(() => whileWorking(context, { signal: closing, onProgress: () => {}, log }, runAll))
      .catch((error: unknown) => {
        sessionFailedAt = news
        if (closing.aborted) return
        setAlarm()
        log(messageOf(error))
      })
      .finally(() => {
        session = null
        // What was asked for while the right was being given back.
        beginIfDue()
      })
  }

  function wake(): void {
    news += 1
    onNews()
    beginIfDue()
  }

  return {
    add: worker => workers.push(worker),
    start() {
      isStarted = true
      const stop = createChangeFollower(context.library.db)(wake)
      closing.addEventListener('abort', stop, { once: true })
      beginIfDue()
    },
    tryAgain() {
      if (isStarted) wake()
    },
    stopped: async () => {
      await session
    },
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

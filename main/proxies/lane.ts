/** Something to do once, known by its name. */
export type Job = { readonly name: string; run(signal: AbortSignal): Promise<void> }

/** Works off jobs, a few at a time. */
export type Lane = {
  /** Puts a job first, or brings it forward where it waits: what was asked for last is what a person looks at. */
  first(job: Job): void
  /** Puts a job after all others, unless it is there. */
  last(job: Job): void
  /** Resolves when nothing is left, or the signal of the lane has aborted and all work has ended. */
  idle(): Promise<void>
}

/** `width` jobs run at once. What they throw goes to `onFailure`, but for what the abort of `closing` causes. */
export function createLane(width: number, closing: AbortSignal, onFailure: (job: Job, error: unknown) => void): Lane {
  // In the order of their turn, the next one last.
  let waiting: Job[] = []
  const running = new Map<string, Promise<void>>()
  let onIdle: (() => void)[] = []
  closing.addEventListener('abort', () => (waiting = []), { once: true })

  function go(): void {
    while (running.size < width && !closing.aborted) {
      const job = waiting.pop()
      if (!job) break
      const run = job
        .run(closing)
        .catch((error: unknown) => {
          if (!closing.aborted) onFailure(job, error)
        })
        .finally(() => {
          running.delete(job.name)
          go()
        })
      running.set(job.name, run)
    }
    if (running.size > 0) return
    for (const tell of onIdle) tell()
    onIdle = []
  }

  return {
    first(job) {
      if (closing.aborted || running.has(job.name)) return
      waiting = [...waiting.filter(({ name }) => name !== job.name), job]
      go()
    },
    last(job) {
      if (closing.aborted || running.has(job.name) || waiting.some(({ name }) => name === job.name)) return
      waiting.unshift(job)
      go()
    },
    idle: () => new Promise(resolve => (running.size === 0 ? resolve() : onIdle.push(resolve))),
  }
}

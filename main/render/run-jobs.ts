/** Memory of one encoder at 1080p, and how it grows with the picture. */
const BYTES_AT_1080P = 300 * 1024 * 1024
const PIXELS_AT_1080P = 1920 * 1080
const MOST_JOBS = 8

/** How many pieces to encode at once: one a core, as long as they fit into a quarter of the memory. */
export function jobCount(
  machine: { readonly cores: number; readonly memoryBytes: number },
  size: { readonly width: number; readonly height: number },
): number {
  const bytesPerJob = BYTES_AT_1080P * Math.max(0.25, (size.width * size.height) / PIXELS_AT_1080P)
  return Math.max(1, Math.min(machine.cores, MOST_JOBS, Math.floor(machine.memoryBytes / 4 / bytesPerJob)))
}

export type Job = (signal: AbortSignal) => Promise<void>

/**
 * Runs jobs in their order, `count` at a time. The first failure, or the caller's signal, ends the others;
 * settles only when none runs any more.
 */
export async function runJobs(jobs: readonly Job[], count: number, signal: AbortSignal | undefined): Promise<void> {
  const failure = new AbortController()
  const jobSignal = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal
  const queue = jobs.values()
  const worker = async (): Promise<void> => {
    for (const job of queue) {
      if (jobSignal.aborted) return
      await job(jobSignal)
    }
  }
  let first: { readonly error: unknown } | undefined
  const workers = Array.from({ length: Math.min(count, jobs.length) }, () =>
    worker().catch((error: unknown) => {
      first ??= { error }
      failure.abort(error)
    }),
  )
  await Promise.all(workers)
  signal?.throwIfAborted()
  if (first) throw first.error
}

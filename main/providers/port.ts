import type { TryFailure } from '#model/request-life.ts'
import type { RequestSpec } from '#model/request.ts'
import type { RequestId } from '#model/ids.ts'

/** Pictures the clip is to begin and end on, as files of the library. */
export type ConditioningPaths = { readonly firstFrame: string | null; readonly lastFrame: string | null }

/**
 * What became of a create call. `failed` and `refused` are certain: no job was made. `unsure` is honest: the call left, no
 * answer came, a job may exist. A thrown error counts as `failed` when the create call is idempotent, else as `unsure`.
 */
export type SubmitOutcome =
  | { readonly status: 'accepted'; readonly jobId: string }
  | { readonly status: 'failed'; readonly failure: TryFailure }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'unsure'; readonly message: string }

/** Where a job stands. `failed`: it ended without a clip. `unknown`: the provider has no such job. */
export type JobStatus =
  | { readonly status: 'running'; readonly progress: number }
  | { readonly status: 'done' }
  | { readonly status: 'failed'; readonly failure: TryFailure }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'unknown' }

/**
 * Whoever makes clips (on screen: Service); not the catalogue's `folder`, whose clips are there and only taken in. It keeps no
 * books: what was asked, sent and received stands in the request rows, and every call may come from a process that knows
 * nothing of the one before it.
 */
export type Provider = {
  readonly id: string
  /** True when creating the same request id twice makes one job. Only then is a create call ever repeated unasked. */
  readonly isCreateIdempotent: boolean
  /** True when this program makes the clips itself: their pictures need no decoding to be trusted. */
  readonly isBuiltIn: boolean
  /** The most jobs at once. */
  readonly concurrency: number
  /** Of the files it delivers, without a dot. */
  readonly outputExtension: string
  /** Creates one job. `signal` ends the call, not the job. */
  readonly submit: (
    requestId: RequestId,
    spec: RequestSpec,
    conditioning: ConditioningPaths,
    signal: AbortSignal,
  ) => Promise<SubmitOutcome>
  /** Asks once; throws when nobody answers, which says nothing about the job. */
  readonly poll: (jobId: string, signal: AbortSignal) => Promise<JobStatus>
  /** Resolves when polling again is worth it: after the service's interval, or, in this process, as soon as something changed. */
  readonly untilNews: (jobId: string, signal: AbortSignal) => Promise<void>
  /** Writes the clip of a job that is done to `toPath`; may go on with what an earlier call for that job left there. */
  readonly fetchOutput: (jobId: string, toPath: string, signal: AbortSignal) => Promise<void>
  /** Asks the provider to drop a job that nobody waits for any more; rejects when nobody answers, never for a job that is gone. */
  readonly cancel: (jobId: string) => Promise<void>
  /** Stops whatever of it runs in this process. Jobs at a service go on. */
  readonly dispose: () => Promise<void>
}

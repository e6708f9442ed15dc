import type { MicroUsd } from '#model/clip-price.ts'
import type { RequestId } from '#model/ids.ts'
import type { TryFailure } from '#model/request-life.ts'
import type { Job, ReportedMaking, RequestSpec } from '#model/request.ts'
import type { ServiceTrouble } from '#model/service-trouble.ts'

/**
 * Pictures the clip is to begin and end on, as files of the library; `leadIn` is a clip of those that lead up to the first, `leadOut` of
 * those that follow the last. `references` show who and what is in it, in their order; at least one where there are any.
 */
export type ConditioningPaths = {
  readonly firstFrame: string | null
  readonly lastFrame: string | null
  readonly leadIn?: string
  readonly leadOut?: string
  readonly references?: readonly string[]
}

/**
 * What became of a create call. Of `failed`, `refused` and `held` it is certain that no job was made; `held` says nothing about the
 * request, only that the service takes none now. `unsure` is honest: the call left, no answer came, a job may exist. A
 * thrown error counts as `failed` when the create call is idempotent, else as `unsure`.
 */
export type SubmitOutcome =
  | { readonly status: 'accepted'; readonly job: Job; readonly costMicroUsd?: MicroUsd }
  | { readonly status: 'failed'; readonly failure: TryFailure }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'held'; readonly trouble: ServiceTrouble }
  | { readonly status: 'unsure'; readonly message: string }

/**
 * Where a job stands. `failed`: it ended without a clip. `unknown`: the provider has no such job. `costMicroUsd` is what was billed and `reported` what it was made
 * with, where it says so.
 */
export type JobStatus =
  | { readonly status: 'running'; readonly progress: number; readonly queuePosition?: number }
  | { readonly status: 'done'; readonly costMicroUsd?: MicroUsd; readonly reported?: ReportedMaking }
  | { readonly status: 'failed'; readonly failure: TryFailure; readonly costMicroUsd?: MicroUsd }
  | { readonly status: 'refused'; readonly reason: string; readonly costMicroUsd?: MicroUsd }
  | { readonly status: 'unknown' }

/** A job as the service lists it, by the service's clock. */
export type ListedJob = { readonly job: Job; readonly createdAtMs: number }

/** Whether the service can be worked with. `models` as it names them, where it lists them. */
export type Probe = {
  readonly trouble: ServiceTrouble | null
  readonly balance: { readonly microUsd: MicroUsd } | { readonly text: string } | null
  readonly models: readonly string[] | null
  /** What to know of it though it works: what to install for a model, say. A sentence each. */
  readonly notes?: readonly string[]
}

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
  /** False of what runs on this machine: it works without a connection. */
  readonly needsNetwork: boolean
  /** The most jobs at once. */
  readonly concurrency: number
  /** The most create calls in a minute; null = no limit is known. */
  readonly perMinute: number | null
  /** Of the files it delivers, without a dot. */
  readonly outputExtension: string
  /** Creates one job. `signal` ends the call, not the job. */
  readonly submit: (
    requestId: RequestId,
    spec: RequestSpec,
    conditioning: ConditioningPaths,
    signal: AbortSignal,
  ) => Promise<SubmitOutcome>
  /** Asks once; throws when nobody answers, which says nothing about the job. An `AskLater` says when it is worth asking again. */
  readonly poll: (job: Job, signal: AbortSignal) => Promise<JobStatus>
  /** Resolves when polling again is worth it: after the service's interval, or, in this process, as soon as something changed. */
  readonly untilNews: (job: Job, signal: AbortSignal) => Promise<void>
  /** Writes the clip of a job that is done to `toPath`; may go on with what an earlier call for that job left there. */
  readonly fetchOutput: (job: Job, toPath: string, signal: AbortSignal) => Promise<void>
  /** Asks the provider to drop a job that nobody waits for any more; rejects when nobody answers, never for a job that is gone. */
  readonly cancel: (job: Job) => Promise<void>
  /** The jobs created since then that may have been made of `spec`, where the service lists jobs. Throws when nobody answers. */
  readonly list?: (spec: RequestSpec, sinceMs: number, signal: AbortSignal) => Promise<readonly ListedJob[]>
  /** The job of an id that a person has found at the service, where it takes more than that to find it again. */
  readonly jobOf?: (jobId: string, spec: RequestSpec) => Job
  /** Whether the service answers and takes the key; costs nothing. */
  readonly probe?: (signal: AbortSignal) => Promise<Probe>
  /** Stops whatever of it runs in this process. Jobs at a service go on. */
  readonly dispose: () => Promise<void>
}

import type { Request, RequestFailure, RequestState } from './request.ts'

/** The fields of a request that one step of its life changes, together and in one transaction. */
export type RequestStep = { readonly to: RequestState } & Partial<
  Pick<Request, 'job' | 'progress' | 'queuePosition' | 'attempt' | 'failure' | 'retryAtMs'>
>

/** A failure and whether another try could help; `retryAfterMs` is the provider's own wish for the pause. */
export type TryFailure = RequestFailure & { readonly isRetryable: boolean; readonly retryAfterMs?: number }

export const MAX_TRIES = 3
/** How long a service that does not answer is left in peace. Asking costs nothing, so there is no end to it. */
export const SILENCE_PAUSE_MS = 10_000
/** A clock that was set back by less is waited out. */
export const SET_BACK_MS = 60_000

/** Whether a request that was set aside may go on. The time it was given means nothing once the clock was set back behind its writing. */
export function isDue({ retryAtMs, updatedAtMs }: Pick<Request, 'retryAtMs' | 'updatedAtMs'>, nowMs: number): boolean {
  return retryAtMs === null || retryAtMs <= nowMs || updatedAtMs > nowMs + SET_BACK_MS
}

/** The pause after the failed try `attempt` (from 1): 1 s, then 4 s. */
export function retryPauseMs(attempt: number): number {
  return 1000 * 4 ** (attempt - 1)
}

/**
 * Where a request found in `state` after a stop goes on; undefined = right where it is. Only `sending` cannot be read from
 * our own books: the call may have arrived or not.
 */
export function afterStop(state: RequestState, isCreateIdempotent: boolean): RequestStep | undefined {
  if (state !== 'sending') return undefined
  if (isCreateIdempotent) return { to: 'queued' }
  const message =
    'The program was stopped while this was being sent, so it may or may not have arrived. Look at the service before asking again.'
  return { to: 'uncertain', failure: { kind: 'stopped-while-sending', message } }
}

/**
 * What a failed try leads to: `again` after a pause while tries are left, else `failed`. `again` is `queued` when a new
 * create call is safe and wanted, `running` when the job itself is fine and only its file is fetched anew.
 */
export function afterFailure(
  request: Pick<Request, 'attempt'>,
  failure: TryFailure,
  again: 'queued' | 'running',
  nowMs: number,
): RequestStep {
  const { kind, message, isRetryable, retryAfterMs } = failure
  if (!isRetryable || request.attempt >= MAX_TRIES) return { to: 'failed', failure: { kind, message }, retryAtMs: null }
  return {
    to: again,
    failure: { kind, message },
    attempt: request.attempt + 1,
    retryAtMs: nowMs + (retryAfterMs ?? retryPauseMs(request.attempt)),
    ...(again === 'queued' ? { job: null, progress: 0, queuePosition: null } : {}),
  }
}

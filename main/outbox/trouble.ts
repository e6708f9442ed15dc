import type { TryFailure } from '#model/request-life.ts'
import { diskTrouble } from '#main/library/disk-trouble.ts'
import { isStudioError, type StudioError } from '#model/errors.ts'

/** Throws on when an error ends the run rather than one try: the run is being stopped, or this machine is the trouble. */
export function throwIfRunEnds(run: { readonly signal: AbortSignal }, error: unknown): void {
  run.signal.throwIfAborted()
  const trouble = ownTrouble(error)
  if (trouble) throw trouble
}

/**
 * Trouble of this machine rather than of one request or its provider (disk full, library gone, no ffmpeg, nothing to draw with): the next request
 * would meet it too, so the run stops and every row stays where a later run goes on. Undefined for all else.
 */
export function ownTrouble(error: unknown): StudioError | undefined {
  if (isStudioError(error)) {
    return /^library\/|^ffmpeg\/(disk-full|missing)$|^animatic\/missing$/.test(error.code) ? error : undefined
  }
  return diskTrouble(error)
}

/** A thrown error as the failure of one try; `retryAfterMs` in a StudioError's details is when the service wants to be asked again. */
export function failureFrom(error: unknown, kind: string): TryFailure {
  if (isStudioError(error)) {
    const { retryAfterMs } = error.details
    const pause = typeof retryAfterMs === 'number' ? { retryAfterMs } : {}
    return { kind: error.code, message: error.message, isRetryable: true, ...pause }
  }
  return { kind, message: error instanceof Error ? error.message : String(error), isRetryable: true }
}

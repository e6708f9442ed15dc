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

/** A thrown error as the failure of one try. */
export function failureFrom(error: unknown, kind: string): TryFailure {
  if (isStudioError(error)) return { kind: error.code, message: error.message, isRetryable: true }
  return { kind, message: error instanceof Error ? error.message : String(error), isRetryable: true }
}

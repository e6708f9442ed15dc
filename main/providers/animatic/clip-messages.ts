import { isStudioError, StudioError } from '#model/errors.ts'
import type { ErrorKind } from '#model/errors.ts'
import type { ClipToDraw } from '#main/providers/animatic-provider.ts'

/** What the pool tells a worker. A worker draws one clip at a time. */
export type ToWorker =
  | { readonly kind: 'draw'; readonly ffmpegPath: string; readonly clip: ClipToDraw; readonly outPath: string }
  | { readonly kind: 'cancel' }

/** What a worker tells the pool: that it can draw, and how its one clip fares. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly framesDone: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: SentError }

/** An error as it crosses threads, where classes are lost. */
export type SentError = {
  readonly message: string
  readonly stack: string | undefined
  readonly cause: SentError | undefined
  readonly studio:
    | { readonly code: string; readonly errorKind: ErrorKind; readonly details: Readonly<Record<string, unknown>> }
    | undefined
}

export function packError(error: unknown): SentError {
  const { message, stack, cause } = error instanceof Error ? error : new Error(String(error))
  return {
    message,
    stack,
    cause: cause === undefined || cause === error ? undefined : packError(cause),
    studio: isStudioError(error)
      ? { code: error.code, errorKind: error.kind, details: plain(error.details) }
      : undefined,
  }
}

export function unpackError(sent: SentError): Error {
  const { message, stack, studio } = sent
  const cause = sent.cause && { cause: unpackError(sent.cause) }
  if (studio) {
    return new StudioError(studio.code, message, { kind: studio.errorKind, details: { ...studio.details }, ...cause })
  }
  const error = new Error(message, cause)
  if (stack !== undefined) error.stack = stack
  return error
}

/** Only what can be sent: an error that could not be told would end the thread. */
function plain(details: Readonly<Record<string, unknown>>): Record<string, unknown> {
  try {
    return JSON.parse(JSON.stringify(details)) as Record<string, unknown>
  } catch {
    return {}
  }
}

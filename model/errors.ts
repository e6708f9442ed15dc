/** What a command's exit status says: 1 = it failed, 2 = it was asked wrongly. */
export type ErrorKind = 'failed' | 'usage'

/**
 * An expected failure, told to a person: `message` says what happened, to which file, and what to do;
 * `code` is for programs (`area/what`, e.g. `song/unreadable`); `details` carries facts such as a command's last lines.
 */
export class StudioError extends Error {
  override readonly name = 'StudioError'
  readonly code: string
  readonly kind: ErrorKind
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    code: string,
    message: string,
    options: { cause?: unknown; kind?: ErrorKind; details?: Record<string, unknown> } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.kind = options.kind ?? 'failed'
    this.details = options.details ?? {}
  }
}

/** Narrows an unknown thrown value to a StudioError, optionally of one code. */
export function isStudioError(error: unknown, code?: string): error is StudioError {
  return error instanceof StudioError && (code === undefined || error.code === code)
}

import { StudioError } from '#model/errors.ts'

/** What the system's error codes say of the disk that was written to, and how we call them. */
const TROUBLES: Readonly<Record<string, readonly [code: string, what: string]>> = {
  ENOSPC: ['library/disk-full', 'is full'],
  EDQUOT: ['library/disk-full', 'has no room left for you'],
  EFBIG: ['library/disk-full', 'cannot hold a file as large as this'],
  EROFS: ['library/read-only', 'cannot be written to'],
  EIO: ['library/disk-failed', 'failed'],
}

/** Trouble of the library's disk as an error for people; undefined for all else, permissions among it. */
export function diskTrouble(error: unknown): StudioError | undefined {
  const trouble = TROUBLES[systemCode(error)]
  if (!trouble) return undefined
  const [code, what] = trouble
  const message = `The disk of the library ${what}. Nothing was lost: mend that, then do the same again.`
  return new StudioError(code, message, { cause: error })
}

/** A failure of writing below the library's folder `place`, as an error for people where they can mend it. */
export function libraryTrouble(error: unknown, place: string): unknown {
  const code = systemCode(error)
  if (code !== 'EACCES' && code !== 'EPERM') return diskTrouble(error) ?? error
  const message = `The library's folder ${place} may not be written to. Give yourself the right to, then do the same again.`
  return new StudioError('library/read-only', message, { cause: error })
}

function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

import { StudioError } from '#model/errors.ts'

/** Turns the failures of writing a film that a person can mend into StudioErrors. */
export function writeFailure(error: unknown, path: string): unknown {
  const code = errorCode(error)
  if (code === 'EROFS' || isHeld(code)) {
    const message = `${path} cannot be written: its folder or the file itself is read-only, or another program has it open. Close that program, or choose another place for the film.`
    return new StudioError('render/read-only', message, { cause: error })
  }
  if (code === 'ENAMETOOLONG') {
    const message = `The name of ${path} is too long. Choose a shorter one.`
    return new StudioError('render/name-too-long', message, { cause: error })
  }
  return diskFailure(error, path)
}

/** The same for what a render writes beside the film: its pieces, in `cacheDir`. */
export function cacheFailure(error: unknown, cacheDir: string): unknown {
  const code = errorCode(error)
  if (code === 'EROFS' || isHeld(code)) {
    const message = `The pieces of the film cannot be kept in ${cacheDir} (${String(code)}). Make that folder writable, then render again.`
    return new StudioError('render/cache-unwritable', message, { cause: error })
  }
  return diskFailure(error, cacheDir)
}

function diskFailure(error: unknown, path: string): unknown {
  switch (errorCode(error)) {
    case 'ffmpeg/disk-full':
    case 'ENOSPC':
    case 'EDQUOT': {
      const message = `The disk of ${path} is full. Make room and render again: the pieces that are finished are kept.`
      return new StudioError('render/disk-full', message, { cause: error, details: { path } })
    }
    case 'EIO': {
      const message = `The disk of ${path} failed. Check it, then render again: the pieces that are finished are kept.`
      return new StudioError('render/disk-failed', message, { cause: error, details: { path } })
    }
    default:
      return error
  }
}

export function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/** True for the codes of a file that may not be written now; Windows has the same ones for one that is open elsewhere. */
export function isHeld(code: unknown): boolean {
  return code === 'EACCES' || code === 'EPERM' || code === 'EBUSY' || code === 'ETXTBSY'
}

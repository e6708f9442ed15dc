import { createHash } from 'node:crypto'
import { access, constants, open, stat } from 'node:fs/promises'
import { StudioError } from '#model/errors.ts'
import type { MediaId } from '#model/ids.ts'

/**
 * The SHA-256 of a file's bytes, and how many it has.
 * @throws StudioError media/unreadable, and the signal's reason
 */
export async function hashFile(path: string, signal?: AbortSignal): Promise<{ id: MediaId; sizeBytes: number }> {
  const hash = createHash('sha256')
  // One buffer for the whole file: those of a stream pile up outside the heap before the collector comes by.
  const block = Buffer.allocUnsafe(1 << 20)
  let sizeBytes = 0
  try {
    const file = await open(path)
    try {
      for (;;) {
        signal?.throwIfAborted()
        const { bytesRead } = await file.read(block, 0, block.length, null)
        if (bytesRead === 0) break
        hash.update(block.subarray(0, bytesRead))
        sizeBytes += bytesRead
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    signal?.throwIfAborted()
    throw fileErrorFrom(error, path)
  }
  return { id: hash.digest('hex') as MediaId, sizeBytes }
}

/**
 * The size of an ordinary file that may be read.
 * @throws StudioError media/unreadable when there is none: a folder, a device, nothing, or somebody else's
 */
export async function sizeOfFile(path: string): Promise<number> {
  const stats = await stat(path).catch((error: unknown) => {
    throw fileErrorFrom(error, path)
  })
  if (!stats.isFile())
    throw unreadable(path, stats.isDirectory() ? 'it is a folder, not a file' : 'it is not an ordinary file')
  await access(path, constants.R_OK).catch((error: unknown) => {
    throw fileErrorFrom(error, path)
  })
  return stats.size
}

/** Turns the failures of reading `path` that a person can mend into StudioErrors. */
export function fileErrorFrom(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return unreadable(path, 'there is no such file', error)
    case 'EACCES':
    case 'EPERM':
      return unreadable(path, 'its permissions do not allow it', error)
    case 'EISDIR':
      return unreadable(path, 'it is a folder, not a file', error)
    default:
      return error
  }
}

function unreadable(path: string, why: string, cause?: unknown): StudioError {
  return new StudioError('media/unreadable', `Cannot read ${path}: ${why}.`, { cause })
}

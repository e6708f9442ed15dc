import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'
import { StudioError } from '#model/errors.ts'
import type { MediaId } from '#model/ids.ts'

/**
 * The SHA-256 of a file's bytes, and how many it has, read as a stream.
 * @throws StudioError media/unreadable, and the signal's reason
 */
export async function hashFile(path: string, signal?: AbortSignal): Promise<{ id: MediaId; sizeBytes: number }> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal }) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      sizeBytes += chunk.length
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

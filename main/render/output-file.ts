import { createHash } from 'node:crypto'
import { access, constants, open, rename, rm, stat, statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { StudioError } from '#model/errors.ts'
import { syncToDisk } from './piece-cache.ts'

/**
 * Where a film is written before it is whole: beside its final name, so that the last step is a rename. Short, because the
 * final name may already be as long as a name can be; the same every time, so that a killed render leaves at most one.
 */
export function partPathOf(outPath: string): string {
  const name = createHash('sha256').update(basename(outPath)).digest('hex').slice(0, 12)
  return join(dirname(outPath), `.flythrough-${name}.part`)
}

/** Fails before any work is done when the film could not be written in the end. Removes what a killed render left. */
export async function prepareOutput(outPath: string): Promise<void> {
  const folder = dirname(outPath)
  const folderStats = await stat(folder).catch(() => undefined)
  if (!folderStats?.isDirectory()) {
    throw new StudioError(
      'render/no-folder',
      `There is no folder ${folder}. Make it, or choose another place for the film.`,
    )
  }
  const target = await stat(outPath).catch(() => undefined)
  if (target && !target.isFile()) {
    throw new StudioError('render/not-a-file', `${outPath} is not an ordinary file. Choose another name for the film.`)
  }
  const partPath = partPathOf(outPath)
  try {
    await rm(partPath, { force: true })
    if (target) await access(outPath, constants.W_OK)
    await (await open(partPath, 'wx')).close()
    await rm(partPath, { force: true })
  } catch (error) {
    throw writeFailure(error, outPath)
  }
}

/** Gives the checked film its name. */
export async function publish(partPath: string, outPath: string): Promise<void> {
  try {
    await syncToDisk(partPath)
    await rename(partPath, outPath)
    // The new name is only safe from a power cut once its folder is written; Windows has no such call.
    if (process.platform !== 'win32') await syncToDisk(dirname(outPath))
  } catch (error) {
    throw writeFailure(error, outPath)
  }
}

/** Appends to a file that is not yet published. */
export async function append(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'a')
  try {
    await file.appendFile(bytes)
  } finally {
    await file.close()
  }
}

/** Turns the failures of writing that a person can mend into StudioErrors. */
export function writeFailure(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StudioError(
        'render/read-only',
        `${path} cannot be written: its folder, or the file itself, is read-only. Choose another place for the film.`,
        { cause: error },
      )
    case 'ENAMETOOLONG':
      return new StudioError('render/name-too-long', `The name of ${path} is too long. Choose a shorter one.`, {
        cause: error,
      })
    default:
      return isDiskFull(error) ? diskFull(path, error) : error
  }
}

/** True for the ways in which a full disk shows, in ffmpeg's files and in ours. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ffmpeg/disk-full' || code === 'ENOSPC' || code === 'EDQUOT'
}

export function diskFull(path: string, cause?: unknown): StudioError {
  return new StudioError(
    'render/disk-full',
    `The disk of ${path} is full. Make room and render again: the pieces that are finished are kept.`,
    { cause },
  )
}

/** Refuses when what will be written clearly cannot fit. `neededBytes` is an estimate from below. */
export async function checkDiskSpace(folder: string, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const freeBytes = bavail * bsize
  if (freeBytes >= neededBytes) return
  const [needed, free] = [neededBytes, freeBytes].map(bytes => `${Math.ceil(bytes / 1e6)} MB`)
  throw new StudioError(
    'render/disk-full',
    `Rendering needs about ${needed} in ${folder}, and only ${free} are free. Make room and render again.`,
    { details: { neededBytes, freeBytes } },
  )
}

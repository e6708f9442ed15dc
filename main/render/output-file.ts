import { createHash } from 'node:crypto'
import { access, constants, open, rm, stat, statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { StudioError } from '#model/errors.ts'
import { syncFolder, syncLargeFile } from '#main/db/sync.ts'
import { moveFile } from './move-file.ts'
import { writeFailure } from './write-failure.ts'

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
  await requireFolder(outPath)
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

/** A folder may also go away while a film is rendered: a disk is pulled, or it is renamed. Throws 'render/no-folder'. */
export async function requireFolder(outPath: string): Promise<void> {
  const folder = dirname(outPath)
  const found = await stat(folder).catch(() => undefined)
  if (found?.isDirectory()) return
  const message = `There is no folder ${folder}. Make it, or choose another place for the film.`
  throw new StudioError('render/no-folder', message)
}

/** Gives the checked film its name. */
export async function publish(partPath: string, outPath: string): Promise<void> {
  try {
    await syncLargeFile(partPath)
    await moveFile(partPath, outPath)
  } catch (error) {
    await requireFolder(outPath)
    throw writeFailure(error, outPath)
  }
  try {
    syncFolder(dirname(outPath))
  } catch {
    // Folders that may not be read, and some network disks, know no such call: the film has its name all the same.
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

/** Refuses when what will be written cannot be expected to fit. */
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

import { rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { syncFolder, syncLargeFile } from '#main/db/sync.ts'

/**
 * Has a file written beside `path`, and puts it in its place once its bytes are on the disk: what was there before is replaced at the very
 * end, or not at all. Rejects with what goes wrong; then nothing is left beside it.
 */
export async function writeBeside(path: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  try {
    await write(part)
    await syncLargeFile(part)
    await rename(part, path)
    syncFolder(dirname(path))
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

import { access, constants, mkdir, readdir, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncLargeFile } from '#main/db/sync.ts'
import { moveFile } from './move-file.ts'
import { errorCode } from './write-failure.ts'

/** Finished pieces on disk, each under the key of everything it depends on. A file that is there is whole. */
export type PieceCache = {
  pathOf(key: string): string
  /** True when the piece is there; it then counts as used now. */
  use(key: string): Promise<boolean>
  /** Moves a finished file in: its bytes are on the disk before its name is. */
  adopt(key: string, partPath: string): Promise<void>
  remove(key: string): Promise<void>
}

export function createPieceCache(cacheDir: string, ending: 'mp4' | 'm4a' | 'mov' | 'rgb'): PieceCache {
  const pathOf = (key: string): string => join(cacheDir, 'pieces', key.slice(0, 2), `${key}.${ending}`)
  return {
    pathOf,
    async use(key) {
      try {
        const now = new Date()
        await utimes(pathOf(key), now, now)
        return true
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return false
        // What can only be read can be used all the same; when it was, cannot be kept.
        await access(pathOf(key), constants.R_OK).catch(() => {
          throw error
        })
        return true
      }
    },
    async adopt(key, partPath) {
      await syncLargeFile(partPath)
      await mkdir(dirname(pathOf(key)), { recursive: true })
      await moveFile(partPath, pathOf(key))
    },
    remove: key => rm(pathOf(key), { force: true }),
  }
}

/** Deletes the pieces not used for longest until the cache is no larger than `maxBytes`. Answers what was freed. */
export async function pruneCache(cacheDir: string, maxBytes: number): Promise<{ removed: number; freedBytes: number }> {
  const folder = join(cacheDir, 'pieces')
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const files: { path: string; bytes: number; usedAtMs: number }[] = []
  for (const name of names) {
    const path = join(folder, name)
    const stats = await stat(path).catch(() => undefined)
    if (stats?.isFile()) files.push({ path, bytes: stats.size, usedAtMs: stats.mtimeMs })
  }
  let totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0)
  let [removed, freedBytes] = [0, 0]
  for (const { path, bytes } of files.toSorted((a, b) => a.usedAtMs - b.usedAtMs)) {
    if (totalBytes <= maxBytes) break
    await rm(path, { force: true })
    totalBytes -= bytes
    freedBytes += bytes
    removed += 1
  }
  return { removed, freedBytes }
}

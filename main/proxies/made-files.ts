import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncLargeFile } from '#main/db/sync.ts'

/** What is made of media for the screen. The number in a folder's name grows with the recipe: old ones are then pruned. */
const KINDS = {
  proxy: { folder: 'proxy-1', ending: 'mp4' },
  strip: { folder: 'strip-1', ending: 'jpg' },
  thumb: { folder: 'thumb-1', ending: 'jpg' },
  still: { folder: 'still-1', ending: 'jpg' },
  song: { folder: 'song-1', ending: 'wav' },
} as const

export type MadeKind = keyof typeof KINDS

/** Files made for the screen, each under its kind and the id of what it was made of. A file that is there is whole. */
export type MadeFiles = {
  /** The path of the file, which then counts as used now; null where there is none. */
  find(kind: MadeKind, id: string): Promise<string | null>
  /** Moves a finished file in: its bytes are on the disk before its name is. */
  adopt(kind: MadeKind, id: string, partPath: string): Promise<string>
  /** Deletes a file: it is made anew when it is wished for. */
  drop(kind: MadeKind, id: string): Promise<void>
  /** Deletes those not used for longest until they take no more than `maxBytes`; answers what is left of them. */
  prune(maxBytes: number): Promise<{ readonly bytes: number; readonly removed: number }>
}

/** A file is marked as used no more often than this. */
const MARK_EVERY_MS = 3_600_000

/** The made files below `cacheDir`. All of them can be deleted at any time. */
export function createMadeFiles(cacheDir: string): MadeFiles {
  const root = join(cacheDir, 'proxies')
  const pathOf = (kind: MadeKind, id: string): string =>
    join(root, KINDS[kind].folder, id.slice(-2), `${id}.${KINDS[kind].ending}`)
  return {
    async find(kind, id) {
      const path = pathOf(kind, id)
      const stats = await stat(path).catch(() => null)
      if (!stats) return null
      const now = new Date()
      // A library that can only be read keeps no such marks, and needs none.
      if (now.getTime() - stats.mtimeMs > MARK_EVERY_MS) await utimes(path, now, now).catch(() => {})
      return path
    },
    async adopt(kind, id, partPath) {
      const path = pathOf(kind, id)
      await syncLargeFile(partPath)
      await mkdir(dirname(path), { recursive: true })
      await rename(partPath, path)
      return path
    },
    drop: (kind, id) => rm(pathOf(kind, id), { force: true }),
    async prune(maxBytes) {
      const files: { path: string; bytes: number; usedAtMs: number }[] = []
      for (const entry of await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])) {
        const path = join(entry.parentPath, entry.name)
        const stats = entry.isFile() ? await stat(path).catch(() => null) : null
        if (stats) files.push({ path, bytes: stats.size, usedAtMs: stats.mtimeMs })
      }
      let bytes = files.reduce((sum, file) => sum + file.bytes, 0)
      let removed = 0
      for (const file of files.toSorted((a, b) => a.usedAtMs - b.usedAtMs)) {
        if (bytes <= maxBytes) break
        await rm(file.path, { force: true })
        bytes -= file.bytes
        removed += 1
      }
      return { bytes, removed }
    },
  }
}

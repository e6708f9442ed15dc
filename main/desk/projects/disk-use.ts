import { readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Library } from '#main/library/library.ts'
import { mediaHeldByProject } from '#main/library/project-media.ts'
import type { DiskUse } from '#model/contract/projects-contract.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import { troubleOf } from './missing-media.ts'

/** A look that is this old is as good as a new one while nothing has changed; while things change, one this old will do. */
const FRESH_FOR_MS = 60_000
const FRESH_WHILE_CHANGING_MS = 3_000
const FILES_AT_ONCE = 16
const MEDIA_AT_ONCE = 1_000

export type DiskUseLook = {
  /** Never blocks: it walks the disk beside all else, and one walk serves all who ask. */
  (): Promise<DiskUse>
  /** The next one looks anew. */
  forget(): void
}

export function createDiskUse(library: Library, nowMs: () => number = Date.now): DiskUseLook {
  let last: { readonly atMs: number; readonly changes: number; readonly use: Promise<DiskUse> } | null = null

  const look = (): Promise<DiskUse> => {
    const changes = changeCount(library)
    const ageMs = last ? nowMs() - last.atMs : Infinity
    if (last && ageMs < (last.changes === changes ? FRESH_FOR_MS : FRESH_WHILE_CHANGING_MS)) return last.use
    const use = lookAtDisk(library).catch((error: unknown) => {
      last = null
      throw error
    })
    last = { atMs: nowMs(), changes, use }
    return use
  }
  return Object.assign(look, {
    forget: () => {
      last = null
    },
  })
}

function changeCount({ db }: Library): number {
  return db.get<{ count: number | null }>('SELECT sum(count) AS count FROM change_count')?.count ?? 0
}

async function lookAtDisk(library: Library): Promise<DiskUse> {
  const { sizes, gone } = await lookAtMedia(library)
  const held = new Map<ProjectId, Set<MediaId>>()
  const trashed = new Set<ProjectId>()
  const rows = library.db.all<{ id: ProjectId; isTrashed: number }>(
    'SELECT id, trashed_at_ms IS NOT NULL AS isTrashed FROM project',
  )
  for (const { id, isTrashed } of rows) {
    held.set(id, mediaHeldByProject(library.db, id))
    if (isTrashed === 1) trashed.add(id)
    await breathe()
  }
  const needed = new Set([...held].filter(([id]) => !trashed.has(id)).flatMap(([, media]) => [...media]))
  const inTrash = new Set([...held].filter(([id]) => trashed.has(id)).flatMap(([, media]) => [...media]))
  const sizeOf = (media: Iterable<MediaId>): number => {
    let total = 0
    for (const id of media) total += sizes.get(id) ?? 0
    return total
  }
  const [cacheBytes, stray, disk] = await Promise.all([
    folderSize(library.cacheDir).then(({ bytes }) => bytes),
    folderSize(library.trashDir),
    statfs(library.dir).catch(() => null),
  ])
  return {
    isReadOnly: library.db.isReadOnly,
    freeBytes: disk ? disk.bavail * disk.bsize : null,
    isMediaGone: sizes.size > 0 && [...sizes.keys()].every(id => gone.has(id)),
    mediaBytes: sizeOf(sizes.keys()),
    cacheBytes,
    trashBytes: sizeOf([...inTrash].filter(id => !needed.has(id))) + stray.bytes,
    strayFileCount: stray.count,
    projects: [...held].map(([projectId, media]) => ({
      projectId,
      bytes: sizeOf(media),
      missingCount: [...media].filter(id => gone.has(id)).length,
    })),
  }
}

/** The bytes of each file that is ours (linked ones take none of the library's disk), and which files are not as they were. */
async function lookAtMedia({ db, media }: Library): Promise<{ sizes: Map<MediaId, number>; gone: Set<MediaId> }> {
  const sizes = new Map<MediaId, number>()
  const gone = new Set<MediaId>()
  let after = ''
  for (;;) {
    const page = db.all<{ id: MediaId }>('SELECT id FROM media WHERE id > ? ORDER BY id LIMIT ?', [
      after,
      MEDIA_AT_ONCE,
    ])
    if (page.length === 0) return { sizes, gone }
    after = page.at(-1)!.id
    for (let from = 0; from < page.length; from += FILES_AT_ONCE) {
      await Promise.all(
        page.slice(from, from + FILES_AT_ONCE).map(async ({ id }) => {
          const one = media.byId(id)
          if (!one) return
          if (!one.isLinked) sizes.set(id, one.sizeBytes)
          if ((await troubleOf(one)) !== null) gone.add(id)
        }),
      )
    }
  }
}

/** Adds up all files below a folder; what goes away meanwhile counts nothing. */
export async function folderSize(folder: string): Promise<{ bytes: number; count: number }> {
  let bytes = 0
  let count = 0
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      const inside = await folderSize(path)
      bytes += inside.bytes
      count += inside.count
    } else if (entry.isFile()) {
      const stats = await stat(path).catch(() => null)
      if (!stats) continue
      bytes += stats.size
      count += 1
    }
  }
  return { bytes, count }
}

/** Removes all files below a folder and keeps the folders: others may be about to write into them. Returns the bytes it gave back. */
export async function emptyFolder(folder: string): Promise<number> {
  let freed = 0
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      freed += await emptyFolder(path)
      continue
    }
    const stats = await stat(path).catch(() => null)
    const isGone = await rm(path).then(
      () => true,
      () => false,
    )
    if (isGone) freed += stats?.size ?? 0
  }
  return freed
}

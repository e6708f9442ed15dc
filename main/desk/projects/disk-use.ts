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
const FRESH_WHILE_CHANGING_MS = 2_000
const FILES_AT_ONCE = 16
const MEDIA_AT_ONCE = 1_000

export type DiskUseLook = {
  /** Never blocks: it walks the disk beside all else, and one walk serves all who ask. */
  (): Promise<DiskUse>
  /** The next one looks at everything anew. */
  forget(): void
}

export function createDiskUse(library: Library, nowMs: () => number = Date.now): DiskUseLook {
  const files = createFileLook(library, nowMs)
  const held = createHeldLook(library.db)
  let last: { readonly atMs: number; readonly changes: number; readonly use: Promise<DiskUse> } | null = null

  const look = (): Promise<DiskUse> => {
    const changes = changeCount(library)
    const ageMs = last ? nowMs() - last.atMs : Infinity
    if (last && ageMs < (last.changes === changes ? FRESH_FOR_MS : FRESH_WHILE_CHANGING_MS)) return last.use
    const use = lookAtDisk(library, files.look, held).catch((error: unknown) => {
      last = null
      throw error
    })
    last = { atMs: nowMs(), changes, use }
    return use
  }
  return Object.assign(look, {
    forget: () => {
      last = null
      files.forget()
    },
  })
}

function changeCount({ db }: Library): number {
  return db.get<{ count: number | null }>('SELECT sum(count) AS count FROM change_count')?.count ?? 0
}

type HeldMedia = { readonly projectId: ProjectId; readonly isTrashed: boolean; readonly media: ReadonlySet<MediaId> }
type HeldLook = () => Promise<readonly HeldMedia[]>

/** Which media each project holds; a project that has not changed is not asked again. */
function createHeldLook(db: Library['db']): HeldLook {
  const known = new Map<ProjectId, { readonly changes: number; readonly media: ReadonlySet<MediaId> }>()
  return async () => {
    const rows = db.all<{ id: ProjectId; isTrashed: number; changes: number | null }>(
      `SELECT id, trashed_at_ms IS NOT NULL AS isTrashed,
         (SELECT sum(count) FROM change_count WHERE project_id = project.id) AS changes FROM project`,
    )
    const held: HeldMedia[] = []
    for (const { id, isTrashed, changes } of rows) {
      const before = known.get(id)
      if (before?.changes !== changes) {
        known.set(id, { changes: changes ?? 0, media: mediaHeldByProject(db, id) })
        await breathe()
      }
      held.push({ projectId: id, isTrashed: isTrashed === 1, media: known.get(id)?.media ?? new Set() })
    }
    return held
  }
}

type Files = { readonly sizes: ReadonlyMap<MediaId, number>; readonly gone: ReadonlySet<MediaId> }

/** The bytes of each file of ours (linked ones take none of the library's disk), and which files are not as they were. */
function createFileLook({ db, media }: Library, nowMs: () => number) {
  let sizes = new Map<MediaId, number>()
  let gone = new Set<MediaId>()
  let seen = new Set<MediaId>()
  let walkedAtMs = -Infinity

  async function look(): Promise<Files> {
    const isNewWalk = nowMs() - walkedAtMs >= FRESH_FOR_MS
    const before = isNewWalk
      ? { sizes: new Map<MediaId, number>(), gone: new Set<MediaId>(), seen: new Set<MediaId>() }
      : { sizes, gone, seen }
    const now = { sizes: new Map<MediaId, number>(), gone: new Set<MediaId>(), seen: new Set<MediaId>() }
    if (isNewWalk) walkedAtMs = nowMs()
    for (let after = '', page = pageAfter(after); page.length > 0; page = pageAfter(after)) {
      after = page.at(-1)!
      const fresh = page.filter(id => !before.seen.has(id))
      for (const id of page) {
        now.seen.add(id)
        const size = before.sizes.get(id)
        if (size !== undefined) now.sizes.set(id, size)
        if (before.gone.has(id)) now.gone.add(id)
      }
      for (let from = 0; from < fresh.length; from += FILES_AT_ONCE) {
        await Promise.all(fresh.slice(from, from + FILES_AT_ONCE).map(id => lookAt(id, now)))
      }
      await breathe()
    }
    ;({ sizes, gone, seen } = now)
    return now
  }

  function pageAfter(after: string): MediaId[] {
    const sql = 'SELECT id FROM media WHERE id > ? ORDER BY id LIMIT ?'
    return db.all<{ id: MediaId }>(sql, [after, MEDIA_AT_ONCE]).map(row => row.id)
  }

  async function lookAt(id: MediaId, into: { sizes: Map<MediaId, number>; gone: Set<MediaId> }): Promise<void> {
    const one = media.byId(id)
    if (!one) return
    if (!one.isLinked) into.sizes.set(id, one.sizeBytes)
    if ((await troubleOf(one)) !== null) into.gone.add(id)
  }

  return {
    look,
    forget: () => {
      walkedAtMs = -Infinity
    },
  }
}

async function lookAtDisk(library: Library, lookAtFiles: () => Promise<Files>, lookAtHeld: HeldLook): Promise<DiskUse> {
  const { sizes, gone } = await lookAtFiles()
  const held = await lookAtHeld()
  const mediaOf = (isTrashed: boolean): Set<MediaId> =>
    new Set(held.filter(project => project.isTrashed === isTrashed).flatMap(({ media }) => [...media]))
  const needed = mediaOf(false)
  const inTrash = mediaOf(true)
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
    freeBytes: disk ? disk.bavail * disk.bsize : null,
    mediaBytes: sizeOf(sizes.keys()),
    cacheBytes,
    trashBytes: sizeOf([...inTrash].filter(id => !needed.has(id))) + stray.bytes,
    strayFileCount: stray.count,
    projects: held.map(({ projectId, media }) => ({
      projectId,
      bytes: sizeOf(media),
      missingCount: [...media].filter(id => gone.has(id)).length,
    })),
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

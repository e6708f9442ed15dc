import { statfs } from 'node:fs/promises'
import type { Library } from '#main/library/library.ts'
import { mediaInColumns } from '#main/library/project-media.ts'
import type { LibraryHealth } from '#model/contract/trouble-contract.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import { troubleOf } from '../projects/missing-media.ts'

/** Windows ask after many a change, and the disk is not walked for each. */
const FRESH_FOR_MS = 10_000
const FILES_AT_ONCE = 16
/** So many of the newest files do not go missing one by one: their folder or its disk has. */
const NEWEST_COUNT = 24
const FEWEST_TO_TELL = 3

type FileLook = { readonly storedCount: number; readonly storedGoneCount: number; readonly goneCount: number }

export type HealthLook = {
  /** Looks at the disk beside all else; of a project at each of its files. */
  (projectId: ProjectId | null): Promise<LibraryHealth>
  /** The next one looks anew. */
  forget(): void
}

export function createHealthLook(library: Library, nowMs: () => number = Date.now): HealthLook {
  type Look = { readonly atMs: number; readonly changes: number; readonly files: Promise<FileLook> }
  const looks = new Map<ProjectId | null, Look>()

  function filesOf(projectId: ProjectId | null): Promise<FileLook> {
    const changes = changesOfMedia(library)
    const last = looks.get(projectId)
    if (last?.changes === changes && nowMs() - last.atMs < FRESH_FOR_MS) return last.files
    const ids = projectId === null ? newestStored(library) : [...mediaInColumns(library.db, projectId)]
    const files = lookAtFiles(library, ids)
    files.catch(() => looks.delete(projectId))
    looks.set(projectId, { atMs: nowMs(), changes, files })
    return files
  }

  async function look(projectId: ProjectId | null): Promise<LibraryHealth> {
    const [{ storedCount, storedGoneCount, goneCount }, disk] = await Promise.all([
      filesOf(projectId),
      statfs(library.dir).catch(() => null),
    ])
    return {
      isReadOnly: library.db.isReadOnly,
      freeBytes: disk ? disk.bavail * disk.bsize : null,
      isMediaGone: storedCount >= FEWEST_TO_TELL && storedGoneCount === storedCount,
      missingCount: projectId === null ? 0 : goneCount,
    }
  }
  return Object.assign(look, { forget: () => looks.clear() })
}

function changesOfMedia({ db }: Library): number {
  return db.get<{ count: number }>(`SELECT count FROM change_count WHERE topic = 'media'`)?.count ?? 0
}

function newestStored({ db }: Library): MediaId[] {
  const sql = 'SELECT id FROM media WHERE stored_path IS NOT NULL ORDER BY rowid DESC LIMIT ?'
  return db.all<{ id: MediaId }>(sql, [NEWEST_COUNT]).map(({ id }) => id)
}

async function lookAtFiles({ media }: Library, ids: readonly MediaId[]): Promise<FileLook> {
  let [storedCount, storedGoneCount, goneCount] = [0, 0, 0]
  for (let from = 0; from < ids.length; from += FILES_AT_ONCE) {
    const some = ids.slice(from, from + FILES_AT_ONCE).flatMap(id => media.byId(id) ?? [])
    const troubles = await Promise.all(some.map(troubleOf))
    some.forEach(({ isLinked }, index) => {
      const isGone = troubles[index] !== null
      if (isGone) goneCount += 1
      if (!isLinked) storedCount += 1
      if (!isLinked && isGone) storedGoneCount += 1
    })
  }
  return { storedCount, storedGoneCount, goneCount }
}

import { statfs } from 'node:fs/promises'
import type { Library } from '#main/library/library.ts'
import { mediaInColumns } from '#main/library/project-media.ts'
import type { LibraryHealth } from '#model/contract/trouble-contract.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import { lookAtFiles } from '../projects/missing-media.ts'

/** Windows ask after many a change, and the disk is not walked for each. */
const FRESH_FOR_MS = 10_000
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
    const files = countGone(library, ids)
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

async function countGone(library: Library, ids: readonly MediaId[]): Promise<FileLook> {
  const looks = await lookAtFiles(library, ids)
  const stored = looks.filter(({ media }) => !media.isLinked)
  const goneOf = (some: typeof looks): number => some.filter(({ trouble }) => trouble !== null).length
  return { storedCount: stored.length, storedGoneCount: goneOf(stored), goneCount: goneOf(looks) }
}

import { setImmediate as breathe } from 'node:timers/promises'
import { inSlices } from '#main/library/in-slices.ts'
import type { Library } from '#main/library/library.ts'
import { mediaHeldByProject } from '#main/library/project-media.ts'
import { deletingProject } from '#main/library/project-rows.ts'
import { listCutOff, markUnfinished } from '#main/library/unfinished.ts'
import { decide } from '#main/outbox/store.ts'
import { StudioError } from '#model/errors.ts'
import type { MediaId, ProjectId, RequestId } from '#model/ids.ts'

/** What is younger may belong to an import that is under way, here or in another process. */
const YOUNG_FOR_MS = 24 * 3_600_000
const MEDIA_AT_ONCE = 50
const MOST_LOOKS = 5

type Removable = Pick<Library, 'db' | 'media'>

/** Nothing more is asked for a project in the trash: what was not sent yet is cancelled. */
export function trashProject({ db, projects }: Pick<Library, 'db' | 'projects'>, id: ProjectId): void {
  db.transaction(() => {
    const sql = `SELECT id FROM request WHERE project_id = ? AND state = 'queued'`
    for (const request of db.all<{ id: RequestId }>(sql, [id])) decide(db, request.id, 'cancelled')
    projects.trash(id)
  })
}

/**
 * Removes projects for good, with the media files nobody else needs, a little at a time: from the first moment on nobody is shown
 * them any more. Resolves to the bytes that gave back.
 * @throws StudioError project/at-work while takes or films of one are being made
 */
export async function removeProjects(library: Removable, ids: readonly ProjectId[]): Promise<number> {
  const { db } = library
  db.transaction(() => {
    for (const id of ids) demandIdle(db, id)
    for (const id of ids) markUnfinished(db, id)
  })
  return removeUnfinished(library, ids)
}

/** Removes projects whose coming or going was cut off, by a power cut say. */
export async function removeCutOff(library: Removable): Promise<number> {
  return removeUnfinished(library, listCutOff(library.db))
}

async function removeUnfinished(library: Removable, ids: readonly ProjectId[]): Promise<number> {
  const { db } = library
  const held = new Set<MediaId>()
  for (const id of ids) {
    for (const media of mediaHeldByProject(db, id)) held.add(media)
    await inSlices(db, deletingProject(db, id))
  }
  return removeFreed(library, held)
}

/** Removes media that no project holds: an import that was cut off leaves such. Resolves to the bytes that gave back. */
export function removeUnheld(library: Removable): Promise<number> {
  const sql = 'SELECT id FROM media WHERE created_at_ms < ?'
  const all = library.db.all<{ id: MediaId }>(sql, [Date.now() - YOUNG_FOR_MS])
  return removeFreed(library, new Set(all.map(({ id }) => id)))
}

/**
 * Removes those of the media that no project holds. What a hand takes up while that is found out stays: then it is found out
 * again, as often as a quiet moment may take. Resolves to the bytes that gave back.
 */
export async function removeFreed({ db, media }: Removable, some: ReadonlySet<MediaId>): Promise<number> {
  let freedBytes = 0
  let left = [...some]
  for (let look = 0; left.length > 0 && look < MOST_LOOKS; look += 1) {
    const changes = changesOfProjects(db)
    const held = await mediaHeldByAny(db)
    left = left.filter(id => !held.has(id))
    let isStale = false
    while (left.length > 0 && !isStale) {
      const few = left.slice(0, MEDIA_AT_ONCE)
      freedBytes += media.remove(() => {
        isStale = changesOfProjects(db) !== changes
        return isStale ? [] : few
      })
      if (!isStale) left = left.slice(few.length)
      await breathe()
    }
  }
  return freedBytes
}

async function mediaHeldByAny(db: Library['db']): Promise<Set<MediaId>> {
  const all = new Set<MediaId>()
  for (const { id } of db.all<{ id: ProjectId }>('SELECT id FROM project')) {
    for (const held of mediaHeldByProject(db, id)) all.add(held)
    await breathe()
  }
  return all
}

/** Another number after each change that may name media in a project. */
function changesOfProjects(db: Library['db']): number {
  const sql = `SELECT sum(count) AS count FROM change_count
    WHERE topic IN ('project', 'treatment', 'takes', 'sequences', 'renders', 'song', 'history')`
  return db.get<{ count: number | null }>(sql)?.count ?? 0
}

function demandIdle(db: Library['db'], id: ProjectId): void {
  const row = db.get<{ title: string; isAtWork: number }>(
    `SELECT title,
       EXISTS (SELECT 1 FROM request WHERE project_id = project.id
         AND state IN ('sending', 'accepted', 'running', 'downloading', 'checking'))
       OR EXISTS (SELECT 1 FROM render WHERE project_id = project.id AND state = 'running') AS isAtWork
     FROM project WHERE id = ?`,
    [id],
  )
  if (row?.isAtWork !== 1) return
  const message = `Takes or a film of "${row.title}" are being made right now. Wait until they are ready, or cancel them, then try again.`
  throw new StudioError('project/at-work', message)
}

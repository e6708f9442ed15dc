import type { Library } from '#main/library/library.ts'
import { mediaHeldByProject } from '#main/library/project-media.ts'
import { deleteProjectRows } from '#main/library/project-rows.ts'
import { decide } from '#main/outbox/store.ts'
import { StudioError } from '#model/errors.ts'
import type { MediaId, ProjectId, RequestId } from '#model/ids.ts'

/** What is younger may belong to an import that is under way, here or in another process. */
const YOUNG_FOR_MS = 24 * 3_600_000

/** Nothing more is asked for a project in the trash: what was not sent yet is cancelled. */
export function trashProject({ db, projects }: Pick<Library, 'db' | 'projects'>, id: ProjectId): void {
  db.transaction(() => {
    const sql = `SELECT id FROM request WHERE project_id = ? AND state = 'queued'`
    for (const request of db.all<{ id: RequestId }>(sql, [id])) decide(db, request.id, 'cancelled')
    projects.trash(id)
  })
}

/**
 * Removes projects for good, with the media files nobody else needs. Returns the bytes that gave back.
 * @throws StudioError project/at-work while takes or films of one are being made
 */
export function removeProjects({ db, media }: Pick<Library, 'db' | 'media'>, ids: readonly ProjectId[]): number {
  return media.remove(() => {
    for (const id of ids) demandIdle(db, id)
    const held = new Set(ids.flatMap(id => [...mediaHeldByProject(db, id)]))
    for (const id of ids) deleteProjectRows(db, id)
    return freedMedia(db, held)
  })
}

/** Removes media that no project holds: an import that was cut off leaves such. Returns the bytes that gave back. */
export function removeUnheld({ db, media }: Pick<Library, 'db' | 'media'>): number {
  const all = db.all<{ id: MediaId }>('SELECT id FROM media WHERE created_at_ms < ?', [Date.now() - YOUNG_FOR_MS])
  return media.remove(() => freedMedia(db, new Set(all.map(({ id }) => id))))
}

/** Those that no project of the library holds. */
export function freedMedia(db: Library['db'], media: ReadonlySet<MediaId>): MediaId[] {
  const freed = new Set(media)
  for (const { id } of db.all<{ id: ProjectId }>('SELECT id FROM project')) {
    if (freed.size === 0) break
    for (const held of mediaHeldByProject(db, id)) freed.delete(held)
  }
  return [...freed]
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

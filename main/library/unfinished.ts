import type { WritableDb } from '#main/db/open.ts'
import type { ProjectId } from '#model/ids.ts'

/**
 * What stands in a project's `trashed_at_ms` while its rows come or go, which takes many transactions: nobody is shown such a
 * one, not even in the trash, and where that was cut off it is removed the next time. Its `opened_at_ms` tells when it was last worked on.
 */
export const UNFINISHED = 0
const CUT_OFF_AFTER_MS = 60_000

/** From now on the project is on its way out, and goes whatever happens. Inside a transaction. */
export function markUnfinished(db: WritableDb, id: ProjectId): void {
  db.run('UPDATE project SET trashed_at_ms = ?, opened_at_ms = 0 WHERE id = ?', [UNFINISHED, id])
}

/** A project whose rows are on their way in is still being worked on. */
export function keepUnfinished(db: WritableDb, id: ProjectId): void {
  db.run('UPDATE project SET opened_at_ms = ? WHERE id = ?', [Date.now(), id])
}

/** All its rows are there: it is shown from now on. */
export function markFinished(db: WritableDb, id: ProjectId, title: string): void {
  db.run('UPDATE project SET trashed_at_ms = NULL, title = ?, opened_at_ms = ? WHERE id = ?', [title, Date.now(), id])
}

/** Projects whose coming or going was cut off. */
export function listCutOff(db: WritableDb): ProjectId[] {
  const sql = 'SELECT id FROM project WHERE trashed_at_ms = ? AND opened_at_ms < ?'
  return db.all<{ id: ProjectId }>(sql, [UNFINISHED, Date.now() - CUT_OFF_AFTER_MS]).map(({ id }) => id)
}

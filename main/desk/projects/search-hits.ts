import type { ReadableDb } from '#main/db/open.ts'
import type { Found } from '#main/library/search.ts'
import type { SearchHit } from '#model/contract/projects-contract.ts'
import { assertNever } from '#model/assert-never.ts'

/** Hits with the numbers people know shots and takes by. */
export function searchHits(db: ReadableDb, found: readonly Found[]): SearchHit[] {
  return found.map(hit => {
    const { projectId, projectTitle, text, kind } = hit
    const common = {
      kind,
      projectId,
      projectTitle,
      text,
      shotId: null,
      shotNumber: null,
      takeId: null,
      takeNumber: null,
    }
    switch (hit.kind) {
      case 'project':
        return common
      case 'shot': {
        const row = db.get<{ position: number }>('SELECT position FROM shot WHERE id = ?', [hit.shotId])
        return { ...common, shotId: hit.shotId, shotNumber: row ? row.position + 1 : null }
      }
      case 'take': {
        const row = db.get<{ takeNumber: number; shotId: string | null; position: number | null }>(
          `SELECT take.number AS takeNumber, shot.id AS shotId, shot.position FROM take
             LEFT JOIN take_shot ON take_shot.take_id = take.id
             LEFT JOIN shot ON shot.id = take_shot.shot_id AND shot.trashed_at_ms IS NULL
           WHERE take.id = ? ORDER BY shot.position IS NULL, shot.position LIMIT 1`,
          [hit.takeId],
        )
        const shotNumber = row?.position === null || row?.position === undefined ? null : row.position + 1
        return {
          ...common,
          takeId: hit.takeId,
          takeNumber: row?.takeNumber ?? null,
          shotId: row?.shotId ?? null,
          shotNumber,
        }
      }
      default:
        return assertNever(hit)
    }
  })
}

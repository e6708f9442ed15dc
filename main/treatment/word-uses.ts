import type { ReadableDb } from '#main/db/open.ts'
import type { ProjectId } from '#model/ids.ts'
import { wordsOf } from '#model/look.ts'
import type { WordUse } from '#model/prompt/word-record.ts'
import type { Judgement } from '#model/take.ts'

/** Every take that was asked for and not dropped, also in the trash by now, with the look words it was asked with. */
export function listWordUses(db: ReadableDb, projectId: ProjectId): WordUse[] {
  const rows = db.all<{ style: string | null; judgement: Judgement }>(
    `SELECT request.spec_json ->> '$.style' AS style, take.judgement
     FROM request JOIN take ON take.id = request.take_id
     WHERE request.project_id = ? AND request.state <> 'cancelled'`,
    [projectId],
  )
  return rows.map(({ style, judgement }) => ({ words: wordsOf(style ?? ''), judgement, reasons: [] }))
}

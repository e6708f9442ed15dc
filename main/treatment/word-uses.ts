import type { ReadableDb } from '#main/db/open.ts'
import type { ProjectId } from '#model/ids.ts'
import { wordsOf } from '#model/look.ts'
import type { WordUse } from '#model/prompt/word-record.ts'
import type { RejectReason } from '#model/reject-reason.ts'
import type { Judgement } from '#model/take.ts'

/** Every take that was asked for and not dropped, also in the trash by now, with the look words it was asked with and why it was rejected. */
export function listWordUses(db: ReadableDb, projectId: ProjectId): WordUse[] {
  const rows = db.all<{ style: string | null; judgement: Judgement; reasons: string }>(
    `SELECT request.spec_json ->> '$.style' AS style, take.judgement,
       (SELECT json_group_array(reason) FROM take_reason WHERE take_id = take.id) AS reasons
     FROM request JOIN take ON take.id = request.take_id
     WHERE request.project_id = ? AND request.state <> 'cancelled'`,
    [projectId],
  )
  return rows.map(({ style, judgement, reasons }) => ({
    words: wordsOf(style ?? ''),
    judgement,
    reasons: JSON.parse(reasons) as RejectReason[],
  }))
}

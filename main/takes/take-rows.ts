import type { ReadableDb } from '#main/db/open.ts'
import { boundEnds } from '#model/assemble/bound-window.ts'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import type { ProjectId } from '#model/ids.ts'
import type { RejectReason } from '#model/reject-reason.ts'
import type { HandedFrames } from '#model/seam/binding.ts'
import type { Judgement, VideoFacts } from '#model/take.ts'

type Row = {
  id: string
  number: number
  judgement: Judgement
  stars: number
  note: string
  reasons: string | null
  createdAtMs: number
  mediaId: string | null
  factsJson: string | null
  requestId: string | null
  model: string | null
  askTicks: number | null
  handedJson: string | null
  look: number | null
  triedOn: number | null
}

const LIST_SQL = /* sql */ `
SELECT take.id, take.number, take.judgement, take.stars, take.notes AS note, take.created_at_ms AS createdAtMs,
  (SELECT group_concat(reason) FROM take_reason WHERE take_id = take.id) AS reasons,
  media.id AS mediaId, media.facts_json AS factsJson,
  request.id AS requestId, request.spec_json ->> '$.model' AS model, request.spec_json ->> '$.askTicks' AS askTicks,
  request.neighbours_json AS handedJson,
  tested.look, (SELECT position + 1 FROM shot WHERE id = tested.shot_id AND trashed_at_ms IS NULL) AS triedOn
FROM take
  LEFT JOIN media ON media.id = take.media_id
  LEFT JOIN request ON request.take_id = take.id
  LEFT JOIN look_test_take AS tested ON tested.take_id = take.id
WHERE take.project_id = @projectId AND (take.media_id IS NOT NULL OR request.state <> 'cancelled')
  AND `
export const LIST_TAKE_ROWS_SQL = `${LIST_SQL} take.trashed_at_ms IS NULL ORDER BY take.created_at_ms, take.id`
const LIST_TRASH_SQL = `${LIST_SQL} take.trashed_at_ms IS NOT NULL ORDER BY take.trashed_at_ms DESC, take.id`

const SHOTS_OF_TAKES_SQL = `SELECT take_shot.take_id AS takeId, take_shot.shot_id AS shotId
  FROM shot JOIN take_shot ON take_shot.shot_id = shot.id
  WHERE shot.project_id = ? AND shot.trashed_at_ms IS NULL`

/** Every take of a project as its tile shows it, or those in the trash; as they stand at the first of them. Takes of trashed shots alone belong to the Board. */
export function* takeRows(db: ReadableDb, projectId: ProjectId, isTrash: boolean): Generator<TakeRow, void> {
  const shotIdsOf = new Map<string, string[]>()
  for (const { takeId, shotId } of db.all<{ takeId: string; shotId: string }>(SHOTS_OF_TAKES_SQL, [projectId])) {
    const shotIds = shotIdsOf.get(takeId)
    if (shotIds) shotIds.push(shotId)
    else shotIdsOf.set(takeId, [shotId])
  }
  const rows = db.all<Row>(isTrash ? LIST_TRASH_SQL : LIST_TAKE_ROWS_SQL, { projectId })
  for (const { reasons, mediaId, factsJson, requestId, model, askTicks, handedJson, look, triedOn, ...row } of rows) {
    yield {
      ...row,
      shotIds: shotIdsOf.get(row.id) ?? [],
      reasons: (reasons?.split(',') ?? []) as RejectReason[],
      triedLook: look === null ? null : { number: look + 1, shotNumber: triedOn },
      media:
        mediaId === null || factsJson === null ? null : { id: mediaId, facts: JSON.parse(factsJson) as VideoFacts },
      ...(handedJson !== null && { bound: boundEnds(JSON.parse(handedJson) as HandedFrames) }),
      request:
        requestId === null
          ? null
          : { id: requestId, modelId: model ?? '', model: model ?? '', askTicks: askTicks ?? 0 },
    }
  }
}

type ShotRow = { id: string; position: number; title: string; startFrame: number | null; endFrame: number | null }

/** What the rows of the grid are headed with, in the order of the film. */
export function listTakeShots(db: ReadableDb, projectId: ProjectId): TakeShot[] {
  const rows = db.all<ShotRow>(
    `SELECT id, position, coalesce(nullif(what_happens, ''), prompt) AS title,
       start_frame AS startFrame, end_frame AS endFrame
     FROM shot WHERE project_id = ? AND trashed_at_ms IS NULL ORDER BY position`,
    [projectId],
  )
  return rows.map(({ id, position, title, startFrame, endFrame }) => ({
    id,
    number: position + 1,
    title,
    place: startFrame === null || endFrame === null ? null : { startFrame, endFrame },
  }))
}

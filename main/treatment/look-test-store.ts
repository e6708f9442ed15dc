import { v7 as uuid } from 'uuid'
import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { MediaId, ProjectId, ShotId, TakeId } from '#model/ids.ts'
import type { LookWords } from '#model/look.ts'
import type { RequestState } from '#model/request.ts'
import type { Judgement, VideoFacts } from '#model/take.ts'

export type TestedTake = {
  readonly takeId: TakeId
  readonly shotId: ShotId
  /** An index into the looks. */
  readonly look: number
  readonly state: RequestState
  readonly judgement: Judgement
  readonly media: { readonly id: MediaId; readonly durationTicks: number } | null
}

export type LookTest = { readonly looks: readonly LookWords[]; readonly takes: readonly TestedTake[] }

export function addLookTest(
  db: WritableDb,
  projectId: ProjectId,
  looks: readonly LookWords[],
  takes: readonly Pick<TestedTake, 'takeId' | 'shotId' | 'look'>[],
): void {
  const id = uuid()
  db.transaction(() => {
    db.run('INSERT INTO look_test (id, project_id, looks_json, created_at_ms) VALUES (?, ?, ?, ?)', [
      ...[id, projectId, JSON.stringify(looks), Date.now()],
    ])
    for (const { takeId, shotId, look } of takes) {
      db.run('INSERT INTO look_test_take (take_id, look_test_id, shot_id, look) VALUES (?, ?, ?, ?)', [
        ...[takeId, id, shotId, look],
      ])
    }
  })
}

type Row = Omit<TestedTake, 'media'> & { readonly mediaId: MediaId | null; readonly factsJson: string | null }

/** The newest look test of a project with its takes but for deleted ones; null where there was none. */
export function newestLookTest(db: ReadableDb, projectId: ProjectId): LookTest | null {
  const test = db.get<{ id: string; looks: string }>(
    'SELECT id, looks_json AS looks FROM look_test WHERE project_id = ? ORDER BY created_at_ms DESC, id DESC LIMIT 1',
    [projectId],
  )
  if (!test) return null
  const rows = db.all<Row>(
    `SELECT tested.take_id AS takeId, tested.shot_id AS shotId, tested.look, request.state, take.judgement,
       media.id AS mediaId, media.facts_json AS factsJson
     FROM look_test_take AS tested JOIN take ON take.id = tested.take_id JOIN request ON request.take_id = take.id
       LEFT JOIN media ON media.id = take.media_id
     WHERE tested.look_test_id = ? AND take.trashed_at_ms IS NULL`,
    [test.id],
  )
  return {
    looks: JSON.parse(test.looks) as LookWords[],
    takes: rows.map(({ mediaId, factsJson, ...row }) => ({
      ...row,
      media:
        mediaId === null || factsJson === null
          ? null
          : { id: mediaId, durationTicks: (JSON.parse(factsJson) as VideoFacts).durationTicks },
    })),
  }
}

/** The shot and the look that a take of a look test is of; undefined where it was deleted. */
export function testedLook(
  db: ReadableDb,
  projectId: ProjectId,
  takeId: TakeId,
): { readonly shotId: ShotId; readonly look: LookWords } | undefined {
  const row = db.get<{ shotId: ShotId; look: string }>(
    `SELECT tested.shot_id AS shotId, test.looks_json -> tested.look AS look
     FROM look_test_take AS tested JOIN look_test AS test ON test.id = tested.look_test_id
       JOIN take ON take.id = tested.take_id
     WHERE tested.take_id = ? AND test.project_id = ? AND take.trashed_at_ms IS NULL`,
    [takeId, projectId],
  )
  return row && { shotId: row.shotId, look: JSON.parse(row.look) as LookWords }
}

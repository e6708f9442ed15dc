import { v7 as uuid } from 'uuid'
import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { MediaStore, StagedMedia } from '#main/library/media-store.ts'
import type { MediaId, ProjectId, RequestId, ShotId, TakeId } from '#model/ids.ts'
import type { RequestSpec, RequestState } from '#model/request.ts'
import type { HandedFrames } from '#model/seam/binding.ts'
import type { Judgement, Take, VideoFacts } from '#model/take.ts'

/** A take with how its request stands; null for an imported one. */
export type ListedTake = {
  readonly take: Take
  readonly request: { readonly state: RequestState; readonly spec: RequestSpec } | null
}

type TakeRow = {
  id: TakeId
  project_id: ProjectId
  number: number
  shot_ids: string
  media_id: MediaId | null
  facts_json: string | null
  request_id: RequestId | null
  request_state: RequestState | null
  spec_json: string | null
  judgement: Judgement
  stars: number
  created_at_ms: number
  neighbours_json: string | null
  bridge_from: ShotId | null
  bridge_to: ShotId | null
}

const SELECT_TAKES = /* sql */ `
SELECT take.id, take.project_id, take.number, take.judgement, take.stars, take.created_at_ms,
  take.bridge_from, take.bridge_to,
  (SELECT json_group_array(take_shot.shot_id) FROM take_shot WHERE take_shot.take_id = take.id) AS shot_ids,
  media.id AS media_id, media.facts_json,
  request.id AS request_id, request.state AS request_state, request.spec_json, request.neighbours_json
FROM take
  LEFT JOIN media ON media.id = take.media_id
  LEFT JOIN request ON request.take_id = take.id
WHERE take.project_id = ? AND take.trashed_at_ms IS NULL`
const OLDEST_FIRST = 'ORDER BY take.created_at_ms, take.id'
export const LIST_TAKES_SQL = `${SELECT_TAKES} ${OLDEST_FIRST}`

/** All takes of a project, oldest first, without trashed ones. */
export function listTakes(db: ReadableDb, projectId: ProjectId): ListedTake[] {
  return db.all<TakeRow>(LIST_TAKES_SQL, [projectId]).map(listedTakeFrom)
}

/** The takes of one shot, oldest first. */
export function takesOfShot(db: ReadableDb, projectId: ProjectId, shotId: ShotId): Take[] {
  const sql = `${SELECT_TAKES} AND take.id IN (SELECT take_id FROM take_shot WHERE shot_id = ?) ${OLDEST_FIRST}`
  return db.all<TakeRow>(sql, [projectId, shotId]).map(row => listedTakeFrom(row).take)
}

/** The circled takes of a project. */
export function circledTakes(db: ReadableDb, projectId: ProjectId): Take[] {
  const sql = `${SELECT_TAKES} AND take.judgement = 'circled'`
  return db.all<TakeRow>(sql, [projectId]).map(row => listedTakeFrom(row).take)
}

/** The takes of a project that were, or will be, made for pictures of neighbours; bridges are among them. Oldest first. */
export function boundTakes(db: ReadableDb, projectId: ProjectId): Take[] {
  const sql = `${SELECT_TAKES} AND (request.neighbours_json IS NOT NULL OR take.bridge_from IS NOT NULL) ${OLDEST_FIRST}`
  return db.all<TakeRow>(sql, [projectId]).map(row => listedTakeFrom(row).take)
}

/** The takes that bridge a seam, those in the trash too: a cut may still show them. */
export function takesOver(db: ReadableDb, { from, to }: NonNullable<Take['bridge']>): Set<TakeId> {
  const sql = 'SELECT id FROM take WHERE bridge_from = ? AND bridge_to = ?'
  return new Set(db.all<{ id: TakeId }>(sql, [from, to]).map(({ id }) => id))
}

/** The number for the next take of a shot (of the Board when null): numbers of trashed takes are not used again. */
export function nextTakeNumber(db: ReadableDb, projectId: ProjectId, shotId: ShotId | null): number {
  const row =
    shotId === null
      ? db.get<{ next: number }>(
          `SELECT coalesce(max(number), 0) + 1 AS next FROM take
           WHERE project_id = ? AND NOT EXISTS (SELECT 1 FROM take_shot WHERE take_id = take.id)`,
          [projectId],
        )
      : db.get<{ next: number }>(
          `SELECT coalesce(max(take.number), 0) + 1 AS next
           FROM take_shot JOIN take ON take.id = take_shot.take_id WHERE take_shot.shot_id = ?`,
          [shotId],
        )
  return row?.next ?? 1
}

/** Writes down what a person thinks of a take. Circling goes by `circleTake`, since it also concerns the shot's others. */
export function judgeTake(db: WritableDb, id: TakeId, judgement: Exclude<Judgement, 'circled'>): void {
  db.run('UPDATE take SET judgement = ? WHERE id = ?', [judgement, id])
}

/** Was looked at: an unseen take is seen from now on, any other stays as it was judged. */
export function seeTake(db: WritableDb, id: TakeId): void {
  db.run(`UPDATE take SET judgement = 'seen' WHERE id = ? AND judgement = 'unseen'`, [id])
}

/** Notes which take it is a variation of. */
export function setParent(db: WritableDb, id: TakeId, parentId: TakeId): void {
  db.run('UPDATE take SET parent_take_id = ? WHERE id = ?', [parentId, id])
}

export function noteTake(db: WritableDb, id: TakeId, note: string): void {
  db.run('UPDATE take SET notes = ? WHERE id = ?', [note, id])
}

/** `stars` from 0 (none) to 5. */
export function rateTake(db: WritableDb, id: TakeId, stars: number): void {
  db.run('UPDATE take SET stars = ? WHERE id = ?', [stars, id])
}

/** Chooses a take for its shots, or for the seam it bridges. Those chosen before become kept: each has one circled take. */
export function circleTake(db: WritableDb, id: TakeId): void {
  db.transaction(() => {
    db.run(
      `UPDATE take SET judgement = 'kept' WHERE judgement = 'circled' AND id IN (
         SELECT other.take_id FROM take_shot AS own JOIN take_shot AS other ON other.shot_id = own.shot_id
         WHERE own.take_id = ?)`,
      [id],
    )
    db.run(
      `UPDATE take SET judgement = 'kept' FROM take AS own
       WHERE own.id = ? AND take.judgement = 'circled' AND take.bridge_from = own.bridge_from AND take.bridge_to = own.bridge_to`,
      [id],
    )
    db.run(`UPDATE take SET judgement = 'circled' WHERE id = ?`, [id])
  })
}

/**
 * Makes it a take of these shots alone, the next of theirs; of none: of the Board. A circled one comes as kept to a shot
 * that has chosen another.
 */
export function moveTake(db: WritableDb, projectId: ProjectId, id: TakeId, shotIds: readonly ShotId[]): void {
  db.transaction(() => {
    const before = db.all<{ shotId: ShotId }>('SELECT shot_id AS shotId FROM take_shot WHERE take_id = ?', [id])
    const isSame = before.length === shotIds.length && before.every(({ shotId }) => shotIds.includes(shotId))
    if (isSame) return
    const number = nextTakeNumberIn(db, projectId, shotIds)
    if (shotIds.some(shotId => wouldBeSecondChoice(db, id, shotId))) judgeTake(db, id, 'kept')
    db.run('DELETE FROM take_shot WHERE take_id = ?', [id])
    for (const shotId of shotIds) db.run('INSERT INTO take_shot (take_id, shot_id) VALUES (?, ?)', [id, shotId])
    db.run('UPDATE take SET number = ? WHERE id = ?', [number, id])
  })
}

function nextTakeNumberIn(db: ReadableDb, projectId: ProjectId, shotIds: readonly ShotId[]): number {
  if (shotIds.length === 0) return nextTakeNumber(db, projectId, null)
  return Math.max(...shotIds.map(shotId => nextTakeNumber(db, projectId, shotId)))
}

export function trashTake(db: WritableDb, id: TakeId): void {
  db.run('UPDATE take SET trashed_at_ms = ? WHERE id = ?', [Date.now(), id])
}

/** Brings a take back from the trash as it was, but only as kept when its shot, or its seam, has chosen another meanwhile. */
export function restoreTake(db: WritableDb, id: TakeId): void {
  db.run(
    `UPDATE take SET trashed_at_ms = NULL, judgement = CASE WHEN judgement = 'circled' AND (EXISTS (
         SELECT 1 FROM take_shot AS own JOIN take_shot AS other ON other.shot_id = own.shot_id
           JOIN take AS chosen ON chosen.id = other.take_id
         WHERE own.take_id = take.id AND chosen.id <> take.id AND chosen.judgement = 'circled'
           AND chosen.trashed_at_ms IS NULL) OR EXISTS (
         SELECT 1 FROM take AS chosen
         WHERE chosen.project_id = take.project_id AND chosen.id <> take.id AND chosen.judgement = 'circled'
           AND chosen.bridge_from = take.bridge_from AND chosen.bridge_to = take.bridge_to AND chosen.trashed_at_ms IS NULL))
       THEN 'kept' ELSE judgement END
     WHERE id = ?`,
    [id],
  )
}

/**
 * Makes a take of a file the user has: the file, the take and its shots in one transaction. The same file again in the
 * same project is the same take, which then belongs to the shots named now as well; but a circled one not to a shot that has
 * chosen another. `prompt` is what the file says.
 */
export function importTake(
  db: WritableDb,
  media: Pick<MediaStore, 'settle'>,
  wanted: { projectId: ProjectId; shotIds: readonly ShotId[]; file: StagedMedia; prompt: string },
): TakeId {
  const { projectId, shotIds, file, prompt } = wanted
  return db.transaction(() => {
    const mediaId = media.settle(file)
    const known = db.get<{ id: TakeId }>(
      'SELECT id FROM take WHERE media_id = ? AND project_id = ? AND trashed_at_ms IS NULL',
      [mediaId, projectId],
    )
    const id = known?.id ?? (uuid() as TakeId)
    if (!known) {
      const number = nextTakeNumberIn(db, projectId, shotIds)
      db.run('INSERT INTO take (id, project_id, number, media_id, prompt, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)', [
        id,
        projectId,
        number,
        mediaId,
        prompt,
        Date.now(),
      ])
    }
    for (const shotId of shotIds) {
      if (!wouldBeSecondChoice(db, id, shotId)) {
        db.run('INSERT OR IGNORE INTO take_shot (take_id, shot_id) VALUES (?, ?)', [id, shotId])
      }
    }
    return id
  })
}

/** True for a circled take and a shot with another circled one: both were chosen by hand, and a shot has one. */
function wouldBeSecondChoice(db: ReadableDb, id: TakeId, shotId: ShotId): boolean {
  const sql = `SELECT 1 FROM take JOIN take_shot ON take_shot.shot_id = ? JOIN take AS chosen ON chosen.id = take_shot.take_id
    WHERE take.id = ? AND take.judgement = 'circled' AND chosen.id <> take.id AND chosen.judgement = 'circled'
      AND chosen.trashed_at_ms IS NULL`
  return db.get(sql, [shotId, id]) !== undefined
}

function listedTakeFrom(row: TakeRow): ListedTake {
  return {
    take: {
      id: row.id,
      projectId: row.project_id,
      shotIds: JSON.parse(row.shot_ids) as ShotId[],
      number: row.number,
      media:
        row.media_id === null || row.facts_json === null
          ? null
          : { id: row.media_id, facts: JSON.parse(row.facts_json) as VideoFacts },
      requestId: row.request_id,
      judgement: row.judgement,
      stars: row.stars,
      createdAtMs: row.created_at_ms,
      ...(row.neighbours_json !== null && { handed: JSON.parse(row.neighbours_json) as HandedFrames }),
      ...(row.bridge_from !== null &&
        row.bridge_to !== null && { bridge: { from: row.bridge_from, to: row.bridge_to } }),
    },
    request:
      row.request_state === null || row.spec_json === null
        ? null
        : { state: row.request_state, spec: JSON.parse(row.spec_json) as RequestSpec },
  }
}

/** How many pictures of the clip before it a take's file begins with. */
export function leadPicturesOf(db: ReadableDb, mediaId: MediaId): number {
  const sql = `SELECT max(request.neighbours_json ->> '$.leadPictures') AS lead
    FROM take JOIN request ON request.take_id = take.id WHERE take.media_id = ?`
  return db.get<{ lead: number | null }>(sql, [mediaId])?.lead ?? 0
}

/** The shots of a project that have a circled take. */
export function circledShots(db: ReadableDb, projectId: ProjectId): Set<ShotId> {
  const sql = `SELECT DISTINCT take_shot.shot_id AS shotId FROM take JOIN take_shot ON take_shot.take_id = take.id
    WHERE take.project_id = ? AND take.judgement = 'circled' AND take.trashed_at_ms IS NULL`
  return new Set(db.all<{ shotId: ShotId }>(sql, [projectId]).map(({ shotId }) => shotId))
}

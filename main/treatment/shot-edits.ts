import type { WritableDb } from '#main/db/open.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import type { TreatmentShot } from '#model/treatment.ts'
import { textOrNull } from './parse/written-shot.ts'
import { insertShot, lastSerial } from './shot-store.ts'

/** The words of a shot that a person types. */
type ShotField = Exclude<keyof TreatmentShot, 'id'>

const SET_FIELD_SQL: Readonly<Record<ShotField, string>> = {
  prompt: 'UPDATE shot SET prompt = ? WHERE id = ?',
  whatHappens: 'UPDATE shot SET what_happens = ? WHERE id = ?',
  cameraMove: 'UPDATE shot SET camera_move = ? WHERE id = ?',
  passage: 'UPDATE shot SET passage = ? WHERE id = ?',
  section: 'UPDATE shot SET section = ? WHERE id = ?',
  model: 'UPDATE shot SET model = ? WHERE id = ?',
}

/** Blank text is none; but for the prompt, which is then empty: that shot waits for its words. */
export function setField(db: WritableDb, id: ShotId, field: ShotField, text: string): void {
  db.run(SET_FIELD_SQL[field], [textOrNull(text) ?? (field === 'prompt' ? '' : null), id])
}

/** Makes shots, with serials never used before. They stand nowhere until `arrangeShots` puts them somewhere. */
export function addShots(db: WritableDb, projectId: ProjectId, written: readonly TreatmentShot[]): ShotId[] {
  const last = lastSerial(db, projectId)
  const nowMs = Date.now()
  return written.map((shot, index) => {
    const serial = last + 1 + index
    return insertShot(db, projectId, { serial, position: serial, nowMs }, shot)
  })
}

/** The order of the film: position 0 for the first of these, and so on. */
export function arrangeShots(db: WritableDb, ids: readonly ShotId[]): void {
  for (const [position, id] of ids.entries()) {
    db.run('UPDATE shot SET position = @position WHERE id = @id AND position <> @position', { position, id })
  }
}

export function trashShots(db: WritableDb, ids: readonly ShotId[]): void {
  const nowMs = Date.now()
  for (const id of ids) db.run('UPDATE shot SET trashed_at_ms = ? WHERE id = ?', [nowMs, id])
}

/** Gives a shot the look words and the board frame of another. */
export function copyLook(db: WritableDb, from: ShotId, to: ShotId): void {
  db.run(
    `UPDATE shot SET style = other.style, negative = other.negative, still_id = other.still_id
     FROM (SELECT style, negative, still_id FROM shot WHERE id = @from) AS other WHERE shot.id = @to`,
    { from, to },
  )
}

/**
 * Lets a shot's takes belong to another as well. A shot has one circled take, so a chosen one stays behind where the other
 * has chosen already.
 */
export function shareTakes(db: WritableDb, from: ShotId, to: ShotId): void {
  db.run(
    `INSERT OR IGNORE INTO take_shot (take_id, shot_id)
     SELECT take.id, @to FROM take JOIN take_shot ON take_shot.take_id = take.id AND take_shot.shot_id = @from
     WHERE take.trashed_at_ms IS NULL AND (take.judgement <> 'circled' OR NOT EXISTS (
       SELECT 1 FROM take_shot AS own JOIN take AS chosen ON chosen.id = own.take_id
       WHERE own.shot_id = @to AND chosen.judgement = 'circled' AND chosen.trashed_at_ms IS NULL))`,
    { from, to },
  )
}

export function setPacing(db: WritableDb, id: ProjectId, pacing: number): void {
  db.run('UPDATE project SET pacing = ? WHERE id = ?', [pacing, id])
}

/** The model of shots that name none. */
export function setProjectModel(db: WritableDb, id: ProjectId, model: string): void {
  db.run('UPDATE project SET model = ? WHERE id = ?', [model, id])
}

/** Shots that name the one model name the other. */
export function replaceShotModel(db: WritableDb, projectId: ProjectId, from: string, to: string): void {
  db.run('UPDATE shot SET model = ? WHERE project_id = ? AND model = ?', [to, projectId, from])
}

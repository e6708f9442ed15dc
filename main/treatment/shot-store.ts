import { v7 as uuid } from 'uuid'
import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { Revision } from '#model/identity/match-shots.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import type { Compromise } from '#model/plan/plan.ts'
import type { Shot } from '#model/shot.ts'
import { type FrameRange, type Ticks, ticks } from '#model/time.ts'
import type { TreatmentShot } from '#model/treatment.ts'
import { detachPassage, settlePassages } from './passage-store.ts'

/** The words and the plan that a project's shots share. */
export type ProjectTreatment = {
  readonly style: string
  readonly negative: string
  /** Hash of all the plan was made from; null without a plan. */
  readonly planFingerprint: string | null
  readonly compromises: readonly Compromise[]
  /** -100 calm to 100 fast. */
  readonly pacing: number
  /** The model of shots that name none; null = the program's default. */
  readonly model: string | null
}

export type ShotPlace = { readonly shotId: ShotId; readonly place: FrameRange; readonly askTicks: Ticks }

type ShotRow = {
  id: ShotId
  project_id: ProjectId
  serial: number
  position: number
  written_id: string | null
  prompt: string
  what_happens: string | null
  camera_move: string | null
  passage: string | null
  section: string | null
  model: string | null
  start_frame: number | null
  end_frame: number | null
  ask_ticks: number | null
}

export const LIST_SHOTS_SQL = 'SELECT * FROM shot WHERE project_id = ? AND trashed_at_ms IS NULL ORDER BY position'

/** The project's shots in the order of the film, without trashed ones. */
export function listShots(db: ReadableDb, projectId: ProjectId): Shot[] {
  return db.all<ShotRow>(LIST_SHOTS_SQL, [projectId]).map(shotFrom)
}

/** The shots in the trash, those trashed last first, and of one time in the order of the film. */
export function listTrashedShots(db: ReadableDb, projectId: ProjectId): Shot[] {
  const sql =
    'SELECT * FROM shot WHERE project_id = ? AND trashed_at_ms IS NOT NULL ORDER BY trashed_at_ms DESC, position'
  return db.all<ShotRow>(sql, [projectId]).map(shotFrom)
}

/** Every shot the project ever had: a cut may hold clips of some that are in the trash by now. */
export function listShotsEver(db: ReadableDb, projectId: ProjectId): Shot[] {
  return db.all<ShotRow>('SELECT * FROM shot WHERE project_id = ? ORDER BY serial', [projectId]).map(shotFrom)
}

export function loadProjectTreatment(db: ReadableDb, projectId: ProjectId): ProjectTreatment {
  const row = db.get<
    Pick<ProjectTreatment, 'style' | 'negative' | 'pacing' | 'model'> & {
      plan_fingerprint: string | null
      compromises_json: string
    }
  >('SELECT style, negative, plan_fingerprint, compromises_json, pacing, model FROM project WHERE id = ?', [projectId])
  if (!row) throw new Error(`no project ${projectId}`)
  return {
    style: row.style,
    negative: row.negative,
    planFingerprint: row.plan_fingerprint,
    compromises: JSON.parse(row.compromises_json) as Compromise[],
    pacing: row.pacing,
    model: row.model,
  }
}

/**
 * Writes a new version of the treatment in one transaction and returns its shots. What is kept comes out of the trash if it
 * was there; new shots get serials never used before.
 */
export function applyRevision(
  db: WritableDb,
  projectId: ProjectId,
  revision: Revision,
  words: Pick<ProjectTreatment, 'style' | 'negative'>,
): Shot[] {
  return db.transaction(() => {
    const nowMs = Date.now()
    for (const id of revision.trashed) {
      db.run('UPDATE shot SET trashed_at_ms = ? WHERE id = ? AND project_id = ?', [nowMs, id, projectId])
    }
    for (const { shotId, position, written } of revision.kept) {
      updateShot(db, projectId, shotId, position, written)
      // What is written stands in its order: each way out leads to the shot after it.
      detachPassage(db, shotId)
    }
    let serial = lastSerial(db, projectId)
    for (const { position, written } of revision.inserted) {
      serial += 1
      insertShot(db, projectId, { serial, position, nowMs }, written)
    }
    settlePassages(db, projectId)
    db.run('UPDATE project SET style = ?, negative = ? WHERE id = ?', [words.style, words.negative, projectId])
    return listShots(db, projectId)
  })
}

/** Takes back where the project's shots stand, trashed ones too: places in another song or at another rate mean nothing. */
export function forgetPlaces(db: WritableDb, projectId: ProjectId): void {
  db.run('UPDATE shot SET start_frame = NULL, end_frame = NULL, ask_ticks = NULL WHERE project_id = ?', [projectId])
}

/** Writes where every shot stands and what it asks for, with the fingerprint that tells when this is out of date. */
export function savePlan(
  db: WritableDb,
  projectId: ProjectId,
  plan: { places: readonly ShotPlace[]; compromises: readonly Compromise[]; fingerprint: string },
): void {
  db.transaction(() => {
    for (const { shotId, place, askTicks } of plan.places) {
      db.run('UPDATE shot SET start_frame = ?, end_frame = ?, ask_ticks = ? WHERE id = ? AND project_id = ?', [
        place.startFrame,
        place.endFrame,
        askTicks,
        shotId,
        projectId,
      ])
    }
    db.run('UPDATE project SET plan_fingerprint = ?, compromises_json = ? WHERE id = ?', [
      plan.fingerprint,
      JSON.stringify(plan.compromises),
      projectId,
    ])
  })
}

function updateShot(db: WritableDb, projectId: ProjectId, id: ShotId, position: number, written: TreatmentShot): void {
  db.run(
    `UPDATE shot SET position = @position, written_id = @writtenId, prompt = @prompt, what_happens = @whatHappens,
       camera_move = @cameraMove, passage = @passage, section = @section, model = @model, trashed_at_ms = NULL
     WHERE id = @id AND project_id = @projectId`,
    { id, projectId, position, ...writtenParams(written) },
  )
}

/** Makes a shot. Serials are never used twice: `lastSerial` tells the highest. */
export function insertShot(
  db: WritableDb,
  projectId: ProjectId,
  at: { readonly serial: number; readonly position: number; readonly nowMs: number },
  written: TreatmentShot,
): ShotId {
  const id = uuid() as ShotId
  db.run(
    `INSERT INTO shot (id, project_id, serial, position, written_id, prompt, what_happens, camera_move, passage,
       section, model, created_at_ms)
     VALUES (@id, @projectId, @serial, @position, @writtenId, @prompt, @whatHappens, @cameraMove, @passage,
       @section, @model, @nowMs)`,
    { id, projectId, ...at, ...writtenParams(written) },
  )
  return id
}

function writtenParams({ id, ...written }: TreatmentShot) {
  return { writtenId: id, ...written }
}

/** The highest serial that any shot of the project ever had; 0 without one. */
export function lastSerial(db: ReadableDb, projectId: ProjectId): number {
  const sql = 'SELECT coalesce(max(serial), 0) AS serial FROM shot WHERE project_id = ?'
  return db.get<{ serial: number }>(sql, [projectId])?.serial ?? 0
}

function shotFrom(row: ShotRow): Shot {
  return {
    id: row.id,
    projectId: row.project_id,
    serial: row.serial,
    position: row.position,
    written: {
      id: row.written_id,
      prompt: row.prompt,
      whatHappens: row.what_happens,
      cameraMove: row.camera_move,
      passage: row.passage,
      section: row.section,
      model: row.model,
    },
    place:
      row.start_frame === null || row.end_frame === null
        ? null
        : { startFrame: row.start_frame, endFrame: row.end_frame },
    askTicks: row.ask_ticks === null ? null : ticks(row.ask_ticks),
  }
}

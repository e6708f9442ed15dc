import { existsSync } from 'node:fs'
import { v7 as uuid } from 'uuid'
import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { Lease } from '#main/library/lease.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId, RenderId } from '#model/ids.ts'
import type { PresetName } from '#model/render-presets.ts'
import type { Sequence } from '#model/sequence.ts'
import type { FrameRange } from '#model/time.ts'
import type { FilmWords } from './film-words.ts'

/** How a film was wanted, and what is shown of it; `section` names its span, where it is one. */
export type QueuedSettings = {
  readonly preset: PresetName
  readonly span: FrameRange
  readonly section: string | null
  readonly cutName: string
}

/** A film that was asked for, with the cut and all that is told of it as they were then. */
export type QueuedRender = {
  readonly id: RenderId
  readonly sequence: Sequence
  readonly words: FilmWords
  readonly settings: QueuedSettings
  readonly outputPath: string
}

type RightToWork = Pick<Lease, 'guarded'>
type Row = { id: RenderId; document_json: string; settings_json: string; output_path: string }

export function enqueueRender(db: WritableDb, render: Omit<QueuedRender, 'id'>): RenderId {
  const { sequence, words, settings, outputPath } = render
  const id = uuid() as RenderId
  db.run(
    `INSERT INTO render (id, project_id, sequence_id, document_json, settings_json, output_path, state, created_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, 'queued', ?)`,
    [
      id,
      sequence.projectId,
      sequence.id,
      JSON.stringify({ sequence, words }),
      JSON.stringify(settings),
      outputPath,
      Date.now(),
    ],
  )
  return id
}

/** Whether a film waits, or is left over from a process that ended over it. */
export function hasWaitingRender(db: ReadableDb): boolean {
  const sql = `SELECT 1 FROM render WHERE state IN ('queued', 'running') AND document_json IS NOT NULL LIMIT 1`
  return db.get(sql) !== undefined
}

/** Stands in place of facts from when a film is begun, until there are some: what is finished of a stopped one is kept. */
const BEGUN = JSON.stringify({ isBegun: true })

/** Takes the film that has waited longest into work. */
export function takeUpRender(db: WritableDb, lease: RightToWork): QueuedRender | undefined {
  return lease.guarded(() => {
    const sql = `SELECT id, document_json, settings_json, output_path FROM render
      WHERE state = 'queued' ORDER BY created_at_ms, id LIMIT 1`
    const row = db.get<Row>(sql)
    if (!row) return undefined
    db.run(`UPDATE render SET state = 'running', failure_message = NULL, facts_json = ? WHERE id = ?`, [BEGUN, row.id])
    return {
      id: row.id,
      ...(JSON.parse(row.document_json) as Pick<QueuedRender, 'sequence' | 'words'>),
      settings: JSON.parse(row.settings_json) as QueuedSettings,
      outputPath: row.output_path,
    }
  })
}

/** Lets a film that was begun wait for its turn again. */
export function giveBackRender(db: WritableDb, lease: RightToWork, id: RenderId): void {
  lease.guarded(() => db.run(`UPDATE render SET state = 'queued' WHERE id = ? AND state = 'running'`, [id]))
}

/** Whether nobody has stopped it, or taken it off the list. */
export function isStillWanted(db: ReadableDb, id: RenderId): boolean {
  return db.get(`SELECT 1 FROM render WHERE id = ? AND state = 'running'`, [id]) !== undefined
}

/** Stops a film, whoever works on it. Throws 'render/settled' where it is too late. */
export function cancelRender(db: WritableDb, id: RenderId): void {
  const sql = `UPDATE render SET state = 'stopped', finished_at_ms = ? WHERE id = ? AND state IN ('queued', 'running')`
  if (db.run(sql, [Date.now(), id]).changes === 0) throw settled('This render has ended by now.')
}

/**
 * Lets a film that failed, was stopped or is gone from its place wait for its turn again, behind all others; `placeOf` tells where it goes by now. In
 * a transaction of the caller's. Throws 'render/settled'.
 */
export function renderAgain(db: WritableDb, id: RenderId, placeOf: (outputPath: string) => string): void {
  const row = db.get<{ outputPath: string; isDone: 0 | 1 }>(
    `SELECT output_path AS outputPath, state = 'done' AS isDone FROM render
      WHERE id = ? AND state IN ('done', 'failed', 'stopped') AND document_json IS NOT NULL`,
    [id],
  )
  if (!row || (row.isDone && existsSync(row.outputPath))) throw settled('This render cannot be begun again.')
  const sql = `UPDATE render SET state = 'queued', failure_message = NULL, facts_json = NULL, finished_at_ms = NULL,
      output_path = ?, created_at_ms = max(?, 1 + coalesce((SELECT max(created_at_ms) FROM render), 0)) WHERE id = ?`
  db.run(sql, [placeOf(row.outputPath), Date.now(), id])
}

/** Takes what is over off the list; the file stays. Throws 'render/settled' for what is not over. */
export function forgetRender(db: WritableDb, id: RenderId): void {
  const sql = `DELETE FROM render WHERE id = ? AND state IN ('done', 'failed', 'stopped')`
  if (db.run(sql, [id]).changes === 0) throw settled('This render is not over yet. Stop it first.')
}

function settled(sentence: string): StudioError {
  return new StudioError('render/settled', sentence)
}

/** A render as the list shows it. `document_json` of finished ones is not read: it may be long. */
export type RenderRow = {
  readonly id: RenderId
  readonly cutName: string
  readonly settings: unknown
  readonly outputPath: string
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'stopped'
  readonly failure: string | null
  readonly facts: unknown
  /** Whether it was ever in work; of a finished one it goes without saying. */
  readonly isBegun: boolean
  readonly isAgainPossible: boolean
  readonly createdAtMs: number
  readonly finishedAtMs: number | null
}

type ListedRow = Omit<RenderRow, 'settings' | 'facts' | 'isBegun' | 'isAgainPossible'> & {
  settings_json: string
  facts_json: string | null
  hasDocument: 0 | 1
}

/** Those of a project: what is waited for in the order of its turn, then what is over, newest first. */
export function listRenders(db: ReadableDb, projectId: ProjectId): RenderRow[] {
  const sql = `SELECT render.id, coalesce(settings_json ->> '$.cutName', sequence.name) AS cutName, settings_json,
      output_path AS outputPath, state, failure_message AS failure, facts_json, render.document_json IS NOT NULL AS hasDocument,
      render.created_at_ms AS createdAtMs, finished_at_ms AS finishedAtMs
    FROM render JOIN sequence ON sequence.id = render.sequence_id
    WHERE render.project_id = ?
    ORDER BY state IN ('queued', 'running') DESC, state = 'running' DESC,
      CASE WHEN state = 'queued' THEN render.created_at_ms ELSE -coalesce(finished_at_ms, render.created_at_ms) END, render.id`
  return db.all<ListedRow>(sql, [projectId]).map(({ settings_json, facts_json, hasDocument, ...row }) => ({
    ...row,
    settings: JSON.parse(settings_json) as unknown,
    facts: facts_json === null ? null : (JSON.parse(facts_json) as unknown),
    isBegun: facts_json !== null,
    isAgainPossible: hasDocument === 1,
  }))
}

/** Whether a render waits for, or is writing, this very place. */
export function isPlaceTaken(db: ReadableDb, outputPath: string): boolean {
  const sql = `SELECT 1 FROM render WHERE output_path = ? AND state IN ('queued', 'running') LIMIT 1`
  return db.get(sql, [outputPath]) !== undefined
}

/** Writes a film elsewhere than it was to go. */
export function moveRender(db: WritableDb, id: RenderId, outputPath: string): void {
  db.run('UPDATE render SET output_path = ? WHERE id = ?', [outputPath, id])
}

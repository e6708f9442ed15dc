import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { ProjectId } from '#model/ids.ts'

/** What has an undo of its own: one screen's document, or one sequence. */
export type DocumentName = 'song' | 'treatment' | 'takes' | `sequence:${string}`

export type HistoryPlace = { readonly projectId: ProjectId; readonly document: DocumentName }

/** What the next undo and redo would do, for people; null where there is nothing. */
export type HistoryState = { readonly undo: string | null; readonly redo: string | null }

/** A gesture as it is written down: what it did, for people, and what it changed. */
export type Gesture = {
  readonly name: string
  readonly diff: unknown
  readonly series?: string | undefined
  /** What the window calls it; one that was already written down is told by it. */
  readonly gesture?: string | undefined
}

/** Does what an entry holds, forwards or back. */
export type ApplyDiff = (diff: unknown, direction: 'undo' | 'redo') => void

/** More than a long day's gestures; the oldest beyond are forgotten. */
const MOST_ENTRIES = 2_000

/** Writes down a gesture that was just done, as the newest of its document; what was undone before can then not be redone. */
export function record(db: WritableDb, { projectId, document }: HistoryPlace, entry: Gesture): void {
  const { name, diff, series, gesture } = entry
  db.transaction(() => {
    db.run('DELETE FROM history_entry WHERE project_id = ? AND document = ? AND is_undone = 1', [projectId, document])
    db.run(
      'INSERT INTO history_entry (project_id, document, name, diff_json, series, gesture, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
      [projectId, document, name, JSON.stringify(diff), series ?? null, gesture ?? null, Date.now()],
    )
    db.run(
      `DELETE FROM history_entry WHERE project_id = @projectId AND document = @document AND id <= (
         SELECT id FROM history_entry WHERE project_id = @projectId AND document = @document
         ORDER BY id DESC LIMIT 1 OFFSET @most)`,
      { projectId, document, most: MOST_ENTRIES },
    )
  })
}

/** Takes the newest entry out and returns what it holds, where it is an earlier step of this series; null where it is not. */
export function takeStepOf(db: WritableDb, { projectId, document }: HistoryPlace, series: string): unknown {
  const newest = db.get<{ id: number; diff: string; series: string | null; isUndone: 0 | 1 }>(
    `SELECT id, diff_json AS diff, series, is_undone AS isUndone FROM history_entry
     WHERE project_id = ? AND document = ? ORDER BY id DESC LIMIT 1`,
    [projectId, document],
  )
  if (newest?.series !== series || newest.isUndone === 1) return null
  db.run('DELETE FROM history_entry WHERE id = ?', [newest.id])
  return JSON.parse(newest.diff)
}

/** Whether the window's gesture of this name is written down, undone or not. */
export function isRecorded(db: ReadableDb, { projectId, document }: HistoryPlace, gesture: string): boolean {
  const sql = 'SELECT id FROM history_entry WHERE project_id = ? AND document = ? AND gesture = ?'
  return db.get(sql, [projectId, document, gesture]) !== undefined
}

export function historyState(db: ReadableDb, place: HistoryPlace): HistoryState {
  return { undo: nextEntry(db, place, 'undo')?.name ?? null, redo: nextEntry(db, place, 'redo')?.name ?? null }
}

/** The names of gestures: those done, the newest first, and those undone, the next to be redone first; so many of each at most. */
export function listHistory(
  db: ReadableDb,
  { projectId, document }: HistoryPlace,
  most: number,
): { done: string[]; undone: string[] } {
  const names = (sql: string): string[] =>
    db.all<{ name: string }>(sql, [projectId, document, most]).map(({ name }) => name)
  return {
    done: names(
      'SELECT name FROM history_entry WHERE project_id = ? AND document = ? AND is_undone = 0 ORDER BY id DESC LIMIT ?',
    ),
    undone: names(
      'SELECT name FROM history_entry WHERE project_id = ? AND document = ? AND is_undone = 1 ORDER BY id LIMIT ?',
    ),
  }
}

/** Takes back, or does again, the next gesture in one transaction; returns its name, or null when there is none. */
export function step(db: WritableDb, place: HistoryPlace, direction: 'undo' | 'redo', apply: ApplyDiff): string | null {
  return db.transaction(() => {
    const entry = nextEntry(db, place, direction)
    if (!entry) return null
    apply(JSON.parse(entry.diff_json), direction)
    db.run('UPDATE history_entry SET is_undone = ? WHERE id = ?', [direction === 'undo' ? 1 : 0, entry.id])
    return entry.name
  })
}

type EntryRow = { id: number; name: string; diff_json: string }

function nextEntry(
  db: ReadableDb,
  { projectId, document }: HistoryPlace,
  direction: 'undo' | 'redo',
): EntryRow | undefined {
  const sql =
    direction === 'undo'
      ? 'SELECT id, name, diff_json FROM history_entry WHERE project_id = ? AND document = ? AND is_undone = 0 ORDER BY id DESC LIMIT 1'
      : 'SELECT id, name, diff_json FROM history_entry WHERE project_id = ? AND document = ? AND is_undone = 1 ORDER BY id LIMIT 1'
  return db.get<EntryRow>(sql, [projectId, document])
}

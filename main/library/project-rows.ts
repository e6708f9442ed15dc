import type { ReadableDb, SqlValue, WritableDb } from '#main/db/open.ts'
import type { ProjectId } from '#model/ids.ts'

/**
 * Where a project's rows are, parents before children; `of` picks a project's. `history` are the rows that go with the project but
 * are no part of what is in it: gestures that can be undone, what was seen in a folder of this machine, and what was spent from here.
 */
export const PROJECT_TABLES = [
  { name: 'project', of: 'id = ?', isHistory: false },
  { name: 'shot', of: 'project_id = ?', isHistory: false },
  { name: 'variable', of: 'project_id = ?', isHistory: false },
  { name: 'shot_version', of: 'shot_id IN (SELECT id FROM shot WHERE project_id = ?)', isHistory: false },
  { name: 'seam_binding', of: 'project_id = ?', isHistory: false },
  { name: 'section_words', of: 'project_id = ?', isHistory: false },
  { name: 'song_repair', of: 'project_id = ?', isHistory: false },
  { name: 'take', of: 'project_id = ?', isHistory: false },
  { name: 'take_shot', of: 'take_id IN (SELECT id FROM take WHERE project_id = ?)', isHistory: false },
  { name: 'take_reason', of: 'take_id IN (SELECT id FROM take WHERE project_id = ?)', isHistory: false },
  { name: 'request', of: 'project_id = ?', isHistory: false },
  { name: 'look_test', of: 'project_id = ?', isHistory: false },
  {
    name: 'look_test_take',
    of: 'take_id IN (SELECT id FROM take WHERE project_id = ?)',
    isHistory: false,
  },
  { name: 'ledger_entry', of: 'project_id = ?', isHistory: true },
  { name: 'sequence', of: 'project_id = ?', isHistory: false },
  { name: 'render', of: 'project_id = ?', isHistory: false },
  { name: 'history_entry', of: 'project_id = ?', isHistory: true },
  { name: 'dismissed_file', of: 'project_id = ?', isHistory: true },
] as const

export type ProjectTable = (typeof PROJECT_TABLES)[number]['name']
/** The tables whose rows are a project: copied with it, and carried in its bundle. */
export type CopiedTable = Exclude<ProjectTable, 'history_entry' | 'dismissed_file' | 'ledger_entry'>

export const COPIED_TABLES = PROJECT_TABLES.filter(table => !table.isHistory).map(({ name }) => name) as CopiedTable[]

export type Row = Readonly<Record<string, SqlValue>>
export type ProjectRows = Readonly<Record<CopiedTable, readonly Row[]>>

/** All rows that make a project, as they are kept. */
export function readProjectRows(db: ReadableDb, id: ProjectId): ProjectRows {
  const tables = PROJECT_TABLES.filter(table => !table.isHistory)
  return Object.fromEntries(
    tables.map(({ name, of }) => [name, db.all<Row>(`SELECT * FROM ${name} WHERE ${of}`, [id])]),
  ) as Record<CopiedTable, Row[]>
}

/** Adds one row. Columns that are not given have their defaults. Names of columns must come from the program, not from a file. */
export function insertRow(db: WritableDb, table: CopiedTable, row: Row): void {
  const columns = Object.keys(row)
  const places = columns.map(column => `@${column}`)
  db.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`, row)
}

const FEW = 50

/** Removes all that the library knows of a project, a few rows at a time. Its media stay. */
export function* deletingProject(db: WritableDb, id: ProjectId): Generator<void, void, void> {
  for (const table of ['ledger_entry', 'request', 'history_entry'] as const) {
    const sql = `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE project_id = ? LIMIT ${FEW})`
    while (db.run(sql, [id]).changes > 0) yield
  }
  for (const owner of ['take', 'shot'] as const) {
    const sql = `SELECT id FROM ${owner} WHERE project_id = ? LIMIT ${FEW}`
    for (let some = db.all(sql, [id]); some.length > 0; some = db.all(sql, [id])) {
      deleteOwners(db, owner, JSON.stringify(some.map(row => (row as { id: string }).id)))
      yield
    }
  }
  deleteProjectRows(db, id)
}

/** Takes or shots of these ids, with what hangs on them. */
function deleteOwners(db: WritableDb, owner: 'take' | 'shot', ids: string): void {
  const among = 'IN (SELECT value FROM json_each(?))'
  const entries = `SELECT entry FROM search_entry WHERE owner_id ${among}`
  db.run(`DELETE FROM search_text WHERE rowid IN (${entries})`, [ids])
  db.run(`DELETE FROM search_entry WHERE owner_id ${among}`, [ids])
  db.run(`DELETE FROM take_shot WHERE ${owner}_id ${among}`, [ids])
  db.run(`DELETE FROM look_test_take WHERE ${owner}_id ${among}`, [ids])
  if (owner === 'take') db.run(`DELETE FROM take_reason WHERE take_id ${among}`, [ids])
  if (owner === 'shot') {
    db.run(`DELETE FROM shot_version WHERE shot_id ${among}`, [ids])
    db.run(`DELETE FROM seam_binding WHERE from_shot ${among} OR to_shot ${among}`, [ids, ids])
  }
  db.run(`DELETE FROM ${owner} WHERE id ${among}`, [ids])
}

/** Removes what is left of a project at once. */
function deleteProjectRows(db: WritableDb, id: ProjectId): void {
  db.transaction(() => {
    for (const owner of ['project', 'shot', 'take'] as const) deleteSearchEntries(db, owner, id)
    for (const { name, of } of PROJECT_TABLES.toReversed()) db.run(`DELETE FROM ${name} WHERE ${of}`, [id])
  })
}

function deleteSearchEntries(db: WritableDb, owner: 'project' | 'shot' | 'take', id: ProjectId): void {
  const of = owner === 'project' ? 'id = ?' : 'project_id = ?'
  const entries = `SELECT entry FROM search_entry WHERE owner_id IN (SELECT id FROM ${owner} WHERE ${of})`
  db.run(`DELETE FROM search_text WHERE rowid IN (${entries})`, [id])
  db.run(`DELETE FROM search_entry WHERE entry IN (${entries})`, [id])
}

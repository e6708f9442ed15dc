import type { ReadableDb, SqlValue, WritableDb } from '#main/db/open.ts'
import { record, type HistoryPlace } from './store.ts'

/** The tables whose rows a person's gestures change, parents before children, with the columns that name a row. */
const KEYS = {
  project: ['id'],
  shot: ['id'],
  variable: ['id'],
  seam_binding: ['from_shot', 'to_shot'],
  section_words: ['project_id', 'section'],
  look_test: ['id'],
  take: ['id'],
  take_shot: ['shot_id', 'take_id'],
  take_reason: ['take_id', 'reason'],
  song_repair: ['project_id', 'media_id'],
  sequence: ['id'],
  dismissed_file: ['project_id', 'path'],
} as const

export type HistoryTable = keyof typeof KEYS

const TABLES = Object.keys(KEYS) as HistoryTable[]

/** Where rows leave by the trash: others may refer to them by the time their making is undone. */
const HAS_TRASH: ReadonlySet<HistoryTable> = new Set(['shot', 'take'])

/** The rows a gesture may change: those whose columns have these values, or one of these. */
export type RowSet = {
  readonly table: HistoryTable
  readonly where: Readonly<Record<string, SqlValue | readonly string[]>>
}

type Row = Record<string, SqlValue>

/** How one row changed: null before it was made or after it was removed, else only the columns that differ. */
export type RowChange = {
  readonly table: HistoryTable
  readonly key: Row
  readonly before: Row | null
  readonly after: Row | null
}

/**
 * Does `work` and writes down what it changed in `rows` as one named gesture of the document, all in one transaction; nothing
 * is written down where nothing changed. Rows beyond `rows` are not undone: name all that the work may touch.
 */
export function recordRows<T>(
  db: WritableDb,
  { projectId, document, name, rows }: HistoryPlace & { readonly name: string; readonly rows: readonly RowSet[] },
  work: () => T,
): T {
  return db.transaction(() => {
    const before = snapshot(db, rows)
    const result = work()
    const changes = changesBetween(before, snapshot(db, rows))
    if (changes.length > 0) record(db, { projectId, document }, { name, diff: changes })
    return result
  })
}

/** Sets the changed rows and columns back, or forth again, whatever has happened to them since. */
export function applyRowChanges(db: WritableDb, changes: readonly RowChange[], direction: 'undo' | 'redo'): void {
  const turned = changes.map(change =>
    direction === 'redo' ? change : { ...change, before: change.after, after: change.before },
  )
  const inOrder = turned.toSorted((a, b) => TABLES.indexOf(a.table) - TABLES.indexOf(b.table))
  db.transaction(() => {
    for (const change of inOrder.toReversed()) if (change.after === null) remove(db, change)
    for (const change of inOrder) if (change.after !== null) write(db, change, change.after)
  })
}

type Snapshot = Map<string, { table: HistoryTable; key: Row; row: Row }>

function snapshot(db: ReadableDb, sets: readonly RowSet[]): Snapshot {
  const found: Snapshot = new Map()
  for (const { table, where } of sets) {
    const columns = Object.keys(where)
    const conditions = columns.map(column =>
      Array.isArray(where[column])
        ? `${safeName(column)} IN (SELECT value FROM json_each(@${column}))`
        : `${safeName(column)} = @${column}`,
    )
    const params = Object.fromEntries(
      columns.map(column => {
        const value = where[column] as SqlValue | readonly string[]
        return [column, Array.isArray(value) ? JSON.stringify(value) : (value as SqlValue)]
      }),
    )
    for (const row of db.all<Row>(`SELECT * FROM ${table} WHERE ${conditions.join(' AND ')}`, params)) {
      const key = Object.fromEntries(KEYS[table].map(column => [column, row[column] as SqlValue]))
      found.set(`${table} ${JSON.stringify(key)}`, { table, key, row })
    }
  }
  return found
}

function changesBetween(before: Snapshot, after: Snapshot): RowChange[] {
  const changes: RowChange[] = []
  for (const [name, { table, key, row }] of before) {
    const later = after.get(name)?.row
    if (!later) {
      changes.push({ table, key, before: row, after: null })
      continue
    }
    const changed = Object.keys(row).filter(column => row[column] !== later[column] && isContent(table, column))
    if (changed.length === 0) continue
    changes.push({ table, key, before: only(row, changed), after: only(later, changed) })
  }
  for (const [name, { table, key, row }] of after) {
    if (!before.has(name)) changes.push({ table, key, before: null, after: row })
  }
  return changes
}

/** A sequence's revision only ever grows. */
function isContent(table: HistoryTable, column: string): boolean {
  return !(table === 'sequence' && column === 'revision')
}

function only(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.map(column => [column, row[column] as SqlValue]))
}

function remove(db: WritableDb, { table, key }: RowChange): void {
  if (HAS_TRASH.has(table)) {
    db.run(`UPDATE ${table} SET trashed_at_ms = @nowMs WHERE ${matching(key)}`, { ...key, nowMs: Date.now() })
  } else {
    db.run(`DELETE FROM ${table} WHERE ${matching(key)}`, key)
  }
}

function write(db: WritableDb, { table, key, before }: RowChange, after: Row): void {
  const columns = Object.keys(after).map(safeName)
  const assignments = columns.filter(column => isContent(table, column)).map(column => `${column} = @${column}`)
  if (table === 'sequence') assignments.push('revision = revision + 1')
  if (before !== null) {
    db.run(`UPDATE ${table} SET ${assignments.join(', ')} WHERE ${matching(key)}`, { ...after, ...key })
    return
  }
  const values = columns.map(column => `@${column}`)
  db.run(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})
     ON CONFLICT (${KEYS[table].join(', ')}) DO UPDATE SET ${assignments.join(', ')}`,
    after,
  )
}

function matching(key: Row): string {
  return Object.keys(key)
    .map(column => `${safeName(column)} = @${column}`)
    .join(' AND ')
}

/** Names of columns stand in the statement itself. */
function safeName(column: string): string {
  if (!/^[a-z_]+$/.test(column)) throw new Error(`not the name of a column: ${column}`)
  return column
}

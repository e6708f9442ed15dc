import { setImmediate as breathe } from 'node:timers/promises'
import { z } from 'zod'
import type { ReadableDb } from '#main/db/open.ts'
import { COPIED_TABLES, type CopiedTable, type ProjectRows, type Row } from '#main/library/project-rows.ts'

type Column = { name: string; type: string; notnull: number; dflt_value: string | null }

const ROWS_AT_ONCE = 200

/**
 * Checks rows from a file against the library's own tables: no column that is not there, none without its kind of value, and
 * documents that are JSON. An older program's rows may lack columns that have a default. A few rows at a time.
 * Rejects with a ZodError.
 */
export async function checkRows(
  db: ReadableDb,
  rows: Readonly<Record<string, readonly unknown[]>>,
): Promise<ProjectRows> {
  z.strictObject(Object.fromEntries(COPIED_TABLES.map(table => [table, z.unknown().optional()]))).parse(rows)
  const result = Object.fromEntries(COPIED_TABLES.map(table => [table, []])) as unknown as Record<CopiedTable, Row[]>
  for (const table of COPIED_TABLES) {
    const few = z.array(rowOf(db, table))
    const all = rows[table] ?? []
    for (let from = 0; from < all.length; from += ROWS_AT_ONCE) {
      result[table].push(...few.parse(all.slice(from, from + ROWS_AT_ONCE)))
      await breathe()
    }
  }
  z.array(z.unknown()).length(1).parse(result.project)
  return result
}

function rowOf(db: ReadableDb, table: CopiedTable): z.ZodType<Row> {
  const columns = db.all<Column>('SELECT name, type, "notnull", dflt_value FROM pragma_table_info(?)', [table])
  const shape = Object.fromEntries(columns.map(column => [column.name, valueOf(column)]))
  return z.strictObject(shape) as unknown as z.ZodType<Row>
}

function valueOf({ name, type, notnull, dflt_value }: Column): z.ZodType {
  const value = name.endsWith('_json') ? json : type === 'TEXT' ? z.string() : type === 'INTEGER' ? z.int() : z.number()
  const nullable = notnull === 1 ? value : value.nullable()
  return notnull === 1 && dflt_value === null ? nullable : nullable.optional()
}

const json = z.string().refine(text => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
})

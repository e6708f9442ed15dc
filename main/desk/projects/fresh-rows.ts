import { basename } from 'node:path'
import { v7 as uuid } from 'uuid'
import type { SqlValue } from '#main/db/open.ts'
import type { CopiedTable, ProjectRows, Row } from '#main/library/project-rows.ts'
import { UNFINISHED } from '#main/library/unfinished.ts'
import type { ProjectId } from '#model/ids.ts'
import { isSettled, type RequestState } from '#model/request.ts'

/** Tables whose rows have an id of their own. */
const WITH_IDS: readonly CopiedTable[] = [
  'project',
  'shot',
  'variable',
  'take',
  'request',
  'look_test',
  'sequence',
  'render',
]

export type FreshProject = {
  readonly id: ProjectId
  /** Made one by one, as they are asked for. */
  readonly rowsOf: (table: CopiedTable) => Iterable<Row>
  /** The new id of each old one. */
  readonly ids: ReadonlyMap<string, string>
}

/**
 * The rows of another project with the same in it: every id is new, in columns and in documents. What would do something by itself
 * or belongs to one machine is left behind: open requests, and what may have been sent, are cancelled (a copy must not be paid for),
 * there is no cap, unfinished renders are dropped, no folder is watched, and finished films are known by their name alone. The
 * project is unfinished.
 */
export function freshRows(
  rows: ProjectRows,
  project: { readonly title: string; readonly isSample: boolean; readonly nowMs: number },
): FreshProject {
  const ids = new Map(WITH_IDS.flatMap(table => rows[table].map(row => [String(row['id']), uuid()] as const)))
  const [old] = rows.project
  if (!old || rows.project.length !== 1) throw new Error('these are not the rows of one project')
  const own = {
    title: project.title,
    is_sample: project.isSample ? 1 : 0,
    created_at_ms: project.nowMs,
    opened_at_ms: project.nowMs,
    trashed_at_ms: UNFINISHED,
    watched_folder: null,
    watched_since_ms: null,
    cap_micro_usd: null,
  }
  return {
    id: ids.get(String(old['id'])) as ProjectId,
    ids,
    *rowsOf(table) {
      for (const row of rows[table]) {
        if (table === 'render' && row['state'] !== 'done') continue
        const renewed = renewedRow(row, ids)
        if (table === 'project') yield { ...renewed, ...own }
        else if (table === 'request') yield settledRequest(renewed)
        else if (table === 'render') yield { ...renewed, output_path: nameOf(String(renewed['output_path'])) }
        else yield renewed
      }
    },
  }
}

function nameOf(path: string): string {
  return basename(path.replaceAll('\\', '/'))
}

function settledRequest(row: Row): Row {
  const state = row['state'] as RequestState
  return isSettled(state) && state !== 'uncertain' ? row : { ...row, state: 'cancelled', retry_at_ms: null }
}

function renewedRow(row: Row, ids: ReadonlyMap<string, string>): Row {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, renewedValue(column, value, ids)]))
}

function renewedValue(column: string, value: SqlValue, ids: ReadonlyMap<string, string>): SqlValue {
  if (typeof value !== 'string') return value
  if (!column.endsWith('_json')) return ids.get(value) ?? value
  return JSON.stringify(JSON.parse(value), (_key, part: unknown) =>
    typeof part === 'string' ? (ids.get(part) ?? part) : part,
  )
}

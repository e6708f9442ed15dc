import type { ReadableDb } from '#main/db/open.ts'
import { modelName, type Catalogue } from '#model/catalogue.ts'
import {
  OUTBOX_GROUPS,
  type OpenRequest,
  type OutboxCounts,
  type OutboxGroup,
  type OutboxRow,
} from '#model/contract/outbox-contract.ts'
import type { ProjectId, RequestId } from '#model/ids.ts'
import { NEXT_STATES, type RequestState } from '#model/request.ts'

/** Null = every project. */
type Scope = ProjectId | null

const GROUP_OF: Readonly<Record<RequestState, OutboxGroup>> = {
  queued: 'waiting',
  sending: 'running',
  accepted: 'running',
  running: 'running',
  downloading: 'running',
  checking: 'running',
  failed: 'needsYou',
  refused: 'needsYou',
  uncertain: 'needsYou',
  ready: 'done',
  cancelled: 'done',
}

/** The ledger grows for ever; what is older can be seen at the takes themselves. */
const MOST_DONE = 300

// The term `state NOT IN ('ready', 'cancelled')` is what lets SQLite use the index of open requests.
const OPEN_IDS_SQL = `SELECT id FROM request
  WHERE state NOT IN ('ready', 'cancelled') AND state IN (SELECT value FROM json_each(@states))
    AND (@projectId IS NULL OR project_id = @projectId)
  ORDER BY created_at_ms, id LIMIT @limit OFFSET @offset`
// Ids grow with time.
export const DONE_IDS_SQL = byScope(
  scope => `SELECT id FROM request WHERE ${scope} AND state IN (SELECT value FROM json_each(@states))
    ORDER BY id DESC LIMIT @limit OFFSET @offset`,
)

const ROWS_SQL = `SELECT request.id, request.project_id AS projectId, project.title AS projectTitle,
    request.take_id AS takeId, take.number AS takeNumber, request.shot_id AS shotId,
    CASE WHEN shot.trashed_at_ms IS NULL THEN shot.position + 1 END AS shotNumber,
    coalesce(nullif(shot.what_happens, ''), take.prompt) AS what,
    request.spec_json ->> '$.model' AS model, request.spec_json ->> '$.askTicks' AS askTicks,
    request.state, request.progress, request.attempt, request.failure_message AS failure,
    request.retry_at_ms AS retryAtMs, request.created_at_ms AS createdAtMs, request.updated_at_ms AS updatedAtMs
  FROM json_each(@ids) AS wanted
    CROSS JOIN request ON request.id = wanted.value
    JOIN project ON project.id = request.project_id
    JOIN take ON take.id = request.take_id
    LEFT JOIN shot ON shot.id = request.shot_id
  ORDER BY wanted.key`

/** Rows of one group from `offset` on: those asked first standing first, but of what is done the newest. */
export function pageOfOutbox(
  db: ReadableDb,
  catalogue: Catalogue,
  { projectId, group, offset, limit }: { projectId: Scope; group: OutboxGroup; offset: number; limit: number },
): OutboxRow[] {
  const states = statesOf(group)
  const isDone = group === 'done'
  const upTo = isDone ? Math.max(0, Math.min(limit, MOST_DONE - offset)) : limit
  const found = db.all<{ id: string }>(isDone ? DONE_IDS_SQL[scopeOf(projectId)] : OPEN_IDS_SQL, {
    states,
    projectId,
    limit: upTo,
    offset,
  })
  const rows = db.all<OutboxRow>(ROWS_SQL, { ids: JSON.stringify(found.map(({ id }) => id)) })
  return rows.map(row => ({ ...row, model: modelName(catalogue, row.model) }))
}

/** Every open request of a group. */
export function requestsOf(
  db: ReadableDb,
  projectId: Scope,
  group: 'needsYou' | 'waiting',
): { id: RequestId; state: RequestState }[] {
  const sql = `SELECT id, state FROM request WHERE state NOT IN ('ready', 'cancelled')
    AND state IN (SELECT value FROM json_each(@states)) AND (@projectId IS NULL OR project_id = @projectId)`
  return db.all(sql, { states: statesOf(group), projectId })
}

const scopeOf = (projectId: Scope): 'whole' | 'project' => (projectId === null ? 'whole' : 'project')

function statesOf(group: OutboxGroup): string {
  return JSON.stringify(Object.keys(GROUP_OF).filter(state => GROUP_OF[state as RequestState] === group))
}

const COUNT_OPEN_SQL = `SELECT state, count(*) AS count FROM request
  WHERE state NOT IN ('ready', 'cancelled') AND (@projectId IS NULL OR project_id = @projectId) GROUP BY state`
const COUNT_DONE_SQL = byScope(
  scope => `SELECT count(*) AS count
    FROM (SELECT 1 FROM request WHERE ${scope} AND state IN ('ready', 'cancelled') LIMIT ${MOST_DONE})`,
)

/** One text for the whole library and one for a project, which then finds its own by their index. */
function byScope(textOf: (scope: string) => string): { readonly whole: string; readonly project: string } {
  return { whole: textOf('@projectId IS NULL'), project: textOf('project_id = @projectId') }
}

/** How many rows each group has to show. */
export function countOutbox(db: ReadableDb, projectId: Scope): OutboxCounts {
  const counts = Object.fromEntries(OUTBOX_GROUPS.map(group => [group, 0])) as OutboxCounts
  for (const { state, count } of db.all<{ state: RequestState; count: number }>(COUNT_OPEN_SQL, { projectId })) {
    counts[GROUP_OF[state]] += count
  }
  return { ...counts, done: db.get<{ count: number }>(COUNT_DONE_SQL[scopeOf(projectId)], { projectId })?.count ?? 0 }
}

/** How every request of the project stands that has not delivered. */
export function openRequests(db: ReadableDb, projectId: ProjectId): OpenRequest[] {
  return db.all<OpenRequest>(
    `SELECT id AS requestId, take_id AS takeId, state, progress, failure_message AS failure, retry_at_ms AS retryAtMs
     FROM request WHERE state NOT IN ('ready', 'cancelled') AND project_id = ? ORDER BY created_at_ms, id`,
    [projectId],
  )
}

/** Whether a person may still decide that about a request in this state. */
export function mayDecide(state: RequestState, decision: 'again' | 'cancelled'): boolean {
  if (decision === 'cancelled') return NEXT_STATES[state].includes('cancelled')
  return state === 'failed' || state === 'uncertain'
}

import type { ReadableDb } from '#main/db/open.ts'
import { LISTING_FAMILIES } from '#main/providers/families.ts'
import { CANCEL_BILLING } from '#model/cancel-billing.ts'
import { modelName, serviceById, type Catalogue } from '#model/catalogue.ts'
import type { MicroUsd } from '#model/clip-price.ts'
import {
  OUTBOX_GROUPS,
  type Decision,
  type OpenRequest,
  type OutboxCounts,
  type OutboxGroup,
  type OutboxRow,
} from '#model/contract/outbox-contract.ts'
import type { Hold } from '#model/hold.ts'
import type { ProjectId, RequestId } from '#model/ids.ts'
import { NEXT_STATES, type RequestState } from '#model/request.ts'
import { waitingRequests, type WaitingContext } from './waiting.ts'

/** Null = every project. */
type Scope = ProjectId | null

/** Of what is uncertain only what nobody looks for any more waits for a person; the rest counts as running. */
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
const IN_GROUP = `state NOT IN ('ready', 'cancelled') AND state IN (SELECT value FROM json_each(@states))
    AND (state <> 'uncertain' OR (retry_at_ms IS NULL) = (@group = 'needsYou'))
    AND (@projectId IS NULL OR project_id = @projectId)`
const OPEN_IDS_SQL = `SELECT id FROM request WHERE ${IN_GROUP}
  ORDER BY CASE WHEN @group = 'waiting' THEN priority END DESC, created_at_ms, id LIMIT @limit OFFSET @offset`
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
    request.retry_at_ms AS retryAtMs, request.created_at_ms AS createdAtMs, request.updated_at_ms AS updatedAtMs,
    request.provider AS serviceId, request.queue_position AS queuePosition, request.priority > 0 AS isFirst,
    request.job_id IS NOT NULL AS hasJob, request.estimate_micro_usd AS estimateMicroUsd,
    request.cost_micro_usd AS costMicroUsd, EXISTS (
      SELECT 1 FROM ledger_entry WHERE request_id = request.id AND outcome <> 'not-made') AS wasSent
  FROM json_each(@ids) AS wanted
    CROSS JOIN request ON request.id = wanted.value
    JOIN project ON project.id = request.project_id
    JOIN take ON take.id = request.take_id
    LEFT JOIN shot ON shot.id = request.shot_id
  ORDER BY wanted.key`

type Worked =
  | 'serviceTitle'
  | 'hold'
  | 'microUsd'
  | 'isBilled'
  | 'again'
  | 'againMicroUsd'
  | 'canLookAgain'
  | 'cancelBilling'
type Found = Omit<OutboxRow, Worked | 'isFirst' | 'wasSent'> & {
  readonly isFirst: number
  readonly wasSent: number
  readonly hasJob: number
  readonly estimateMicroUsd: MicroUsd | null
  readonly costMicroUsd: MicroUsd | null
}

/** Rows of one group from `offset` on: of what is done the newest first. */
export function pageOfOutbox(
  context: WaitingContext,
  { projectId, group, offset, limit }: { projectId: Scope; group: OutboxGroup; offset: number; limit: number },
): OutboxRow[] {
  const { db } = context
  const isDone = group === 'done'
  const upTo = isDone ? Math.max(0, Math.min(limit, MOST_DONE - offset)) : limit
  const page = { states: statesOf(group), projectId, limit: upTo, offset }
  const found = isDone
    ? db.all<{ id: string }>(DONE_IDS_SQL[scopeOf(projectId)], page)
    : db.all<{ id: string }>(OPEN_IDS_SQL, { ...page, group })
  return rowsOf(
    context,
    found.map(({ id }) => id),
  )
}

/** Those requests, in that order. */
export function rowsOf(context: WaitingContext, ids: readonly string[]): OutboxRow[] {
  const rows = context.db.all<Found>(ROWS_SQL, { ids: JSON.stringify(ids) })
  const holds = rows.some(({ state }) => state === 'queued') ? holdsById(context) : new Map<string, Hold>()
  return rows.map(row => shown(context.catalogue, row, holds.get(row.id) ?? null))
}

function shown(catalogue: Catalogue, row: Found, hold: Hold | null): OutboxRow {
  const { hasJob, estimateMicroUsd, costMicroUsd, ...rest } = row
  const service = serviceById(catalogue, row.serviceId)
  const isFree = estimateMicroUsd === 0
  return {
    ...rest,
    hold,
    model: modelName(catalogue, row.model),
    serviceTitle: service?.title ?? row.serviceId,
    isFirst: row.isFirst > 0,
    wasSent: row.wasSent + hasJob > 0,
    microUsd: costMicroUsd ?? estimateMicroUsd,
    isBilled: costMicroUsd !== null,
    againMicroUsd: estimateMicroUsd,
    again: isFree ? 'free' : hasJob > 0 ? 'may-bill-twice' : 'costs-once',
    canLookAgain: service !== undefined && LISTING_FAMILIES.has(service.family),
    cancelBilling: isFree || service === undefined ? 'nothing' : CANCEL_BILLING[service.family],
  }
}

const holdsById = (context: WaitingContext): Map<string, Hold> =>
  new Map(waitingRequests(context).map(({ id, hold }) => [id, hold]))

/** Every open request of a group. What has failed and is asked for again is safe where no job of it may be billed as well. */
export function requestsOf(
  db: ReadableDb,
  projectId: Scope,
  group: 'needsYou' | 'waiting',
): { id: RequestId; state: RequestState; isSafeAgain: number }[] {
  const sql = `SELECT id, state, ${IS_SAFE_AGAIN} AS isSafeAgain FROM request WHERE ${IN_GROUP}`
  return db.all(sql, { states: statesOf(group), projectId, group })
}

const scopeOf = (projectId: Scope): 'whole' | 'project' => (projectId === null ? 'whole' : 'project')

function statesOf(group: OutboxGroup): string {
  const states = Object.keys(GROUP_OF).filter(state => GROUP_OF[state as RequestState] === group)
  return JSON.stringify(group === 'running' ? [...states, 'uncertain'] : states)
}

const IS_SAFE_AGAIN = `(state = 'failed' AND (job_id IS NULL OR estimate_micro_usd = 0))`
const COUNT_OPEN_SQL = `SELECT state, retry_at_ms IS NOT NULL AS isSetAside, count(*) AS count FROM request
  WHERE state NOT IN ('ready', 'cancelled') AND (@projectId IS NULL OR project_id = @projectId) GROUP BY 1, 2`
const COUNT_SAFE_AGAIN_SQL = `SELECT count(*) AS count FROM request WHERE state NOT IN ('ready', 'cancelled')
  AND ${IS_SAFE_AGAIN} AND (@projectId IS NULL OR project_id = @projectId)`
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
  type Counted = { state: RequestState; isSetAside: number; count: number }
  for (const { state, isSetAside, count } of db.all<Counted>(COUNT_OPEN_SQL, { projectId })) {
    counts[state === 'uncertain' && isSetAside ? 'running' : GROUP_OF[state]] += count
  }
  return { ...counts, done: db.get<{ count: number }>(COUNT_DONE_SQL[scopeOf(projectId)], { projectId })?.count ?? 0 }
}

/** How many of those that failed can be asked for again without being billed twice. */
export function countSafeAgain(db: ReadableDb, projectId: Scope): number {
  return db.get<{ count: number }>(COUNT_SAFE_AGAIN_SQL, { projectId })?.count ?? 0
}

/** How every request of the project stands that has not delivered. */
export function openRequests(context: WaitingContext, projectId: ProjectId): OpenRequest[] {
  type Standing = Omit<OpenRequest, 'hold' | 'serviceTitle' | 'isFree'> & {
    readonly serviceId: string
    readonly estimateMicroUsd: MicroUsd | null
  }
  const found = context.db.all<Standing>(
    `SELECT id AS requestId, take_id AS takeId, provider AS serviceId, state, progress, failure_message AS failure, retry_at_ms AS retryAtMs,
       estimate_micro_usd AS estimateMicroUsd
     FROM request WHERE state NOT IN ('ready', 'cancelled') AND project_id = ? ORDER BY created_at_ms, id`,
    [projectId],
  )
  const holds = found.some(({ state }) => state === 'queued') ? holdsById(context) : new Map<string, Hold>()
  return found.map(({ serviceId, estimateMicroUsd, ...request }) => ({
    ...request,
    isFree: estimateMicroUsd === 0,
    hold: holds.get(request.requestId) ?? null,
    serviceTitle: serviceById(context.catalogue, serviceId)?.title ?? serviceId,
  }))
}

/** Whether a person may still decide that about a request in this state. */
export function mayDecide(state: RequestState, decision: Decision): boolean {
  if (decision === 'look') return state === 'uncertain'
  if (decision === 'unsent') return state === 'queued'
  if (decision === 'cancelled') return NEXT_STATES[state].includes('cancelled')
  return state === 'failed' || state === 'uncertain'
}

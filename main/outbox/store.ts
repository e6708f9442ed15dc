import { v7 as uuid } from 'uuid'
import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { Lease } from '#main/library/lease.ts'
import type { MicroUsd } from '#model/clip-price.ts'
import { StudioError } from '#model/errors.ts'
import type { MediaId, ProjectId, RequestId, ShotId, TakeId } from '#model/ids.ts'
import { SET_BACK_MS, type RequestStep } from '#model/request-life.ts'
import { NO_NEIGHBOURS, type HandedFrames, type Neighbours } from '#model/seam/binding.ts'
import {
  isSettled,
  mayFollow,
  type Job,
  type ReportedMaking,
  type Request,
  type RequestFailure,
  type RequestSpec,
  type RequestState,
} from '#model/request.ts'
import { closeEntry, isEntryOpen, isJobClaimed, openEntry } from './ledger.ts'
import { waitAgainIfOvertaken } from './neighbours.ts'

/** One take wanted. `number` = take k of its shot; the seed in `spec` is the asker's to choose. */
export type Ask = {
  readonly projectId: ProjectId
  /** Null for the Board. */
  readonly shotId: ShotId | null
  readonly number: number
  readonly spec: RequestSpec
  /** The price of it: 0 of what is free, null where nobody says before. */
  readonly estimateMicroUsd: MicroUsd | null
  readonly priority?: number
  /** The frozen version of the shot's words that `spec` was made from. */
  readonly shotVersion?: number | null
  /** Whose pictures it is to begin and end on: it waits until both are there. */
  readonly neighbours?: Neighbours
  /** Which pictures these are, where `spec` has them already: it does not wait then. */
  readonly handed?: HandedFrames | null
  /** The seam whose cut the take is to lie over; it belongs to no shot then. */
  readonly bridge?: { readonly from: ShotId; readonly to: ShotId } | null
}

/** Which requests are meant: those of these providers and, if given, of one project. */
export type RequestScope = { readonly providerIds: readonly string[]; readonly projectId: ProjectId | null }

type RequestRow = {
  id: string
  project_id: string
  shot_id: string | null
  take_id: string
  spec_json: string
  shot_version: number | null
  begins_after: string | null
  ends_before: string | null
  is_waiting: number
  neighbours_json: string | null
  state: RequestState
  job_id: string | null
  job_note: string | null
  progress: number
  queue_position: number | null
  priority: number
  estimate_micro_usd: number | null
  cost_micro_usd: number | null
  attempt: number
  failure_kind: string | null
  failure_message: string | null
  retry_at_ms: number | null
  created_at_ms: number
  updated_at_ms: number
}

/** Writes a waiting take and its request together (SPEC Q1). It goes out when an outbox runs; any process may ask. */
export function ask(db: WritableDb, wanted: Ask): Request {
  const { projectId, shotId, number, spec, estimateMicroUsd, priority = 0, shotVersion = null } = wanted
  const { neighbours = NO_NEIGHBOURS, handed = null, bridge = null } = wanted
  const { beginsAfter, endsBefore } = neighbours
  const isWaiting = handed === null && (beginsAfter !== null || endsBefore !== null)
  return db.transaction(() => {
    const nowMs = Date.now()
    const takeId = uuid() as TakeId
    const id = uuid() as RequestId
    db.run(
      `INSERT INTO take (id, project_id, number, prompt, created_at_ms, bridge_from, bridge_to)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [takeId, projectId, number, spec.prompt, nowMs, bridge?.from ?? null, bridge?.to ?? null],
    )
    if (shotId !== null) db.run('INSERT INTO take_shot (take_id, shot_id) VALUES (?, ?)', [takeId, shotId])
    db.run(
      `INSERT INTO request (id, project_id, shot_id, take_id, provider, spec_json, shot_version, state, attempt,
         estimate_micro_usd, priority, begins_after, ends_before, is_waiting, neighbours_json, created_at_ms, updated_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', 1, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[id, projectId, shotId, takeId, spec.provider, JSON.stringify(spec), shotVersion],
        ...[estimateMicroUsd, priority, beginsAfter, endsBefore],
        ...[isWaiting ? 1 : 0, handed && JSON.stringify(handed), nowMs, nowMs],
      ],
    )
    return existing(db, id)
  })
}

export function requestById(db: ReadableDb, id: RequestId): Request | undefined {
  const row = db.get<RequestRow>('SELECT * FROM request WHERE id = ?', [id])
  return row && fromRow(row)
}

// The term `state NOT IN ('ready', 'cancelled')` is what lets SQLite use the index of open requests.
const IN_SCOPE = `state NOT IN ('ready', 'cancelled')
  AND provider IN (SELECT value FROM json_each(@providerIds))
  AND (@projectId IS NULL OR project_id = @projectId)`
// What is uncertain has a time for as long as it is looked for. Not said with OR, which no index answers.
const IS_LOOKED_FOR = `(state <> 'uncertain' OR retry_at_ms IS NOT NULL)`
const HAS_A_JOB_OR_IS_LOOKED_FOR = `state IN ('accepted', 'running', 'downloading', 'checking', 'uncertain') AND ${IS_LOOKED_FOR}`
// `isDue` of the model, in SQL.
export const WAITS_FOR_NOTHING = `(retry_at_ms IS NULL OR retry_at_ms <= @nowMs OR updated_at_ms > @nowMs + ${SET_BACK_MS})`
const IS_POSTPONED = `retry_at_ms > @nowMs AND updated_at_ms <= @nowMs + ${SET_BACK_MS}`

const SENDING_SQL = `SELECT * FROM request WHERE state = 'sending' AND ${IN_SCOPE}`
const RESUMABLE_SQL = `SELECT * FROM request
  WHERE ${HAS_A_JOB_OR_IS_LOOKED_FOR} AND ${IN_SCOPE} AND ${WAITS_FOR_NOTHING}
  ORDER BY priority DESC, created_at_ms, id`
// One provider at a time, so that the index has them in order.
export const NEXT_QUEUED_SQL = `SELECT * FROM request
  WHERE state = 'queued' AND state NOT IN ('ready', 'cancelled') AND is_waiting = 0 AND provider = @providerId AND (@projectId IS NULL OR project_id = @projectId)
    AND ${WAITS_FOR_NOTHING} AND (estimate_micro_usd = 0 OR project_id NOT IN (SELECT value FROM json_each(@overCap)))
    AND spec_json ->> '$.model' NOT IN (SELECT value FROM json_each(@retired))
  ORDER BY priority DESC, created_at_ms, id LIMIT 1`
const NEXT_RETRY_SQL = `SELECT min(retry_at_ms) AS at_ms FROM request
  WHERE state IN ('queued', 'accepted', 'running', 'downloading', 'checking', 'uncertain') AND is_waiting = 0
    AND ${IN_SCOPE} AND ${IS_POSTPONED}`
const COUNT_POSTPONED_JOBS_SQL = `SELECT count(*) AS jobs FROM request
  WHERE state IN ('accepted', 'running', 'downloading', 'checking') AND ${IN_SCOPE} AND ${IS_POSTPONED}`
const COUNT_UNDER_WAY_SQL = `SELECT count(*) AS jobs FROM request
  WHERE state IN ('sending', 'accepted', 'running', 'downloading', 'checking', 'uncertain') AND ${IS_LOOKED_FOR} AND ${IN_SCOPE}`
const COUNT_OPEN_SQL = `SELECT count(*) AS open FROM request
  WHERE state IN ('queued', 'sending', 'accepted', 'running', 'downloading', 'checking', 'uncertain') AND ${IS_LOOKED_FOR}
    AND is_waiting = 0 AND ${IN_SCOPE}`

/** Those whose create call may be under way, or was when a process ended. */
export function sendingRequests(db: ReadableDb, scope: RequestScope): Request[] {
  return db.all<RequestRow>(SENDING_SQL, bound(scope)).map(fromRow)
}

/** Those with a job, or whose job is looked for, due to be gone on with. */
export function resumableRequests(db: ReadableDb, scope: RequestScope, nowMs: number): Request[] {
  return db.all<RequestRow>(RESUMABLE_SQL, { ...bound(scope), nowMs }).map(fromRow)
}

/** What is passed over when the next request is looked for: paid ones of projects that may spend no more, and models that were shut down. */
export type PassedOver = { readonly overCap: readonly ProjectId[]; readonly retired: readonly string[] }

/** The queued request of one provider that is due first, but for what is passed over. */
export function nextQueued(
  db: ReadableDb,
  { providerId, projectId }: { readonly providerId: string; readonly projectId: ProjectId | null },
  { nowMs, overCap, retired }: { readonly nowMs: number } & PassedOver,
): Request | undefined {
  const row = db.get<RequestRow>(NEXT_QUEUED_SQL, {
    ...{ providerId, projectId, nowMs, overCap: JSON.stringify(overCap), retired: JSON.stringify(retired) },
  })
  return row && fromRow(row)
}

/** When the next postponed request is due; null when none is postponed. */
export function nextRetryAtMs(db: ReadableDb, scope: RequestScope, nowMs: number): number | null {
  return db.get<{ at_ms: number | null }>(NEXT_RETRY_SQL, { ...bound(scope), nowMs })?.at_ms ?? null
}

/** How many jobs are alive though nobody follows them right now: they count against a provider's limit. */
export function countPostponedJobs(db: ReadableDb, scope: RequestScope, nowMs: number): number {
  return db.get<{ jobs: number }>(COUNT_POSTPONED_JOBS_SQL, { ...bound(scope), nowMs })?.jobs ?? 0
}

/** How many requests have a job, may have one, or are being sent. */
export function countUnderWay(db: ReadableDb, scope: RequestScope): number {
  return db.get<{ jobs: number }>(COUNT_UNDER_WAY_SQL, bound(scope))?.jobs ?? 0
}

/** How many requests are not settled yet, without those that wait for a neighbour's picture. */
export function countOpen(db: ReadableDb, scope: RequestScope): number {
  return db.get<{ open: number }>(COUNT_OPEN_SQL, bound(scope))?.open ?? 0
}

function bound({ providerIds, projectId }: RequestScope) {
  return { providerIds: JSON.stringify(providerIds), projectId }
}

/** What a writer of request states needs: the library's rows and the right to change them. */
export type RequestWriter = { readonly db: WritableDb; readonly lease: Lease }

/**
 * Takes one step, on disk when this returns: the only way the outbox changes a state (SPEC Q2-Q4). `alongside` is done in
 * the same transaction. Undefined when the row no longer stands where `request` says, because a person decided otherwise.
 */
export function takeStep(
  { db, lease }: RequestWriter,
  request: Request,
  step: RequestStep,
  alongside?: () => void,
): Request | undefined {
  const { to, ...changed } = step
  if (!mayFollow(request.state, to)) throw new Error(`a request cannot go from ${request.state} to ${to}`)
  const next: Request = { ...request, retryAtMs: null, ...changed, state: to, updatedAtMs: Date.now() }
  return lease.guarded(() => {
    if (!writeStep(db, request.state, next)) return undefined
    alongside?.()
    return next
  })
}

/** Sets a request aside until `retryAtMs` (null = until a person does something), its state unchanged; `failure` says why. Undefined as in `takeStep`. */
export function postpone(
  { db, lease }: RequestWriter,
  request: Request,
  retryAtMs: number | null,
  failure: RequestFailure,
): Request | undefined {
  const next: Request = { ...request, retryAtMs, failure, updatedAtMs: Date.now() }
  return lease.guarded(() => (writeStep(db, request.state, next) ? next : undefined))
}

/** Notes how far a running job is. False when the request is no longer running. */
export function noteProgress(
  { db, lease }: RequestWriter,
  { id, progress, queuePosition }: Pick<Request, 'id' | 'progress' | 'queuePosition'>,
): boolean {
  const sql = `UPDATE request SET progress = ?, queue_position = ?, updated_at_ms = ? WHERE id = ? AND state = 'running'`
  return lease.guarded(() => db.run(sql, [progress, queuePosition, Date.now(), id]).changes === 1)
}

/** Keeps the job of a create call that was answered after a person had cancelled the request, to be taken back: it may cost something. */
export function noteLateJob({ db, lease }: RequestWriter, id: RequestId, job: Job, nowMs: number): void {
  const sql = 'UPDATE request SET job_id = ?, job_note = ?, retry_at_ms = ? WHERE id = ? AND job_id IS NULL'
  lease.guarded(() => db.run(sql, [job.id, job.note, nowMs, id]))
}

/** Keeps what the service says the clip was made with; for use alongside the step that learns of it. */
export function noteReported(db: WritableDb, id: RequestId, reported: ReportedMaking): void {
  db.run('UPDATE request SET reported_json = ? WHERE id = ?', [JSON.stringify(reported), id])
}

/** Gives the waiting take its video; for use alongside the step to `ready` (SPEC Q10). */
export function deliverTake(db: WritableDb, takeId: TakeId, mediaId: MediaId): void {
  const { changes } = db.run('UPDATE take SET media_id = ? WHERE id = ? AND media_id IS NULL', [mediaId, takeId])
  if (changes !== 1) throw new Error(`take ${takeId} has its video already`)
}

/**
 * What a person may decide about a request, from any process: `again` (after `failed` or `uncertain`) = from the start, or
 * where there is a job already, which may have been paid for, with that; `cancelled` = nobody waits for it any more.
 * Throws 'request/settled' when it is too late for that.
 */
export function decide(db: WritableDb, id: RequestId, decision: 'again' | 'cancelled'): Request {
  return db.transaction(() => {
    const request = existing(db, id)
    const askedAgain = request.job === null ? 'queued' : 'accepted'
    const to = decision === 'again' ? askedAgain : 'cancelled'
    const isAskable = decision === 'cancelled' || request.state === 'failed' || request.state === 'uncertain'
    if (!isAskable || !mayFollow(request.state, to)) {
      const wish = decision === 'again' ? 'asked again' : 'cancelled'
      const message = `This request is ${request.state} and cannot be ${wish} any more.`
      throw new StudioError('request/settled', message, { details: { id, state: request.state } })
    }
    const nowMs = Date.now()
    const hasLivingJob = request.job !== null && (request.state === 'accepted' || request.state === 'running')
    const next: Request = {
      ...request,
      ...(decision === 'again' ? { progress: 0, attempt: 1 } : {}),
      state: to,
      // Its service is told at once by whoever works, or as soon as somebody does.
      retryAtMs: decision === 'cancelled' && hasLivingJob ? nowMs : null,
      updatedAtMs: nowMs,
    }
    writeStep(db, request.state, next)
    // Its answer, if one comes, is written over this: a stop before it leaves no call under way for ever.
    if (request.state === 'sending') closeEntry(db, id, { outcome: 'unsure' })
    return next
  })
}

/** Takes back the pictures of a request that has not gone out: it waits until it is handed those that the film shows then (SPEC B9). */
export function waitAgain(db: WritableDb, { id, takeId }: Pick<Request, 'id' | 'takeId'>): void {
  const sql = `UPDATE request SET is_waiting = 1, neighbours_json = NULL, failure_kind = NULL, failure_message = NULL
    WHERE id = ? AND state = 'queued'`
  db.run(sql, [id])
  touchTake(db, takeId)
}

/**
 * Has the job of a create call that was not answered looked for once more in its service's list, by whoever works.
 * Throws 'request/settled' when it is known by now what became of it.
 */
export function lookAgain(db: WritableDb, id: RequestId): void {
  db.transaction(() => {
    const request = demandUncertain(db, id)
    const nowMs = Date.now()
    writeStep(db, request.state, { ...request, retryAtMs: nowMs, updatedAtMs: nowMs })
  })
}

/**
 * Goes on with the job that a person has found at the service for a request that may have been sent (SPEC Q14).
 * Throws 'request/settled' | 'request/job-taken'.
 */
export function goOnWithJob(db: WritableDb, id: RequestId, job: Job): void {
  db.transaction(() => {
    const request = demandUncertain(db, id)
    if (isJobClaimed(db, request.spec.provider, job.id)) {
      throw new StudioError('request/job-taken', `“${job.id}” is the id of another take that was asked for here.`)
    }
    const nowMs = Date.now()
    const step = { state: 'accepted', job, failure: null, retryAtMs: null } as const
    writeStep(db, request.state, { ...request, ...step, updatedAtMs: nowMs })
    if (!isEntryOpen(db, id)) openEntry(db, request, nowMs)
    closeEntry(db, id, { outcome: 'accepted', job })
  })
}

/** A request of which nobody knows whether it was sent. Throws 'request/settled' when that is known by now. */
export function demandUncertain(db: ReadableDb, id: RequestId): Request {
  const request = existing(db, id)
  if (request.state === 'uncertain') return request
  const message = 'It is known by now whether this was sent.'
  throw new StudioError('request/settled', message, { details: { id, state: request.state } })
}

/** Lets queued requests go out before all others, in the order they stand in, or in their turn again. Others are left alone. */
export function prioritise(db: WritableDb, ids: readonly RequestId[], isFirst: boolean): void {
  const sql = `UPDATE request SET priority = CASE WHEN @isFirst
      THEN 1 + (SELECT max(0, max(priority)) FROM request WHERE state = 'queued' AND state NOT IN ('ready', 'cancelled')) ELSE 0 END
    WHERE state = 'queued' AND id IN (SELECT value FROM json_each(@ids))`
  db.run(sql, { isFirst: isFirst ? 1 : 0, ids: JSON.stringify(ids) })
}

function writeStep(db: WritableDb, from: RequestState, next: Request): boolean {
  const { changes } = db.run(
    `UPDATE request SET state = ?, job_id = ?, job_note = ?, progress = ?, queue_position = ?, attempt = ?, failure_kind = ?, failure_message = ?,
       retry_at_ms = ?, updated_at_ms = ? WHERE id = ? AND state = ?`,
    [
      next.state,
      next.job?.id ?? null,
      next.job?.note ?? null,
      next.progress,
      next.queuePosition,
      next.attempt,
      next.failure?.kind ?? null,
      next.failure?.message ?? null,
      next.retryAtMs,
      next.updatedAtMs,
      next.id,
      from,
    ],
  )
  if (changes === 1 && next.state === 'queued' && from !== 'queued') waitAgainIfOvertaken(db, next.id)
  // Who shows takes hears of takes: not of every percent, but of the ends of requests, and of those that are begun again.
  if (changes === 1 && (isSettled(from) || isSettled(next.state))) touchTake(db, next.takeId)
  return changes === 1
}

/** Counts as a change of the take, which stands as its request does: failed, dropped, on its way again. */
export function touchTake(db: WritableDb, id: TakeId): void {
  db.run('UPDATE take SET number = number WHERE id = ?', [id])
}

function existing(db: ReadableDb, id: RequestId): Request {
  const request = requestById(db, id)
  if (!request) throw new Error(`there is no request ${id}`)
  return request
}

function fromRow(row: RequestRow): Request {
  return {
    id: row.id as RequestId,
    projectId: row.project_id as ProjectId,
    shotId: row.shot_id as ShotId | null,
    takeId: row.take_id as TakeId,
    spec: JSON.parse(row.spec_json) as RequestSpec,
    shotVersion: row.shot_version,
    neighbours: { beginsAfter: row.begins_after as ShotId | null, endsBefore: row.ends_before as ShotId | null },
    isWaiting: row.is_waiting === 1,
    handed: row.neighbours_json === null ? null : (JSON.parse(row.neighbours_json) as HandedFrames),
    state: row.state,
    job: row.job_id === null ? null : { id: row.job_id, note: row.job_note },
    progress: row.progress,
    queuePosition: row.queue_position,
    priority: row.priority,
    estimateMicroUsd: row.estimate_micro_usd,
    costMicroUsd: row.cost_micro_usd,
    attempt: row.attempt,
    failure: row.failure_kind === null ? null : { kind: row.failure_kind, message: row.failure_message ?? '' },
    retryAtMs: row.retry_at_ms,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  }
}

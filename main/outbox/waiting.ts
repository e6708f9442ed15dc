import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { Lease } from '#main/library/lease.ts'
import type { ProjectId, RequestId, ShotId } from '#model/ids.ts'
import type { Request, RequestFailure, RequestSpec } from '#model/request.ts'
import type { HandedFrames } from '#model/seam/binding.ts'
import { hasChosenTake } from './neighbours.ts'
import { requestById, touchTake, WAITS_FOR_NOTHING } from './store.ts'

const LACKS = `CASE WHEN neighbour.trashed_at_ms IS NOT NULL THEN 'shot' WHEN NOT ${hasChosenTake('neighbour.id')} THEN 'take'
    WHEN neighbour.start_frame IS NULL THEN 'place' END`

/** The first shot that owes a waiting `request` a picture and has none (OwingShot as JSON): an expression of SQL. */
export const OWING_SHOT_JSON = `(SELECT json_object('number', neighbour.position + 1,
      'what', substr(coalesce(nullif(neighbour.what_happens, ''), neighbour.prompt), 1, 80), 'lacks', ${LACKS}) FROM shot AS neighbour
    WHERE neighbour.id IN (request.begins_after, request.ends_before) AND ${LACKS} IS NOT NULL
    ORDER BY neighbour.position LIMIT 1)`

const RELEASABLE_SQL = `SELECT id FROM request
  WHERE is_waiting = 1 AND state = 'queued' AND ${WAITS_FOR_NOTHING}
    AND (begins_after IS NULL OR ${hasChosenTake('request.begins_after')})
    AND (ends_before IS NULL OR ${hasChosenTake('request.ends_before')})
  ORDER BY priority DESC, created_at_ms, id`

/** The requests whose neighbours all have a chosen take by now: those due first standing first. */
export function releasableRequests(db: ReadableDb, nowMs: number): Request[] {
  return db.all<{ id: RequestId }>(RELEASABLE_SQL, { nowMs }).map(({ id }) => requestById(db, id)!)
}

export function isReleasable(db: ReadableDb, id: RequestId, nowMs: number): boolean {
  return db.get(`SELECT 1 FROM (${RELEASABLE_SQL}) WHERE id = @id`, { id, nowMs }) !== undefined
}

/** Whether a request to one of these services waits. */
export function hasWaiting(db: ReadableDb, providerIds: readonly string[]): boolean {
  const sql = `SELECT 1 FROM request
    WHERE is_waiting = 1 AND state = 'queued' AND provider IN (SELECT value FROM json_each(?)) LIMIT 1`
  return db.get(sql, [JSON.stringify(providerIds)]) !== undefined
}

/** How many requests of each shot of a project wait. */
export function countWaiting(db: ReadableDb, projectId: ProjectId): ReadonlyMap<ShotId, number> {
  const sql = `SELECT shot_id AS id, count(*) AS count FROM request
    WHERE is_waiting = 1 AND state = 'queued' AND project_id = ? AND shot_id IS NOT NULL GROUP BY shot_id`
  return new Map(db.all<{ id: ShotId; count: number }>(sql, [projectId]).map(({ id, count }) => [id, count]))
}

/** When a request whose neighbour's picture could not be read is looked at again; null where there is none. */
export function nextReleaseAtMs(db: ReadableDb, nowMs: number): number | null {
  const sql = `SELECT min(retry_at_ms) AS at_ms FROM request WHERE is_waiting = 1 AND state = 'queued' AND retry_at_ms > ?`
  return db.get<{ at_ms: number | null }>(sql, [nowMs])?.at_ms ?? null
}

export function hasReleasable(db: ReadableDb, nowMs: number): boolean {
  return db.get(`${RELEASABLE_SQL} LIMIT 1`, { nowMs }) !== undefined
}

/**
 * Pins the pictures that a request begins and ends on, and lets it go out (SPEC B8). `settle` puts their files in place, in the same transaction.
 * False where it does not wait any more, or `isStillSo` says that the neighbours have changed meanwhile: then nothing is done.
 */
export function release(
  { db, lease }: { readonly db: WritableDb; readonly lease: Lease },
  { id }: Pick<Request, 'id'>,
  handed: HandedFrames,
  options: {
    readonly isStillSo: () => boolean
    readonly settle: () => Partial<Pick<RequestSpec, 'firstFrame' | 'lastFrame' | 'leadIn' | 'leadOut'>>
  },
): boolean {
  return lease.guarded(() => {
    const request = requestById(db, id)
    if (!request?.isWaiting || request.state !== 'queued' || !options.isStillSo()) return false
    const { leadIn: _oldIn, leadOut: _oldOut, ...spec } = request.spec
    db.run(
      `UPDATE request SET is_waiting = 0, spec_json = ?, neighbours_json = ?, failure_kind = NULL, failure_message = NULL,
         retry_at_ms = NULL, updated_at_ms = ? WHERE id = ?`,
      [JSON.stringify({ ...spec, ...options.settle() }), JSON.stringify(handed), Date.now(), id],
    )
    touchTake(db, request.takeId)
    return true
  })
}

/** Keeps how many pictures of its clip lead up to the one it was handed; for use alongside the step to `ready` (SPEC B12). */
export function noteLead(db: WritableDb, id: RequestId, leadPictures: number): void {
  const sql = `UPDATE request SET neighbours_json = json_set(neighbours_json, '$.leadPictures', ?)
    WHERE id = ? AND neighbours_json IS NOT NULL`
  db.run(sql, [leadPictures, id])
}

/** Says why a request could not be released, and looks at it again later. */
export function keepWaiting(
  { db, lease }: { readonly db: WritableDb; readonly lease: Lease },
  { id }: Pick<Request, 'id'>,
  failure: RequestFailure,
  retryAtMs: number,
): void {
  const sql = `UPDATE request SET failure_kind = ?, failure_message = ?, retry_at_ms = ?, updated_at_ms = ?
    WHERE id = ? AND is_waiting = 1 AND state = 'queued'`
  lease.guarded(() => db.run(sql, [failure.kind, failure.message, retryAtMs, Date.now(), id]))
}

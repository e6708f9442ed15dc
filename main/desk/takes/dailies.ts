import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { Dailies } from '#model/contract/take-remake.ts'
import type { ProjectId, TakeId } from '#model/ids.ts'

const SINCE = '(SELECT dailies_at_ms FROM project WHERE id = @projectId)'

const ARRIVED_SQL = `SELECT take.id, media.facts_json ->> '$.durationTicks' AS durationTicks,
    coalesce(request.cost_micro_usd, request.estimate_micro_usd, 0) AS costMicroUsd
  FROM take JOIN media ON media.id = take.media_id LEFT JOIN request ON request.take_id = take.id
  WHERE take.project_id = @projectId AND take.trashed_at_ms IS NULL AND take.judgement = 'unseen'
    AND coalesce(request.ready_at_ms, take.created_at_ms) >= ${SINCE}`

const STOPPED_SQL = `SELECT id AS requestId, take_id AS takeId, state, coalesce(cost_micro_usd, 0) AS costMicroUsd
  FROM request WHERE project_id = @projectId AND state IN ('failed', 'refused') AND updated_at_ms >= ${SINCE}
  ORDER BY created_at_ms, id`

/** What came of the asking since dailies were last watched to their end, and is still unseen (SPEC K4). */
export function dailiesOf(db: ReadableDb, projectId: ProjectId): Dailies {
  // Before the look: what comes beside it stands in the next ones.
  const atMs = Date.now()
  const arrived = db.all<{ id: TakeId; durationTicks: number; costMicroUsd: number }>(ARRIVED_SQL, { projectId })
  const stopped = db.all<Dailies['stopped'][number] & { costMicroUsd: number }>(STOPPED_SQL, { projectId })
  return {
    atMs,
    takeIds: arrived.map(({ id }) => id),
    stopped: stopped.map(({ requestId, takeId, state }) => ({ requestId, takeId, state })),
    costMicroUsd: sumOf([...arrived, ...stopped].map(({ costMicroUsd }) => costMicroUsd)),
    durationTicks: sumOf(arrived.map(({ durationTicks }) => durationTicks)),
  }
}

/** Nothing that came before counts as just arrived any more. What came later, while these were watched, is for the next time. */
export function endDailies(db: WritableDb, projectId: ProjectId, untilMs: number): void {
  db.run('UPDATE project SET dailies_at_ms = max(dailies_at_ms, ?) WHERE id = ?', [untilMs, projectId])
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

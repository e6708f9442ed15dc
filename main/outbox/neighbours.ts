import type { WritableDb } from '#main/db/open.ts'
import type { RequestId } from '#model/ids.ts'

/** Whether a shot has a chosen take with a clip: an expression of SQL. `which` narrows it to one take. */
export const hasChosenTake = (shot: string, which = 'take.id'): string =>
  `EXISTS (SELECT 1 FROM take_shot JOIN take ON take.id = take_shot.take_id WHERE take_shot.shot_id = ${shot} AND take.id = ${which}
    AND take.judgement = 'circled' AND take.media_id IS NOT NULL AND take.trashed_at_ms IS NULL)`

const IS_OVERTAKEN = `(begins_after IS NOT NULL AND NOT ${hasChosenTake('request.begins_after', "request.neighbours_json ->> '$.first.takeId'")}
    OR ends_before IS NOT NULL AND NOT ${hasChosenTake('request.ends_before', "request.neighbours_json ->> '$.last.takeId'")})`

/**
 * Lets a request wait for its neighbours' pictures again where other takes are chosen there by now (SPEC B9): what goes back to the queue
 * is made anew, and a clip of the pictures it had would be paid for in vain.
 */
export function waitAgainIfOvertaken(db: WritableDb, id: RequestId): void {
  const sql = `UPDATE request SET is_waiting = 1, neighbours_json = NULL
    WHERE id = ? AND is_waiting = 0 AND neighbours_json IS NOT NULL AND ${IS_OVERTAKEN}`
  db.run(sql, [id])
}

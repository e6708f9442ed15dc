import type { WritableDb } from '#main/db/open.ts'
import type { TakeId } from '#model/ids.ts'
import type { RejectReason } from '#model/reject-reason.ts'

/** Says that a rejected take has this reason, or that it has it no more; of a take that is not rejected nothing is said (SPEC K1). */
export function setReason(db: WritableDb, id: TakeId, reason: RejectReason, isGiven: boolean): void {
  const sql = isGiven
    ? `INSERT OR IGNORE INTO take_reason (take_id, reason) SELECT id, @reason FROM take WHERE id = @id AND judgement = 'rejected'`
    : 'DELETE FROM take_reason WHERE take_id = @id AND reason = @reason'
  db.run(sql, { id, reason })
}

export function clearReasons(db: WritableDb, id: TakeId): void {
  db.run('DELETE FROM take_reason WHERE take_id = ?', [id])
}

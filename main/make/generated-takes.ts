import type { ReadableDb } from '#main/db/open.ts'
import type { Sequence } from '#model/sequence.ts'

/** True when a sequence shows takes that were asked of a model or drawn, not only clips that a person brought. */
export function hasGeneratedTake(db: ReadableDb, { tracks }: Sequence): boolean {
  const takeIds = tracks
    .flatMap(({ items }) => items)
    .flatMap(item => (item.kind === 'clip' && item.source.kind === 'take' ? [item.source.takeId] : []))
  const sql = 'SELECT 1 FROM request WHERE take_id IN (SELECT value FROM json_each(?)) LIMIT 1'
  return db.get(sql, [JSON.stringify(takeIds)]) !== undefined
}

import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { SeamMatch } from '#model/seam/measure-seam.ts'

/** What was found at a join: its numbers, or the sentence why it could not be measured. */
export type StoredSeam = { readonly atMs: number } & (
  | { readonly match: SeamMatch; readonly failure: null }
  | { readonly match: null; readonly failure: string }
)

type SeamRow = { key: string; match: string | null; failure: string | null; atMs: number }

/** Ten films of fifty shots with a dozen takes each; about a kilobyte a join. */
const MOST_SEAMS = 12_000
/** So many of the oldest go at once, so that it is done seldom. */
const PRUNED_SEAMS = 1_000

/** What is known of these joins, by their keys. */
export function storedSeams(db: ReadableDb, keys: readonly string[]): Map<string, StoredSeam> {
  const rows = db.all<SeamRow>(
    `SELECT join_key AS key, match_json AS match, failure, measured_at_ms AS atMs
     FROM seam_match WHERE join_key IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(keys)],
  )
  return new Map(
    rows.map(({ key, match, failure, atMs }) => [
      key,
      match === null
        ? { match: null, failure: failure ?? '', atMs }
        : { match: JSON.parse(match) as SeamMatch, failure: null, atMs },
    ]),
  )
}

/** Keeps what was found; the oldest go where there are too many. */
export function saveSeam(db: WritableDb, key: string, found: SeamMatch | string, most = MOST_SEAMS): void {
  const [match, failure] = typeof found === 'string' ? [null, found] : [JSON.stringify(found, rounded), null]
  db.transaction(() => {
    db.run(
      `INSERT INTO seam_match (join_key, match_json, failure, measured_at_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (join_key) DO UPDATE SET match_json = excluded.match_json, failure = excluded.failure,
         measured_at_ms = excluded.measured_at_ms`,
      [key, match, failure, Date.now()],
    )
    const { count } = db.get<{ count: number }>('SELECT count(*) AS count FROM seam_match')!
    if (count <= most) return
    db.run(
      `DELETE FROM seam_match WHERE join_key IN
         (SELECT join_key FROM seam_match ORDER BY measured_at_ms, join_key LIMIT ?)`,
      [count - most + Math.min(PRUNED_SEAMS, most >> 1)],
    )
  })
}

/** Four decimals are finer than anything that is told. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value
}

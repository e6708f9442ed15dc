import type { ReadableDb } from '#main/db/open.ts'

/** What is being worked on right now, in whichever process. */
export type WorkUnderWay = {
  readonly renderIds: readonly string[]
  readonly requestIds: readonly string[]
  /** How far the requests are, on average; 0..1, and 0 without any. */
  readonly requestProgress: number
}

const RENDERS_SQL = "SELECT id FROM render WHERE state = 'running' ORDER BY created_at_ms"
// What is uncertain has a time for as long as it is looked for.
const REQUESTS_SQL = `SELECT id, progress FROM request
  WHERE state IN ('sending', 'accepted', 'running', 'downloading', 'checking', 'uncertain') AND state NOT IN ('ready', 'cancelled')
    AND (state <> 'uncertain' OR retry_at_ms IS NOT NULL) ORDER BY created_at_ms`

export function workUnderWay(db: ReadableDb): WorkUnderWay {
  const requests = db.all<{ id: string; progress: number }>(REQUESTS_SQL)
  const progress = requests.reduce((sum, request) => sum + request.progress, 0)
  return {
    renderIds: db.all<{ id: string }>(RENDERS_SQL).map(({ id }) => id),
    requestIds: requests.map(({ id }) => id),
    requestProgress: requests.length === 0 ? 0 : progress / requests.length,
  }
}

/** Whether it is this process that works, so that its end would stop the work. */
export function worksHere(db: ReadableDb): boolean {
  const sql = 'SELECT 1 FROM runner_lease WHERE holder IS NOT NULL AND pid = ?'
  return db.get(sql, [process.pid]) !== undefined
}

import type { ReadableDb } from '#main/db/open.ts'
import type { Provider } from '#main/providers/port.ts'
import type { RequestId } from '#model/ids.ts'
import { SILENCE_PAUSE_MS } from '#model/request-life.ts'
import type { Job } from '#model/request.ts'
import type { Run } from './run.ts'

/** The job of a request that was dropped. */
export type Unwanted = { readonly id: RequestId; readonly job: Job }

/** By then a job has ended, heard of or not. */
const WORTH_TELLING_MS = 24 * 3_600_000

// By the ledger, whose index is by time: of dropped requests there may be thousands.
const UNWANTED_SQL = `SELECT DISTINCT request.id, request.job_id AS jobId, request.job_note AS note
  FROM ledger_entry CROSS JOIN request ON request.id = ledger_entry.request_id
  WHERE ledger_entry.service_id = ? AND ledger_entry.sent_at_ms > ?
    AND request.state = 'cancelled' AND request.job_id IS NOT NULL AND request.retry_at_ms <= ?`

/** The jobs that a service is to be told now that nobody waits for them any more. */
export function unwantedJobs(db: ReadableDb, serviceId: string, nowMs: number): Unwanted[] {
  type Row = { readonly id: RequestId; readonly jobId: string; readonly note: string | null }
  const rows = db.all<Row>(UNWANTED_SQL, [serviceId, nowMs - WORTH_TELLING_MS, nowMs])
  return rows.map(({ id, jobId, note }) => ({ id, job: { id: jobId, note } }))
}

/**
 * Tells a service that a job is no longer wanted. Where it does not hear, it is told again when somebody works the next time: nothing
 * waits for it.
 */
export async function withdraw(run: Run, provider: Provider, { id, job }: Unwanted): Promise<void> {
  const isHeard = await provider.cancel(job).then(
    () => true,
    () => false,
  )
  const againAtMs = isHeard ? null : run.clock.nowMs() + SILENCE_PAUSE_MS
  run.lease.guarded(() =>
    run.db.run(`UPDATE request SET retry_at_ms = ? WHERE id = ? AND state = 'cancelled'`, [againAtMs, id]),
  )
}

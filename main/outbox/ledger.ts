import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { MicroUsd } from '#model/clip-price.ts'
import type { ProjectId, RequestId } from '#model/ids.ts'
import type { LedgerOutcome } from '#model/ledger.ts'
import type { ProjectMoney, Spending } from '#model/money.ts'
import type { Job, Request } from '#model/request.ts'

/** Writes that a create call is about to leave, in the transaction that makes its request `sending` (SPEC Q13). */
export function openEntry(
  db: WritableDb,
  { id, projectId, spec, attempt, estimateMicroUsd }: Request,
  nowMs: number,
): void {
  db.run(
    `INSERT INTO ledger_entry (request_id, project_id, service_id, model, attempt, sent_at_ms, outcome, estimate_micro_usd)
     VALUES (?, ?, ?, ?, ?, ?, 'open', ?)`,
    [id, projectId, spec.provider, spec.model, attempt, nowMs, estimateMicroUsd],
  )
}

/** Writes what became of the newest create call of a request that is not settled. Nothing where none ever left. */
export function closeEntry(
  db: WritableDb,
  requestId: RequestId,
  {
    outcome,
    job,
    actualMicroUsd,
  }: { outcome: Exclude<LedgerOutcome, 'open'>; job?: Job; actualMicroUsd?: MicroUsd | undefined },
): void {
  db.run(
    `UPDATE ledger_entry SET outcome = ?, job_id = ?, actual_micro_usd = coalesce(?, actual_micro_usd)
     WHERE id = (SELECT max(id) FROM ledger_entry WHERE request_id = ? AND outcome IN ('open', 'unsure'))`,
    [outcome, job?.id ?? null, actualMicroUsd ?? null, requestId],
  )
  if (actualMicroUsd !== undefined) writeCost(db, requestId)
}

/** Whether the newest create call of a request is written, and not settled: of what waited in a backup that was put back it is not. */
export function isEntryOpen(db: ReadableDb, requestId: RequestId): boolean {
  const sql = `SELECT 1 FROM ledger_entry WHERE request_id = ? AND outcome IN ('open', 'unsure')`
  return db.get(sql, [requestId]) !== undefined
}

/** Writes what the job of a request was billed, as its service says. */
export function noteCost(db: WritableDb, requestId: RequestId, job: Job, microUsd: MicroUsd): void {
  db.run('UPDATE ledger_entry SET actual_micro_usd = ? WHERE request_id = ? AND job_id = ?', [
    microUsd,
    requestId,
    job.id,
  ])
  writeCost(db, requestId)
}

/** Kept with the request too: it is its take's pedigree, which goes where the project goes. */
function writeCost(db: WritableDb, requestId: RequestId): void {
  const sql = `UPDATE request SET cost_micro_usd = (SELECT sum(actual_micro_usd) FROM ledger_entry WHERE request_id = @requestId)
    WHERE id = @requestId`
  db.run(sql, { requestId })
}

/** Whether a job is known to be that of some request, whoever's. */
export function isJobClaimed(db: ReadableDb, serviceId: string, jobId: string): boolean {
  return db.get('SELECT 1 FROM ledger_entry WHERE service_id = ? AND job_id = ?', [serviceId, jobId]) !== undefined
}

/** Whether a service has ever taken a job. */
export function hasTakenJob(db: ReadableDb, serviceId: string): boolean {
  const sql = 'SELECT 1 FROM ledger_entry WHERE service_id = ? AND job_id IS NOT NULL LIMIT 1'
  return db.get(sql, [serviceId]) !== undefined
}

/** When the newest create call of a request left; null where none ever did. */
export function sentAtMs(db: ReadableDb, requestId: RequestId): number | null {
  const sql = 'SELECT max(sent_at_ms) AS at_ms FROM ledger_entry WHERE request_id = ?'
  return db.get<{ at_ms: number | null }>(sql, [requestId])?.at_ms ?? null
}

/** What a project may spend, and has: what was billed, or what is expected where nobody has said. */
export function spendingOf(db: ReadableDb, projectId: ProjectId): Spending {
  const sql = `SELECT cap_micro_usd AS capMicroUsd, (
      SELECT coalesce(sum(coalesce(actual_micro_usd, estimate_micro_usd, 0)), 0) FROM ledger_entry
      WHERE project_id = project.id AND outcome <> 'not-made') AS spentMicroUsd
    FROM project WHERE id = ?`
  return db.get<Spending>(sql, [projectId]) ?? { capMicroUsd: null, spentMicroUsd: 0 }
}

// The very words of the index of such requests: of most projects there are none.
const COSTS_SOMETHING = '(estimate_micro_usd IS NULL OR estimate_micro_usd > 0)'

/** What the requests of a project that wait to be sent are expected to cost, as far as anybody says before. */
function reservedMicroUsd(db: ReadableDb, projectId: ProjectId): MicroUsd {
  const sql = `SELECT coalesce(sum(estimate_micro_usd), 0) AS reserved FROM request
    WHERE project_id = ? AND state = 'queued' AND ${COSTS_SOMETHING}`
  return db.get<{ reserved: number }>(sql, [projectId])?.reserved ?? 0
}

/** Whether anything that costs something was ever asked for in a project. */
export function hasAskedPaid(db: ReadableDb, projectId: ProjectId): boolean {
  return db.get(`SELECT 1 FROM request WHERE project_id = ? AND ${COSTS_SOMETHING} LIMIT 1`, [projectId]) !== undefined
}

/** How a project stands with its money. */
export function moneyOf(db: ReadableDb, projectId: ProjectId): ProjectMoney {
  return { ...spendingOf(db, projectId), reservedMicroUsd: reservedMicroUsd(db, projectId) }
}

/** Sets what a project may cost; null = nothing paid goes out. What waits goes out, or goes on waiting, by that from now on. */
export function setCap(db: WritableDb, projectId: ProjectId, capMicroUsd: MicroUsd | null): void {
  db.run('UPDATE project SET cap_micro_usd = ? WHERE id = ?', [capMicroUsd, projectId])
}

const MINUTE_MS = 60_000

/** When the service may be sent one more, if it takes `perMinute`; a time that has passed = now. */
export function nextSlotAtMs(db: ReadableDb, serviceId: string, perMinute: number | null, nowMs: number): number {
  if (perMinute === null) return nowMs
  const sql = `SELECT sent_at_ms FROM ledger_entry WHERE service_id = ? AND sent_at_ms > ? AND sent_at_ms <= ?
    ORDER BY sent_at_ms DESC LIMIT 1 OFFSET ?`
  const row = db.get<{ sent_at_ms: number }>(sql, [serviceId, nowMs - MINUTE_MS, nowMs, perMinute - 1])
  return row === undefined ? nowMs : row.sent_at_ms + MINUTE_MS
}

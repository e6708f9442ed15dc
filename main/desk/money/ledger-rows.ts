import type { ReadableDb } from '#main/db/open.ts'
import { modelName, serviceById, type Catalogue } from '#model/catalogue.ts'
import type { DaySpend, LedgerRow } from '#model/contract/money-contract.ts'
import type { ProjectId } from '#model/ids.ts'

/** Null = every project. */
export type Scope = ProjectId | null

const ROWS_SQL = `SELECT ledger_entry.id, ledger_entry.sent_at_ms AS sentAtMs, project.title AS projectTitle,
    CASE WHEN shot.trashed_at_ms IS NULL THEN shot.position + 1 END AS shotNumber, take.number AS takeNumber,
    ledger_entry.service_id AS service, ledger_entry.model, ledger_entry.attempt, ledger_entry.outcome,
    ledger_entry.job_id AS jobId, ledger_entry.estimate_micro_usd AS estimateMicroUsd,
    ledger_entry.actual_micro_usd AS actualMicroUsd
  FROM ledger_entry
    JOIN request ON request.id = ledger_entry.request_id
    JOIN take ON take.id = request.take_id
    JOIN project ON project.id = ledger_entry.project_id
    LEFT JOIN shot ON shot.id = request.shot_id`

/** The create calls from `offset` on, the newest first. */
export function pageOfLedger(
  db: ReadableDb,
  catalogue: Catalogue,
  { projectId, offset, limit }: { readonly projectId: Scope; readonly offset: number; readonly limit: number },
): LedgerRow[] {
  const page = 'LIMIT @limit OFFSET @offset'
  const sql =
    projectId === null
      ? `${ROWS_SQL} ORDER BY ledger_entry.id DESC ${page}`
      : `${ROWS_SQL} WHERE ledger_entry.project_id = @projectId
          ORDER BY ledger_entry.sent_at_ms DESC, ledger_entry.id DESC ${page}`
  const rows = db.all<LedgerRow>(sql, { projectId, offset, limit })
  return rows.map(row => ({
    ...row,
    service: serviceName(catalogue, row.service),
    model: modelName(catalogue, row.model),
  }))
}

export function countLedger(db: ReadableDb, projectId: Scope): number {
  const sql = 'SELECT count(*) AS total FROM ledger_entry WHERE @projectId IS NULL OR project_id = @projectId'
  return db.get<{ total: number }>(sql, { projectId })?.total ?? 0
}

const DAYS_SQL = `SELECT date(sent_at_ms / 1000, 'unixepoch', 'localtime') AS day, service_id AS service,
    count(*) AS takes, sum(coalesce(actual_micro_usd, estimate_micro_usd, 0)) AS microUsd
  FROM ledger_entry
  WHERE outcome <> 'not-made' AND coalesce(actual_micro_usd, estimate_micro_usd, 1) > 0
    AND (@projectId IS NULL OR project_id = @projectId)
  GROUP BY day, service_id ORDER BY day DESC, microUsd DESC, service_id`

/** What was spent each day with each service, the newest day first. */
export function spendByDay(db: ReadableDb, catalogue: Catalogue, projectId: Scope): DaySpend[] {
  const days = db.all<DaySpend>(DAYS_SQL, { projectId })
  return days.map(day => ({ ...day, service: serviceName(catalogue, day.service) }))
}

/** One that was removed goes by its id. */
function serviceName(catalogue: Catalogue, id: string): string {
  return serviceById(catalogue, id)?.title ?? id
}

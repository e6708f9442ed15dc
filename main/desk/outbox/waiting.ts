import { spendingOf } from '#main/outbox/ledger.ts'
import { listPauses } from '#main/outbox/pauses.ts'
import { OWING_SHOT_JSON } from '#main/outbox/waiting.ts'
import { retiredModels, type Catalogue } from '#model/catalogue.ts'
import type { MicroUsd } from '#model/clip-price.ts'
import type { Hold, OwingShot, ServedService } from '#model/hold.ts'
import type { ProjectId, RequestId } from '#model/ids.ts'
import type { Spending } from '#model/money.ts'
import { holdsInLine, type LineFacts, type WaitingRequest } from '#model/waiting-line.ts'
import type { ReadableDb } from '#main/db/open.ts'
import type { Maker } from './makers.ts'

export type Waiting = WaitingRequest & {
  readonly id: RequestId
  readonly projectId: ProjectId
  readonly estimateMicroUsd: MicroUsd | null
  readonly hold: Hold
}

/** What the reasons for waiting are read from. */
export type WaitingContext = {
  readonly db: ReadableDb
  readonly catalogue: Catalogue
  readonly makers: () => readonly Maker[]
  readonly isOnline: () => boolean
}

// Read from the index alone.
export const LINE_SQL = `SELECT id, provider AS serviceId, project_id AS projectId, spec_json ->> '$.model' AS model,
    estimate_micro_usd AS estimateMicroUsd, retry_at_ms AS retryAtMs, updated_at_ms AS updatedAtMs, is_waiting AS isWaiting,
    CASE is_waiting WHEN 1 THEN ${OWING_SHOT_JSON} END AS owingJson
  FROM request WHERE state = 'queued' AND state NOT IN ('ready', 'cancelled')
  ORDER BY provider, priority DESC, created_at_ms, id`

/** Every queued request of the library and why it does not go out now, those of one service in the order in which they go out. */
export function waitingRequests(context: WaitingContext): Waiting[] {
  type Row = Omit<Waiting, 'hold' | 'isWaiting' | 'owing'> & {
    readonly isWaiting: number
    readonly owingJson: string | null
  }
  const line = context.db.all<Row>(LINE_SQL).map(row => ({
    ...row,
    isWaiting: row.isWaiting === 1,
    owing: row.owingJson === null ? null : (JSON.parse(row.owingJson) as OwingShot),
  }))
  const holds = holdsInLine(line, factsOf(context), Date.now())
  return line.map((request, index) => ({ ...request, hold: holds[index]! }))
}

function factsOf({ db, catalogue, makers, isOnline }: WaitingContext): LineFacts {
  const pauses = listPauses(db)
  const online = isOnline()
  const services = new Map<string, ServedService>(
    makers().map(({ serviceId, needsNetwork }) => [
      serviceId,
      { isInReach: online || !needsNetwork, pause: pauses.get(serviceId) ?? null },
    ]),
  )
  const retired = new Set(retiredModels(catalogue))
  const money = new Map<string, Spending>()
  return {
    serviceOf: id => services.get(id) ?? null,
    isRetired: model => retired.has(model),
    moneyOf(projectId) {
      const known = money.get(projectId) ?? spendingOf(db, projectId as ProjectId)
      money.set(projectId, known)
      return known
    },
  }
}

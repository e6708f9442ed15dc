import { oc } from '@orpc/contract'
import { z } from 'zod'
import { LEDGER_OUTCOMES } from '../ledger.ts'
import { MOST_DOLLARS } from '../money.ts'

/** Millionths of a US dollar. */
const microUsd = z.int().nonnegative()

export const projectMoney = z.object({
  /** Null = nothing paid goes out. */
  capMicroUsd: microUsd.nullable(),
  /** Billed, or expected where nobody has said; with what is being sent, and what may have been. */
  spentMicroUsd: microUsd,
  /** What waits to be sent is expected to cost. */
  reservedMicroUsd: microUsd,
})

const ledgerRow = z.object({
  id: z.int(),
  sentAtMs: z.int(),
  projectTitle: z.string(),
  /** As counted on screen; null for the Board, and when the shot has gone. */
  shotNumber: z.int().nullable(),
  takeNumber: z.int(),
  /** Names, as people know them. */
  service: z.string(),
  model: z.string(),
  /** Which try of its request, from 1. */
  attempt: z.int(),
  outcome: z.enum(LEDGER_OUTCOMES),
  jobId: z.string().nullable(),
  /** Null where nobody knew before. */
  estimateMicroUsd: microUsd.nullable(),
  /** Null where nobody has said. */
  actualMicroUsd: microUsd.nullable(),
})
export type LedgerRow = z.infer<typeof ledgerRow>

const daySpend = z.object({
  /** `2026-11-27`, as this machine counts days. */
  day: z.string(),
  service: z.string(),
  takes: z.int(),
  microUsd,
})
export type DaySpend = z.infer<typeof daySpend>

/** Null = every project. */
const projectId = z.string().nullable()

export const LEDGER_PAGE = 100

/**
 * - `standing`: cap, spent, still to come, and whether anything paid was ever asked for. Fails with project/unknown.
 * - `setCap`: null takes it away, and then nothing paid goes out. What waits goes by it at once. Fails with project/unknown.
 * - `ledger`: the create calls that left this machine, the newest first, and how many there are.
 * - `days`: what was spent each day with each service, the newest first; days without paid calls are left out.
 * - `exportCsv`: the whole ledger as a table at `path`; what is there is replaced. Fails with money/unwritable.
 */
export const moneyContract = {
  standing: oc.input(z.object({ projectId: z.string() })).output(projectMoney.extend({ hasAskedPaid: z.boolean() })),
  setCap: oc
    .input(z.object({ projectId: z.string(), capMicroUsd: microUsd.max(MOST_DOLLARS * 1_000_000).nullable() }))
    .output(z.void()),
  ledger: oc
    .input(z.object({ projectId, offset: z.int().nonnegative(), limit: z.int().min(1).max(LEDGER_PAGE) }))
    .output(z.object({ rows: z.array(ledgerRow), total: z.int() })),
  days: oc.input(z.object({ projectId })).output(z.array(daySpend)),
  exportCsv: oc
    .input(z.object({ projectId, path: z.string().min(1).max(4096) }))
    .output(z.object({ path: z.string(), rows: z.int() })),
}

import { writeFile } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import type { Library } from '#main/library/library.ts'
import { writeBeside } from '#main/library/write-beside.ts'
import type { Catalogue } from '#model/catalogue.ts'
import type { LedgerRow } from '#model/contract/money-contract.ts'
import { csvLine } from '#model/csv.ts'
import { StudioError } from '#model/errors.ts'
import { decimalDollars } from '#model/money.ts'
import { pageOfLedger, type Scope } from './ledger-rows.ts'

/** As SQLite has it. */
const NO_LIMIT = -1

const HEAD = [
  ...['Sent at', 'Project', 'Shot', 'Take', 'Service', 'Model', 'Try', 'Outcome', 'Estimate (USD)', 'Billed (USD)'],
  'Job',
]

/**
 * Writes the ledger of a project, or of all, as a table at `path`; what is there is replaced at the very end. Resolves to how many
 * rows it has.
 * @throws StudioError money/unwritable
 */
export async function exportCsv(
  { db }: Pick<Library, 'db'>,
  catalogue: Catalogue,
  projectId: Scope,
  path: string,
): Promise<number> {
  if (!isAbsolute(path)) throw unwritable(path)
  // In one look: what is sent meanwhile would shift the rows.
  const rows = pageOfLedger(db, catalogue, { projectId, offset: 0, limit: NO_LIMIT })
  const text = [HEAD, ...rows.map(fieldsOf)].map(csvLine).join('')
  try {
    await writeBeside(path, part => writeFile(part, text))
  } catch (error) {
    throw unwritable(path, error)
  }
  return rows.length
}

function fieldsOf(row: LedgerRow): string[] {
  const dollars = (microUsd: number | null): string => (microUsd === null ? '' : decimalDollars(microUsd))
  return [
    new Date(row.sentAtMs).toISOString(),
    row.projectTitle,
    String(row.shotNumber ?? ''),
    String(row.takeNumber),
    row.service,
    row.model,
    String(row.attempt),
    row.outcome,
    dollars(row.estimateMicroUsd),
    dollars(row.actualMicroUsd),
    row.jobId ?? '',
  ]
}

function unwritable(path: string, cause?: unknown): StudioError {
  const message = `${path} cannot be written. Choose a folder that is yours and has room.`
  return new StudioError('money/unwritable', message, { cause })
}

import { hasAskedPaid, moneyOf, setCap } from '#main/outbox/ledger.ts'
import type { MicroUsd } from '#model/clip-price.ts'
import type { ProjectId } from '#model/ids.ts'
import type { DeskContext } from './desk-context.ts'
import { existingProject } from './existing-project.ts'
import { exportCsv } from './money/export-csv.ts'
import { countLedger, pageOfLedger, spendByDay, type Scope } from './money/ledger-rows.ts'

export type MoneyDesk = ReturnType<typeof createMoneyDesk>

/** What takes cost: how much may be spent, and what was. */
export function createMoneyDesk({ library, catalogue }: Pick<DeskContext, 'library' | 'catalogue'>) {
  const { db } = library
  return {
    /** @throws StudioError project/unknown */
    standing(projectId: ProjectId) {
      existingProject(library, projectId)
      return { ...moneyOf(db, projectId), hasAskedPaid: hasAskedPaid(db, projectId) }
    },

    /** @throws StudioError project/unknown */
    setCap(projectId: ProjectId, capMicroUsd: MicroUsd | null): void {
      db.transaction(() => {
        existingProject(library, projectId)
        setCap(db, projectId, capMicroUsd)
      })
    },

    ledger: (wish: { readonly projectId: Scope; readonly offset: number; readonly limit: number }) => ({
      rows: pageOfLedger(db, catalogue, wish),
      total: countLedger(db, wish.projectId),
    }),

    days: (projectId: Scope) => spendByDay(db, catalogue, projectId),

    /** @throws StudioError money/unwritable */
    exportCsv: async (projectId: Scope, path: string) => ({
      path,
      rows: await exportCsv(library, catalogue, projectId, path),
    }),
  }
}

import type { MoneyDesk } from '#main/desk/money-desk.ts'
import type { ProjectId } from '#model/ids.ts'
import type { StudioImplementer } from './implementer.ts'

export function moneyApi(studio: StudioImplementer['money'], desk: MoneyDesk) {
  return {
    standing: studio.standing.handler(({ input }) => desk.standing(input.projectId as ProjectId)),
    setCap: studio.setCap.handler(({ input }) => desk.setCap(input.projectId as ProjectId, input.capMicroUsd)),
    ledger: studio.ledger.handler(({ input }) =>
      desk.ledger({ ...input, projectId: input.projectId as ProjectId | null }),
    ),
    days: studio.days.handler(({ input }) => desk.days(input.projectId as ProjectId | null)),
    exportCsv: studio.exportCsv.handler(({ input }) => desk.exportCsv(input.projectId as ProjectId | null, input.path)),
  }
}

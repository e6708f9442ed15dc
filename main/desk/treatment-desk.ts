import type { DeskContext } from './desk-context.ts'

export type TreatmentDesk = ReturnType<typeof createTreatmentDesk>

export function createTreatmentDesk(_context: DeskContext) {
  return {}
}

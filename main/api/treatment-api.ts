import type { StudioImplementer } from './implementer.ts'
import type { TreatmentDesk } from '#main/desk/treatment-desk.ts'

export function treatmentApi(_studio: StudioImplementer['treatment'], _desk: TreatmentDesk) {
  return {}
}

import type { StudioImplementer } from './implementer.ts'
import type { TakesDesk } from '#main/desk/takes-desk.ts'

export function takesApi(_studio: StudioImplementer['takes'], _desk: TakesDesk) {
  return {}
}

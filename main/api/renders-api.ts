import type { StudioImplementer } from './implementer.ts'
import type { RendersDesk } from '#main/desk/renders-desk.ts'

export function rendersApi(_studio: StudioImplementer['renders'], _desk: RendersDesk) {
  return {}
}

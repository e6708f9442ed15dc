import type { StudioImplementer } from './implementer.ts'
import type { SequencesDesk } from '#main/desk/sequences-desk.ts'

export function sequencesApi(_studio: StudioImplementer['sequences'], _desk: SequencesDesk) {
  return {}
}

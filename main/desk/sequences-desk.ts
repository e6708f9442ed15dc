import type { DeskContext } from './desk-context.ts'

export type SequencesDesk = ReturnType<typeof createSequencesDesk>

export function createSequencesDesk(_context: DeskContext) {
  return {}
}

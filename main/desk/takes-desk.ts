import type { DeskContext } from './desk-context.ts'

export type TakesDesk = ReturnType<typeof createTakesDesk>

export function createTakesDesk(_context: DeskContext) {
  return {}
}

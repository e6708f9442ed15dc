import type { DeskContext } from './desk-context.ts'

export type OutboxDesk = ReturnType<typeof createOutboxDesk>

export function createOutboxDesk(_context: DeskContext) {
  return {}
}

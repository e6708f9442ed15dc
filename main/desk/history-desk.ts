import type { DeskContext } from './desk-context.ts'

export type HistoryDesk = ReturnType<typeof createHistoryDesk>

export function createHistoryDesk(_context: DeskContext) {
  return {}
}

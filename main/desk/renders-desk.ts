import type { DeskContext } from './desk-context.ts'

export type RendersDesk = ReturnType<typeof createRendersDesk>

export function createRendersDesk(_context: DeskContext) {
  return {}
}

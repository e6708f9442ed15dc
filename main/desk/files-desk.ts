import type { DeskContext } from './desk-context.ts'

export type FilesDesk = ReturnType<typeof createFilesDesk>

export function createFilesDesk(_context: DeskContext) {
  return {}
}

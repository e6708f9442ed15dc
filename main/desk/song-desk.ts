import type { DeskContext } from './desk-context.ts'

export type SongDesk = ReturnType<typeof createSongDesk>

export function createSongDesk(_context: DeskContext) {
  return {}
}

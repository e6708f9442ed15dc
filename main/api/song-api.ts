import type { StudioImplementer } from './implementer.ts'
import type { SongDesk } from '#main/desk/song-desk.ts'

export function songApi(_studio: StudioImplementer['song'], _desk: SongDesk) {
  return {}
}

import type { StudioImplementer } from './implementer.ts'
import type { FilesDesk } from '#main/desk/files-desk.ts'

export function filesApi(_studio: StudioImplementer['files'], _desk: FilesDesk) {
  return {}
}

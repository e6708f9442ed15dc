import { StudioError } from '#model/errors.ts'
import type { ProjectId } from '#model/ids.ts'
import type { DeskContext } from '../desk-context.ts'
import { effectiveSong, type EffectiveSong } from './effective-song.ts'

/** @throws StudioError song/none */
export function demandSong(context: DeskContext, projectId: ProjectId): EffectiveSong {
  const song = effectiveSong(context, projectId)
  if (song) return song
  throw new StudioError('song/none', 'This project has no song yet, or it is still being heard.')
}

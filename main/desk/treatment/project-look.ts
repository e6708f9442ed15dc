import type { Project } from '#model/project.ts'
import { filmLook, type FilmLook } from '#main/make/look-of.ts'
import type { DeskContext } from '../desk-context.ts'
import { effectiveSong } from '../song/effective-song.ts'

/** The look words of a project's shots as they are now, over its song as hands left it. */
export function projectLook(
  context: Pick<DeskContext, 'library'>,
  { id, rate }: Pick<Project, 'id' | 'rate'>,
): FilmLook {
  const song = effectiveSong(context, id)
  return filmLook(context.library.db, id, song && { analysis: song.analysis, rate })
}

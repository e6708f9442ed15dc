import type { ProjectId } from '#model/ids.ts'
import { composedLook, NO_LOOK, type LookLevels, type LookWords } from '#model/look.ts'
import type { PlannedSong } from '#model/plan/plan.ts'
import { filmSections, mainSection, sectionKeyOf, sectionsNamed, type FilmSection } from '#model/plan/sections.ts'
import type { Shot } from '#model/shot.ts'
import { framesFromTicks, type FrameRate } from '#model/time.ts'
import type { SongAnalysis } from '#model/song.ts'
import type { ReadableDb } from '#main/db/open.ts'
import { listSectionWords, listShotLooks } from '#main/treatment/look-store.ts'
import { loadProjectTreatment } from '#main/treatment/shot-store.ts'
import { filmOfSong } from './defaults.ts'

/** The song that a film is laid over, as a person left it; `rate` is the film's. */
export type HeardFilm = {
  readonly analysis: PlannedSong & Pick<SongAnalysis, 'durationTicks'>
  readonly rate: FrameRate
}

export type FilmLook = {
  /** The look words of a shot, by where they come from. */
  levelsOf(shot: Shot): LookLevels
  /** All of them together: what is sent. */
  of(shot: Shot): LookWords
}

/** The film's sections, in its frames. */
export function sectionsOf({ analysis, rate }: HeardFilm): FilmSection[] {
  return filmSections(analysis, filmOfSong(framesFromTicks(analysis.durationTicks, rate)), rate)
}

/** The section that a shot stands in: most of its place, else the first of the name it was written for. */
export function sectionOf(sections: readonly FilmSection[], { place, written }: Shot): FilmSection | undefined {
  if (place) return mainSection(sections, place)
  return written.section === null ? undefined : sectionsNamed(written.section, sections)[0]
}

/**
 * The look words of a project's shots, as they are now. Without a song there are no sections, and so no words of them.
 * `film` are the words that all share; the project's own unless given.
 */
export function filmLook(
  db: ReadableDb,
  projectId: ProjectId,
  heard: HeardFilm | null,
  film: LookWords = loadProjectTreatment(db, projectId),
): FilmLook {
  const sectionWords = listSectionWords(db, projectId)
  const shotLooks = listShotLooks(db, projectId)
  const sections = heard === null || sectionWords.size === 0 ? [] : sectionsOf(heard)
  const levelsOf = (shot: Shot): LookLevels => {
    const section = sectionOf(sections, shot)
    return {
      film,
      section: (section && sectionWords.get(sectionKeyOf(section))) ?? NO_LOOK,
      shot: shotLooks.get(shot.id) ?? NO_LOOK,
    }
  }
  return { levelsOf, of: shot => composedLook(levelsOf(shot)) }
}

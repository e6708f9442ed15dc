import type { ProjectId } from '#model/ids.ts'
import { NO_LOOK, type LookLevels, type LookWords } from '#model/look.ts'
import type { PlannedSong } from '#model/plan/plan.ts'
import { filmSections, mainSection, sectionKeyOf, sectionsNamed, type FilmSection } from '#model/plan/sections.ts'
import { passageHalves } from '#model/prompt/passage.ts'
import type { PromptParts } from '#model/prompt/said.ts'
import type { Shot } from '#model/shot.ts'
import { framesFromTicks, type FrameRate } from '#model/time.ts'
import type { SongAnalysis } from '#model/song.ts'
import type { ReadableDb } from '#main/db/open.ts'
import { listSectionWords, listShotLooks } from '#main/treatment/look-store.ts'
import { listPassages, placedPassages } from '#main/treatment/passage-store.ts'
import { listTemplates } from '#main/treatment/prompt-templates.ts'
import { listShots, loadProjectTreatment } from '#main/treatment/shot-store.ts'
import { listVariables } from '#main/treatment/variable-store.ts'
import { filmOfSong } from './defaults.ts'

/** The song that a film is laid over, as a person left it; `rate` is the film's. */
export type HeardFilm = {
  readonly analysis: PlannedSong & Pick<SongAnalysis, 'durationTicks'>
  readonly rate: FrameRate
}

/** All that is said of a shot, and the user's own templates by model. */
export type ShotParts = PromptParts & { readonly templates: ReadonlyMap<string, string> }

export type FilmLook = {
  /** The look words of a shot, by where they come from. */
  levelsOf(shot: Shot): LookLevels
  /** All that a model is told of it. */
  of(shot: Shot): ShotParts
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
 * What is said of a project's shots, as it is now. Without a song there are no sections, and so no words of them.
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
  const order = listShots(db, projectId).map(({ id }) => id)
  const halvesOf = passageHalves(placedPassages(listPassages(db, projectId)), order)
  const variables = listVariables(db, projectId)
  const templates = listTemplates(db)
  const of = (shot: Shot): ShotParts => ({
    prompt: shot.written.prompt,
    camera: shot.written.cameraMove ?? '',
    ...halvesOf(shot.id),
    look: levelsOf(shot),
    variables,
    templates,
  })
  return { levelsOf, of }
}

import type { Catalogue } from '#model/catalogue.ts'
import type { TreatmentRow, TreatmentSection, TreatmentView } from '#model/contract/treatment-contract.ts'
import type { ShotId } from '#model/ids.ts'
import { wordsOf } from '#model/look.ts'
import { sectionKeyOf, type FilmSection } from '#model/plan/sections.ts'
import type { Project } from '#model/project.ts'
import { isUnclear } from '#model/prompt/compose.ts'
import { TAKES_NO_REFERENCES } from '#model/reference-stills.ts'
import type { Shot } from '#model/shot.ts'
import { isSameAsked } from '#model/shot-words.ts'
import { framesFromTicks } from '#model/time.ts'
import { DEFAULT_MODEL } from '#main/make/defaults.ts'
import { filmLook, sectionOf, sectionsOf, type FilmLook, type ShotParts } from '#main/make/look-of.ts'
import { readingFor, sentOf, type SentOf } from '#main/make/shot-spec.ts'
import { listSectionWords, listShotLooks } from '#main/treatment/look-store.ts'
import { listPassages, type KeptPassage } from '#main/treatment/passage-store.ts'
import { listTemplates } from '#main/treatment/prompt-templates.ts'
import { NO_PROGRESS, shotProgress } from '#main/treatment/shot-states.ts'
import { listShots, loadProjectTreatment } from '#main/treatment/shot-store.ts'
import { newestVersions } from '#main/treatment/shot-versions.ts'
import { listVariables } from '#main/treatment/variable-store.ts'
import type { DeskContext } from '../desk-context.ts'
import { offeredModels } from '../services/offered-models.ts'
import { effectiveSong } from '../song/effective-song.ts'
import { planState } from './plan-project.ts'
import { templateViews } from './templates.ts'

/** All that the treatment's tabs show. */
export function treatmentView(context: DeskContext, project: Project): TreatmentView {
  const { db } = context.library
  const words = loadProjectTreatment(db, project.id)
  const shots = listShots(db, project.id)
  const song = effectiveSong(context, project.id)
  const heard = song && { analysis: song.analysis, rate: project.rate }
  const sections = heard ? sectionsOf(heard) : []
  const barOf = barCounter(song ? song.analysis.downbeats.map(beat => framesFromTicks(beat, project.rate)) : [])
  const plan = planState(context, project, shots)
  const model = words.model ?? DEFAULT_MODEL
  const look = filmLook(db, project.id, heard, words)
  return {
    title: project.title,
    rate: project.rate,
    songFrames: song && framesFromTicks(song.analysis.durationTicks, project.rate),
    sections: sectionViews(context, project, sections, barOf),
    style: wordsOf(words.style),
    negative: wordsOf(words.negative),
    pacing: words.pacing,
    model,
    models: offeredModels(context, new Set([model, ...shots.flatMap(({ written }) => written.model ?? [])])),
    templates: templateViews(
      context.catalogue,
      new Set([model, ...shots.map(({ written }) => written.model ?? model)]),
      listTemplates(db),
    ),
    shots: rowsOf(context, project, shots, { sections, barOf, look, model }),
    variables: listVariables(db, project.id).map(({ id, group, name, text, stills }) => ({
      ...{ id, group, name, text },
      stills: [...stills],
    })),
    compromises: words.compromises.map(compromise => ({ ...compromise })),
    isPlanOld: plan.isOld,
    planProblem: plan.problem,
  }
}

/** Counts the bars that have begun by a frame; `barFrames` ascend. */
function barCounter(barFrames: readonly number[]): (frame: number) => number {
  return frame => {
    let low = 0
    let high = barFrames.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (barFrames[middle]! <= frame) low = middle + 1
      else high = middle
    }
    return low
  }
}

function sectionViews(
  { library }: DeskContext,
  { id }: Project,
  sections: readonly FilmSection[],
  barOf: (frame: number) => number,
): TreatmentSection[] {
  const words = listSectionWords(library.db, id)
  return sections.map(section => {
    const key = sectionKeyOf(section)
    const { story, style, negative } = words.get(key) ?? { story: '', style: '', negative: '' }
    const { label, startFrame, endFrame } = section
    return {
      key,
      name: section.title,
      label,
      startFrame,
      endFrame,
      startBar: barOf(startFrame),
      endBar: barOf(endFrame - 1) + 1,
      story,
      style: wordsOf(style),
      negative: wordsOf(negative),
    }
  })
}

type RowFacts = {
  readonly sections: readonly FilmSection[]
  readonly barOf: (frame: number) => number
  readonly look: FilmLook
  /** Of shots that name none. */
  readonly model: string
}

function rowsOf(context: DeskContext, project: Project, shots: readonly Shot[], facts: RowFacts): TreatmentRow[] {
  const { catalogue } = context
  const { db } = context.library
  const progress = shotProgress(db, project.id)
  const looks = listShotLooks(db, project.id)
  const versions = newestVersions(db, project.id)
  const passages = listPassages(db, project.id)
  return shots.map((shot, index) => {
    const { written, place } = shot
    const look = looks.get(shot.id)
    const newest = versions.get(shot.id)
    const section = sectionOf(facts.sections, shot)
    const { state, posterId } = progress.get(shot.id) ?? NO_PROGRESS
    const now = sentNow(shot, facts.look.of(shot), catalogue, facts.model)
    return {
      id: shot.id,
      number: index + 1,
      whatHappens: written.whatHappens ?? '',
      prompt: written.prompt,
      cameraMove: written.cameraMove ?? '',
      ...passageFacts(passages.get(shot.id), shots, index),
      section: written.section ?? '',
      model: written.model ?? '',
      style: wordsOf(look?.style ?? ''),
      negative: wordsOf(look?.negative ?? ''),
      stillId: look?.stillId ?? null,
      sectionKey: section ? sectionKeyOf(section) : null,
      place,
      bar: place && facts.barOf(place.startFrame),
      askTicks: shot.askTicks,
      version: newest?.version ?? 0,
      isNewer: newest !== undefined && !now.some(({ words }) => isSameAsked(newest.words, words)),
      isUnclear: now.some(({ problems }) => problems.some(isUnclear)),
      state,
      posterId,
    }
  })
}

type PassageFacts = Pick<TreatmentRow, 'passage' | 'passageThrough' | 'passageKind' | 'passageCarries' | 'passageTo'>

const NO_PASSAGE: PassageFacts = {
  passage: '',
  passageThrough: '',
  passageKind: 'words',
  passageCarries: [],
  passageTo: { state: 'none' },
}

function passageFacts(kept: KeptPassage | undefined, shots: readonly Shot[], index: number): PassageFacts {
  if (!kept) return NO_PASSAGE
  const { words, through, kind, carriesOver, toShotId } = kept
  return {
    passage: words,
    passageThrough: through,
    passageKind: kind,
    passageCarries: wordsOf(carriesOver),
    passageTo: passageTarget(toShotId, shots, index),
  }
}

function passageTarget(toShotId: ShotId | null, shots: readonly Shot[], index: number): TreatmentRow['passageTo'] {
  if (toShotId === null) return { state: 'none' }
  if (shots[index + 1]?.id === toShotId) return { state: 'next' }
  const to = shots.findIndex(({ id }) => id === toShotId)
  return { state: 'elsewhere', number: to < 0 ? null : to + 1 }
}

/** What would be sent now, of each variation. */
function sentNow({ written }: Shot, parts: ShotParts, catalogue: Catalogue, fallback: string): SentOf[] {
  const wanted = written.model ?? fallback
  const takes = catalogue.models.find(({ id }) => id === wanted) ?? TAKES_NO_REFERENCES
  return sentOf(parts, readingFor(catalogue, wanted, parts.templates), takes)
}

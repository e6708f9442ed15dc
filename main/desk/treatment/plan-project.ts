import { isStudioError, StudioError } from '#model/errors.ts'
import type { ShotId } from '#model/ids.ts'
import type { PlanRequest } from '#model/plan/plan.ts'
import type { Project } from '#model/project.ts'
import type { Shot } from '#model/shot.ts'
import { framesIn } from '#model/time.ts'
import { planRepairs } from '#model/song-repair/song-repairs.ts'
import { DEFAULT_MODEL } from '#main/make/defaults.ts'
import { fingerprintOf, keepPlan, planFor, planRequestFor, type CoveredFrames } from '#main/make/lay-out.ts'
import { coveredFrames, isCurrent } from '#main/make/needed-takes.ts'
import { specsOf } from '#main/make/shot-spec.ts'
import { takeLengths } from '#main/make/take-lengths.ts'
import { listShots, loadProjectTreatment } from '#main/treatment/shot-store.ts'
import type { DeskContext } from '../desk-context.ts'
import { effectiveSong } from '../song/effective-song.ts'
import { projectLook } from './project-look.ts'

/** So many shots are laid out in the moment of an edit; more wait until somebody asks for it. */
const MOST_AT_ONCE = 200

/** Whether the plan is of what the project is now, and if not, why there is no other; both are no trouble without a song or shots. */
export type PlanState = { readonly isOld: boolean; readonly problem: string | null }

export function planState(context: DeskContext, project: Project, shots: readonly Shot[]): PlanState {
  const wish = wishOf(context, project)
  if (!wish || shots.length === 0) return { isOld: false, problem: null }
  const { planFingerprint } = loadProjectTreatment(context.library.db, project.id)
  const found = attempt(() => fingerprintOf(context.catalogue, wish, shots))
  if (found.problem === null && found.value === planFingerprint) return { isOld: false, problem: null }
  if (found.problem !== null || shots.length > MOST_AT_ONCE) return { isOld: true, problem: found.problem }
  const tried = attempt(() => planFor(context.catalogue, wish, shots, coveredOf(context, project, shots, false)))
  return { isOld: true, problem: tried.problem }
}

/**
 * Lays the project's shots over its song; `isAnew` forgets where they stood. Takes that are there keep their room where they
 * can. Throws StudioError treatment/no-song, plan/…, catalogue/unknown-model.
 */
export function planProject(context: DeskContext, project: Project, isAnew: boolean): void {
  const { db } = context.library
  db.transaction(() => {
    const wish = wishOf(context, project)
    if (!wish)
      throw new StudioError('treatment/no-song', 'There is no song to lay the shots over yet. Choose one first.')
    const shots = listShots(db, project.id)
    const planned = isAnew ? shots.map(shot => ({ ...shot, place: null })) : shots
    const plan = planFor(context.catalogue, wish, planned, coveredOf(context, project, shots, isAnew))
    keepPlan(context, project.id, shots, plan, fingerprintOf(context.catalogue, wish, shots))
  })
}

/** The project's shots as `planProject` would lay them out now; nothing is kept. Throws as it does. */
export function laidOut(context: DeskContext, project: Project): Shot[] {
  const shots = listShots(context.library.db, project.id)
  const wish = wishOf(context, project)
  if (!wish) return shots
  const { places } = planFor(context.catalogue, wish, shots, coveredOf(context, project, shots, false))
  return shots.map((shot, index) => {
    const { startFrame, endFrame, askTicks } = places[index]!
    return { ...shot, place: { startFrame, endFrame }, askTicks }
  })
}

/** The same after an edit, where it is quick and can be: what is refused leaves the edit standing, and the plan as it was. */
export function replan(context: DeskContext, project: Project, isAnew: boolean): void {
  const count = listShots(context.library.db, project.id).length
  if (count === 0 || count > MOST_AT_ONCE || !effectiveSong(context, project.id)) return
  attempt(() => planProject(context, project, isAnew))
}

/** Counts the places as planned from what the project is now: where everything was moved to another master of its song. */
export function keepPlanAsNew(context: DeskContext, project: Project): void {
  const { db } = context.library
  const wish = wishOf(context, project)
  const shots = listShots(db, project.id)
  const isWhole = shots.length > 0 && shots.every(({ place }) => place !== null)
  if (!wish || !isWhole) return
  const found = attempt(() => fingerprintOf(context.catalogue, wish, shots))
  if (found.problem !== null) return
  db.run('UPDATE project SET plan_fingerprint = ? WHERE id = ?', [found.value, project.id])
}

/** What a new pacing would be planned from; null without a song or shots. */
export function pacingRequest(context: DeskContext, project: Project): PlanRequest | null {
  const wish = wishOf(context, project)
  const shots = listShots(context.library.db, project.id)
  if (!wish || shots.length === 0) return null
  const unplaced = shots.map(shot => ({ ...shot, place: null }))
  return planRequestFor(context.catalogue, wish, unplaced, coveredOf(context, project, shots, true))
}

function wishOf(context: DeskContext, project: Project) {
  const song = effectiveSong(context, project.id)
  if (!song) return null
  const { pacing, model } = loadProjectTreatment(context.library.db, project.id)
  const { songId, analysis } = song
  const repairs = planRepairs(song.repairs)
  return { songId, analysis, repairs, pacing, model: model ?? DEFAULT_MODEL, rate: project.rate, seed: project.seed }
}

/**
 * The lengths that a plan keeps to: those of the user's own files, and of made takes that a person has chosen. Others count where they
 * fill their place now, and would still be made as they were; not when all is laid out anew, or no pacing could change what
 * drafts once were.
 */
function coveredOf(context: DeskContext, project: Project, shots: readonly Shot[], isAnew: boolean): CoveredFrames {
  const { db } = context.library
  const model = loadProjectTreatment(db, project.id).model ?? DEFAULT_MODEL
  const look = projectLook(context, project)
  const specs = new Map<ShotId, ReturnType<typeof specsOf>>()
  return takeLengths(context, project, shots, (shot, listed) => {
    if (listed.request === null) return true
    const isChosen = listed.take.judgement === 'circled' || listed.take.judgement === 'kept'
    const fits = shot.place !== null && coveredFrames(listed.take, project.rate) >= framesIn(shot.place)
    if (!isChosen && (isAnew || !fits)) return false
    const wanted = specs.get(shot.id) ?? specsOf(context, project, shot, look.of(shot), model)
    specs.set(shot.id, wanted)
    return wanted.some(spec => isCurrent(listed, spec))
  })
}

/** What a person can mend is a sentence; anything else is thrown. */
function attempt<T>(work: () => T): { readonly problem: null; readonly value: T } | { readonly problem: string } {
  try {
    return { problem: null, value: work() }
  } catch (error) {
    if (isStudioError(error)) return { problem: error.message }
    throw error
  }
}

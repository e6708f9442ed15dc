import { createHash } from 'node:crypto'
import { modelById, type Catalogue } from '#model/catalogue.ts'
import type { MediaId } from '#model/ids.ts'
import { matchShots } from '#model/identity/match-shots.ts'
import { planShots } from '#model/plan/plan-shots.ts'
import type { Compromise, Plan, PlanRequest } from '#model/plan/plan.ts'
import type { Project } from '#model/project.ts'
import type { Shot } from '#model/shot.ts'
import type { SongAnalysis } from '#model/song.ts'
import { framesFromTicks, isSameRate, type FrameRate } from '#model/time.ts'
import type { Treatment } from '#model/treatment.ts'
import { recordRows } from '#main/history/rows.ts'
import {
  applyRevision,
  forgetPlaces,
  listShots,
  listTrashedShots,
  loadProjectTreatment,
  savePlan,
} from '#main/treatment/shot-store.ts'
import type { MakeContext } from './context.ts'
import { DEFAULT_MODEL, filmOfSong, HANDLE_TICKS, PACE } from './defaults.ts'
import type { StageCount } from './stage-clock.ts'

/** Grows when the same song and shots would be laid out otherwise, so that old plans are made anew. */
const PLANNER_VERSION = 3

export type FilmWish = {
  readonly title: string
  readonly songId: MediaId
  readonly analysis: SongAnalysis
  readonly treatment: Treatment
  readonly model: string
  readonly seed: number
  readonly rate: FrameRate
  readonly width: number
  readonly height: number
  /** What hands repaired in the analysis; null or absent where it is as the machine heard it. */
  readonly repairs?: unknown
}

export type LaidOutFilm = StageCount & {
  readonly project: Project
  readonly shots: readonly Shot[]
  readonly compromises: readonly Compromise[]
}

/** The catalogue's model of a shot: its own, else the project's. Throws 'catalogue/unknown-model', naming the shot. */
export function modelOf(
  catalogue: Catalogue,
  { written, position }: Pick<Shot, 'written' | 'position'>,
  fallback: string,
) {
  return written.model === null
    ? modelById(catalogue, fallback)
    : modelById(catalogue, written.model, `shot ${position + 1}`)
}

/** How many film frames a take covers that each shot has; shots not named may have a new one made. */
export type CoveredFrames = ReadonlyMap<Shot['serial'], number>

type PlanWish = Pick<FilmWish, 'analysis' | 'rate' | 'seed' | 'model'> & { readonly pacing?: number }

type PlannableShot = Pick<Shot, 'serial' | 'position' | 'written' | 'place'>

/** Plans shots that exist. */
export function planFor(
  catalogue: Catalogue,
  wish: PlanWish,
  shots: readonly PlannableShot[],
  covered: CoveredFrames,
): Plan {
  return planShots(planRequestFor(catalogue, wish, shots, covered))
}

/**
 * What shots are planned from. Keys are serials: they are the same in every library, so the same film comes out of each.
 * Throws 'catalogue/unknown-model'.
 */
export function planRequestFor(
  catalogue: Catalogue,
  wish: PlanWish,
  shots: readonly PlannableShot[],
  covered: CoveredFrames,
): PlanRequest {
  return {
    analysis: wish.analysis,
    rate: wish.rate,
    film: filmOfSong(framesFromTicks(wish.analysis.durationTicks, wish.rate)),
    shots: shots.map(shot => ({
      key: String(shot.serial),
      section: shot.written.section,
      lengths: modelOf(catalogue, shot, wish.model).lengths,
      maxFrames: covered.get(shot.serial) ?? null,
    })),
    pace: PACE,
    handleTicks: HANDLE_TICKS,
    seed: wish.seed,
    pacing: wish.pacing ?? 0,
    previous: shots.flatMap(shot => (shot.place ? [{ key: String(shot.serial), ...shot.place }] : [])),
  }
}

type PlanInputs = PlanWish & Pick<FilmWish, 'songId' | 'repairs'>

/** Hash of all that a plan is made from, but for the takes that are there already. Throws 'catalogue/unknown-model'. */
export function fingerprintOf(catalogue: Catalogue, wish: PlanInputs, shots: readonly Shot[]): string {
  const inputs = {
    planner: PLANNER_VERSION,
    analyser: wish.analysis.analyserVersion,
    song: wish.songId,
    rate: wish.rate,
    seed: wish.seed,
    pace: PACE,
    handle: HANDLE_TICKS,
    // What is usual is left out: plans from before there was a pacing, or a repair, are still good.
    ...(wish.pacing ? { pacing: wish.pacing } : {}),
    ...(wish.repairs ? { repairs: wish.repairs } : {}),
    shots: shots.map(shot => [shot.serial, shot.written.section, modelOf(catalogue, shot, wish.model).lengths]),
  }
  return createHash('sha256').update(JSON.stringify(inputs)).digest('hex')
}

/** The project of that title, made if there is none. Places over another song, or at another rate, are forgotten. */
function projectFor(context: MakeContext, wish: FilmWish): Project {
  const { db, projects } = context.library
  const { title, songId, seed, rate, width, height } = wish
  const known = projects.byTitle(title)
  if (!known) return projects.create({ title, songId, seed, rate, width, height })
  projects.setFilm(known.id, { songId, seed, rate, width, height })
  if (known.songId !== songId || !isSameRate(known.rate, rate)) forgetPlaces(db, known.id)
  return { ...known, songId, seed, rate, width, height }
}

/** Writes where each of these shots stands by the plan, which has one place for each. */
export function keepPlan(
  context: Pick<MakeContext, 'library'>,
  projectId: Project['id'],
  shots: readonly Shot[],
  plan: Plan,
  fingerprint: string,
) {
  savePlan(context.library.db, projectId, {
    places: shots.map((shot, index) => {
      const { startFrame, endFrame, askTicks } = plan.places[index]!
      return { shotId: shot.id, place: { startFrame, endFrame }, askTicks }
    }),
    compromises: plan.compromises,
    fingerprint,
  })
}

/**
 * Writes the treatment into the project (made if there is none) and lays its shots over the song: all of it, or when the
 * plan is refused nothing. Places stay as they are while nothing they come from has changed.
 * `coveredBy` tells which lengths the shots' takes have, so that a new plan keeps within them where it can.
 */
export function layOutFilm(
  context: MakeContext,
  wish: FilmWish,
  coveredBy: (project: Project, shots: readonly Shot[]) => CoveredFrames,
): LaidOutFilm {
  const { db } = context.library
  const { treatment } = wish
  return db.transaction(() => {
    const project = projectFor(context, wish)
    const known = listShots(db, project.id)
    const layOut = (): LaidOutFilm => {
      const revision = matchShots(known, treatment.shots, listTrashedShots(db, project.id))
      const words = { style: treatment.style ?? '', negative: treatment.negative ?? '' }
      const shots = applyRevision(db, project.id, revision, words)
      keepModel(context, project, wish.model)
      const before = loadProjectTreatment(db, project.id)
      const paced = { ...wish, pacing: before.pacing }
      const fingerprint = fingerprintOf(context.catalogue, paced, shots)
      if (before.planFingerprint === fingerprint) {
        return { project, shots, compromises: before.compromises, made: 0, reused: shots.length }
      }
      const laid = planFor(context.catalogue, paced, shots, coveredBy(project, shots))
      // A take that is too short for its new place is made anew, which is no compromise.
      const plan = { ...laid, compromises: laid.compromises.filter(compromise => compromise.rule !== 'take') }
      keepPlan(context, project.id, shots, plan, fingerprint)
      const moved = plan.places.filter((place, index) => place.startFrame !== shots[index]!.place?.startFrame).length
      const planned = listShots(db, project.id)
      return { project, shots: planned, compromises: plan.compromises, made: moved, reused: shots.length - moved }
    }
    return known.length === 0 ? layOut() : asGesture(context, project.id, layOut)
  })
}

/** What a file says goes over what was typed in a window: there it can be taken back. */
function asGesture<T>({ library }: MakeContext, projectId: Project['id'], work: () => T): T {
  const rows = [
    { table: 'project', where: { id: projectId } },
    { table: 'shot', where: { project_id: projectId } },
  ] as const
  return recordRows(library.db, { projectId, document: 'treatment', name: 'Read the treatment again', rows }, work)
}

/** Windows plan with the model that the film was made with, unless another has been chosen there. */
function keepModel({ library }: MakeContext, { id }: Project, model: string): void {
  if (model !== DEFAULT_MODEL)
    library.db.run('UPDATE project SET model = ? WHERE id = ? AND model IS NULL', [model, id])
}

/** Lays the shots out again within the lengths that their takes really have, and keeps that as the project's plan. */
export function layOutWithin(
  context: MakeContext,
  wish: FilmWish,
  film: LaidOutFilm,
  covered: CoveredFrames,
): LaidOutFilm {
  const { db } = context.library
  return db.transaction(() => {
    const paced = { ...wish, pacing: loadProjectTreatment(db, film.project.id).pacing }
    const plan = planFor(context.catalogue, paced, film.shots, covered)
    keepPlan(context, film.project.id, film.shots, plan, fingerprintOf(context.catalogue, paced, film.shots))
    return { ...film, shots: listShots(db, film.project.id), compromises: plan.compromises }
  })
}

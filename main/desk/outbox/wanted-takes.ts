import type { ReadableDb } from '#main/db/open.ts'
import { DRAWN } from '#main/make/served-models.ts'
import { HANDLE_TICKS, PACE } from '#main/make/defaults.ts'
import { neighboursOf, seamsOf } from '#main/treatment/seam-bindings.ts'
import { shotProgress } from '#main/treatment/shot-states.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import { shotsMeant, type AskedShots, type ShotStanding } from '#model/asked-shots.ts'
import {
  draftOf,
  isAllowed,
  isLive,
  lengthsOf,
  longestClip,
  serviceById,
  smallestCovering,
  type ModelEntry,
  type ModelLengths,
} from '#model/catalogue.ts'
import { clipPrice, type MicroUsd } from '#model/clip-price.ts'
import { clipSize, type ClipSize } from '#model/clip-size.ts'
import type { Obstacle } from '#model/contract/ask-price.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { askFor } from '#model/plan/limits.ts'
import { sourceTicksFor } from '#model/plan/source-length.ts'
import type { Project } from '#model/project.ts'
import { askCount } from '#model/prompt/variation-asks.ts'
import { MOST_VARIATIONS } from '#model/prompt/variations.ts'
import { missingFrame, missingPicture, NO_NEIGHBOURS, type Neighbours } from '#model/seam/binding.ts'
import type { Shot } from '#model/shot.ts'
import { framesIn, type FrameRate, type Ticks } from '#model/time.ts'
import type { DeskContext } from '../desk-context.ts'
import { modelOfProject } from '../project-model.ts'
import { effectiveSong } from '../song/effective-song.ts'
import { laidOut } from '../treatment/plan-project.ts'
import { ASKABLE } from './makers.ts'

export type TakesWish = {
  readonly projectId: ProjectId
  readonly shots: AskedShots
  readonly takesPerShot: number
  /** Null = each shot's own, else the project's, or in the first round their drafts. */
  readonly model: string | null
  /** None = as long as each place needs with its handles. */
  readonly lengthTicks?: Ticks | undefined
  /** None = the one that fits the film. */
  readonly size?: ClipSize | undefined
  /** True = from words alone, however their seams are bound. */
  readonly isOpen?: boolean | undefined
}

/** A shot that takes are wanted of, with what each of them is asked as. */
export type WantedShot = {
  readonly shot: Shot
  readonly model: ModelEntry
  readonly askTicks: Ticks
  readonly size: ClipSize
  readonly eachMicroUsd: MicroUsd | null
  /** How many there are of its words; each take is asked of every one. */
  readonly variations: number
  /** Whose pictures each begins and ends on where its seams are bound; heeded unless the wish is for open ones. */
  readonly bound: Neighbours
  /** Its place is longer than the take will be. */
  readonly isTooLong: boolean
}

export type WantedTakes = {
  readonly shots: readonly WantedShot[]
  readonly obstacles: readonly Obstacle[]
  /** The shots had to be laid out anew to know how much is to be asked for; that plan is not kept yet. */
  readonly isPlanNew: boolean
}

/** What a wish comes to as everything stands now, and what is in its way; nothing is written. Throws plan/…. */
export function wantedTakes(context: DeskContext, project: Project, wish: TakesWish): WantedTakes {
  const { db } = context.library
  const meant = new Set(shotsMeant(standings(db, project.id), wish.shots).map(({ id }) => id))
  const wanted = (shots: readonly Shot[]): Shot[] => shots.filter(({ id }) => meant.has(id))
  const asPlanned = wanted(listShots(db, project.id))
  // What was never laid out has no length to ask for.
  const isPlanNew = asPlanned.some(({ askTicks }) => askTicks === null) && effectiveSong(context, project.id) !== null
  const hasKey = lookForKeys(context)
  const projectModel = modelOfProject(db, project.id)
  const seams = seamsOf(db, project.id, listShots(db, project.id))
  const found = (isPlanNew ? wanted(laidOut(context, project)) : asPlanned).map(shot => {
    const bound = neighboursOf(seams, shot.id)
    return { shot, bound, ...wantedOf(context, project, shot, { wish, bound, projectModel, hasKey }) }
  })
  return {
    shots: found.flatMap(one => ('reason' in one ? [] : [one])),
    obstacles: byReason(found.flatMap(one => ('reason' in one ? [one] : []))),
    isPlanNew,
  }
}

/** Whose pictures the takes of a wanted shot begin and end on. */
export function heeded({ bound }: Pick<WantedShot, 'bound'>, { isOpen = false }: TakesWish): Neighbours {
  return isOpen ? NO_NEIGHBOURS : bound
}

/** How many shots each round would be for. */
export function countRounds(db: ReadableDb, projectId: ProjectId) {
  const all = standings(db, projectId)
  return {
    withoutTakes: shotsMeant(all, { kind: 'without-takes' }).length,
    noneKept: shotsMeant(all, { kind: 'none-kept' }).length,
  }
}

/** Tells whether the service of a model has the key it needs, if any; each key is looked for once. @throws StudioError keys/unreadable */
export function lookForKeys({ catalogue, keys }: Pick<DeskContext, 'catalogue' | 'keys'>) {
  const known = new Map<string, boolean>()
  function look(serviceId: string): boolean {
    const service = serviceById(catalogue, serviceId)
    return !service?.key || service.key.isOptional || keys.find(service)?.isForHere === true
  }
  return ({ provider }: ModelEntry): boolean => {
    const found = known.get(provider) ?? look(provider)
    known.set(provider, found)
    return found
  }
}

/** Whether somebody speaks with the service of a model. */
export function isServed({ catalogue }: Pick<DeskContext, 'catalogue'>, { provider }: ModelEntry): boolean {
  const service = serviceById(catalogue, provider)
  return service !== undefined && ASKABLE.has(service.family) && (service.baseUrl !== null || DRAWN.has(service.family))
}

type Reason = Obstacle['reason']

function wantedOf(
  context: DeskContext,
  project: Project,
  shot: Shot,
  {
    wish,
    bound,
    projectModel,
    hasKey,
  }: {
    readonly wish: TakesWish
    readonly bound: Neighbours
    readonly projectModel: string
    readonly hasKey: (model: ModelEntry) => boolean
  },
): Omit<WantedShot, 'shot' | 'bound'> | { readonly reason: Reason } {
  const { catalogue } = context
  const planned = shot.written.model ?? projectModel
  const model = modelFor(context, planned, wish)
  if (!model) return { reason: { kind: 'unknown-model', model: wish.model ?? planned } }
  if (model.status.kind === 'retired') {
    const { onDay, successor } = model.status
    const next = catalogue.models.find(({ id }) => id === successor)?.title ?? null
    return { reason: { kind: 'retired', model: model.title, onDay, successor: next } }
  }
  if (!isServed(context, model)) return { reason: { kind: 'not-served', model: model.title } }
  if (!hasKey(model)) {
    const service = serviceById(catalogue, model.provider)?.title ?? model.provider
    return { reason: { kind: 'no-key', serviceId: model.provider, service } }
  }
  const neighbours = heeded({ bound }, wish)
  const missing = missingFrame(model, neighbours) ?? missingPicture(model, neighbours)
  if (missing !== null) return { reason: { kind: missing, model: model.title } }
  if (shot.askTicks === null || shot.place === null) return { reason: { kind: 'no-plan' } }
  const variations = askCount(shot.written)
  if (variations > MOST_VARIATIONS) return { reason: { kind: 'too-many-variations' } }
  const placeFrames = framesIn(shot.place)
  const lengths = lengthsOf(model, neighbours.endsBefore !== null)
  const askTicks =
    wish.lengthTicks === undefined
      ? lengthFor(lengths, model.id === planned ? shot.askTicks : null, placeFrames, project.rate)
      : (smallestCovering(lengths, wish.lengthTicks) ?? longestClip(lengths))
  const size = clipSize(model.sizes, wish.size ?? project)
  return {
    model,
    askTicks,
    size,
    eachMicroUsd: clipPrice(model.price, { ...size, askTicks }),
    variations,
    isTooLong: sourceTicksFor(placeFrames, project.rate, PACE) > askTicks,
  }
}

/** What was planned for this model, while it still makes it; else the length that covers the place with its handles. */
function lengthFor(lengths: ModelLengths, plannedTicks: Ticks | null, placeFrames: number, rate: FrameRate): Ticks {
  if (plannedTicks !== null && isAllowed(lengths, plannedTicks)) return plannedTicks
  return askFor({ lengths }, placeFrames, rate, PACE, HANDLE_TICKS)
}

/** The model that a shot is asked of; undefined where the catalogue does not know it. */
function modelFor({ catalogue }: DeskContext, planned: string, { model, shots }: TakesWish): ModelEntry | undefined {
  const found = catalogue.models.find(({ id }) => id === (model ?? planned))
  return found && model === null && shots.kind === 'without-takes' && isLive(found) ? draftOf(catalogue, found) : found
}

function byReason(stopped: readonly { readonly shot: Shot; readonly reason: Reason }[]): Obstacle[] {
  const groups = new Map<string, { shotNumbers: number[]; reason: Reason }>()
  for (const { shot, reason } of stopped) {
    const key = JSON.stringify(reason)
    const group = groups.get(key)
    if (group) group.shotNumbers.push(shot.position + 1)
    else groups.set(key, { shotNumbers: [shot.position + 1], reason })
  }
  return [...groups.values()]
}

// Whoever failed is asked again where it stands, not beside it.
const SHOTS_WITH_TAKES_SQL = `SELECT DISTINCT take_shot.shot_id AS id
  FROM take JOIN take_shot ON take_shot.take_id = take.id LEFT JOIN request ON request.take_id = take.id
  WHERE take.project_id = ? AND take.trashed_at_ms IS NULL AND take.judgement <> 'rejected'
    AND (take.media_id IS NOT NULL OR request.state NOT IN ('ready', 'cancelled'))`

const SHOTS_ON_THE_WAY_SQL = `SELECT DISTINCT take_shot.shot_id AS id
  FROM request JOIN take ON take.id = request.take_id JOIN take_shot ON take_shot.take_id = take.id
  WHERE request.project_id = ? AND request.state NOT IN ('ready', 'cancelled', 'failed', 'refused')
    AND take.trashed_at_ms IS NULL`

function standings(db: ReadableDb, projectId: ProjectId): ShotStanding[] {
  const idsBy = (sql: string): Set<ShotId> => new Set(db.all<{ id: ShotId }>(sql, [projectId]).map(({ id }) => id))
  const served = idsBy(SHOTS_WITH_TAKES_SQL)
  const onTheWay = idsBy(SHOTS_ON_THE_WAY_SQL)
  const progress = shotProgress(db, projectId)
  return listShots(db, projectId).map(({ id, written }) => {
    const state = progress.get(id)?.state
    return {
      id,
      isWritten: written.prompt.trim() !== '',
      isServed: served.has(id),
      isDecided: state === 'kept' || state === 'circled',
      isOnTheWay: onTheWay.has(id),
    }
  })
}

import { demandFewVariations, specsOf } from '#main/make/shot-spec.ts'
import { neighboursOf, seamsOf } from '#main/treatment/seam-bindings.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import { modelById } from '#model/catalogue.ts'
import type { RemakeOf } from '#model/contract/take-remake.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId, ShotId, TakeId } from '#model/ids.ts'
import type { PromptParts } from '#model/prompt/said.ts'
import { variationAsks } from '#model/prompt/variation-asks.ts'
import { besideNeighbours } from '#model/reference-stills.ts'
import type { RequestSpec } from '#model/request.ts'
import type { HandedFrames } from '#model/seam/binding.ts'
import type { Shot } from '#model/shot.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { modelOfProject } from '../project-model.ts'
import { projectLook } from '../treatment/project-look.ts'
import { UNBOUND, type Bound } from './remake-frames.ts'
import { askedWithout } from './without-word.ts'

/** One clip that is to be made again: as it was asked for, or without one of its words, or as its shot would be asked for now. */
export type ToRemake = {
  /** Null for the Board. */
  readonly shot: Shot | null
  readonly spec: RequestSpec
  /** Of its shot's words; null where these were not asked with yet. */
  readonly version: number | null
  readonly parentId: TakeId | null
  /** What is said of its shot now, where that is asked for. */
  readonly parts?: PromptParts
  readonly bound: Bound
}

type Wish = { readonly projectId: ProjectId; readonly of: RemakeOf }

/**
 * The clips that are meant, in the order of the film, one for each variation of a shot. `likeModel` stands in where nobody knows the model of a shot any more.
 * @throws StudioError project/unknown | take/unknown | take/not-asked | take/no-word | shot/unknown | outbox/no-plan | outbox/too-many-variations
 */
export function clipsToRemake(context: DeskContext, { projectId, of }: Wish, likeModel: string | null): ToRemake[] {
  if (of.kind === 'take') return [clipOfTake(context, projectId, of.takeId as TakeId)]
  if (of.kind === 'without') {
    const clip = clipOfTake(context, projectId, of.takeId as TakeId)
    return [{ ...clip, spec: askedWithout(context, { ...clip, projectId }, of.lookWord), version: null }]
  }
  const project = existingProject(context.library, projectId)
  const look = projectLook(context, project)
  const fallback = modelOfProject(context.library.db, projectId)
  const seams = seamsOf(context.library.db, projectId, listShots(context.library.db, projectId))
  return shotsMeant(context, projectId, of).flatMap(shot => {
    const { askTicks } = shot
    if (askTicks === null) throw notPlanned(shot)
    demandFewVariations(shot)
    const own = modelOfShot(shot, fallback)
    const model = context.catalogue.models.some(({ id }) => id === own) ? own : (likeModel ?? own)
    const asked = { ...shot, written: { ...shot.written, model } }
    const { asks } = variationAsks<PromptParts>(look.of(shot))
    const bound = { ...UNBOUND, neighbours: neighboursOf(seams, shot.id) }
    return specsOf(context, project, asked, look.of(shot), model).map((spec, index) => ({
      ...{ shot, version: null, parentId: null, parts: asks[index]!.parts, bound },
      spec: { ...besideNeighbours(spec, modelById(context.catalogue, model), bound.neighbours), askTicks, seed: 0 },
    }))
  })
}

/** The model that a shot would be asked of; `fallback` is that of its project. */
export function modelOfShot({ written }: Pick<Shot, 'written'>, fallback: string): string {
  return written.model ?? fallback
}

type TakeRow = {
  specJson: string | null
  version: number | null
  shotId: ShotId | null
  beginsAfter: ShotId | null
  endsBefore: ShotId | null
  handedJson: string | null
  bridgeFrom: ShotId | null
  bridgeTo: ShotId | null
}

const TAKE_SQL = `SELECT request.spec_json AS specJson, request.shot_version AS version,
    begins_after AS beginsAfter, ends_before AS endsBefore, neighbours_json AS handedJson,
    bridge_from AS bridgeFrom, bridge_to AS bridgeTo,
    (SELECT shot.id FROM take_shot JOIN shot ON shot.id = take_shot.shot_id AND shot.trashed_at_ms IS NULL
     WHERE take_shot.take_id = take.id ORDER BY shot.position LIMIT 1) AS shotId
  FROM take LEFT JOIN request ON request.take_id = take.id WHERE take.id = ? AND take.project_id = ?`

/** A take's clip as it was asked for. Throws StudioError take/unknown | take/not-asked. */
export function clipOfTake({ library: { db } }: DeskContext, projectId: ProjectId, takeId: TakeId): ToRemake {
  const row = db.get<TakeRow>(TAKE_SQL, [takeId, projectId])
  if (!row) throw new StudioError('take/unknown', 'This take is not in the project any more.')
  if (row.specJson === null) {
    const message =
      'Nobody was asked for this clip, it was brought in: there are no words to ask with again. Make takes of its shot instead.'
    throw new StudioError('take/not-asked', message)
  }
  const shot = listShots(db, projectId).find(({ id }) => id === row.shotId) ?? null
  return {
    shot,
    spec: JSON.parse(row.specJson) as RequestSpec,
    version: row.version,
    parentId: takeId,
    bound: boundOf(row),
  }
}

function boundOf({ beginsAfter, endsBefore, handedJson, bridgeFrom, bridgeTo }: TakeRow): Bound {
  return {
    neighbours: { beginsAfter, endsBefore },
    handed: handedJson === null ? null : (JSON.parse(handedJson) as HandedFrames),
    bridge: bridgeFrom !== null && bridgeTo !== null ? { from: bridgeFrom, to: bridgeTo } : null,
  }
}

/** A chosen take is one that a person keeps or has circled. */
const CHOSEN_SQL = `SELECT DISTINCT take_shot.shot_id AS id FROM take JOIN take_shot ON take_shot.take_id = take.id
  WHERE take.project_id = ? AND take.trashed_at_ms IS NULL AND take.judgement IN ('kept', 'circled')`

/** The shots without a chosen take, in the order of the film, each with the model that it would be asked of. */
export function shotsToChoose(
  { library: { db } }: Pick<DeskContext, 'library'>,
  projectId: ProjectId,
): { readonly shot: Shot; readonly modelId: string }[] {
  const chosen = new Set(db.all<{ id: ShotId }>(CHOSEN_SQL, [projectId]).map(({ id }) => id))
  const fallback = modelOfProject(db, projectId)
  return listShots(db, projectId)
    .filter(({ id }) => !chosen.has(id))
    .map(shot => ({ shot, modelId: modelOfShot(shot, fallback) }))
}

function shotsMeant(
  context: DeskContext,
  projectId: ProjectId,
  of: Exclude<RemakeOf, { kind: 'take' | 'without' }>,
): Shot[] {
  const shots =
    of.kind === 'model'
      ? shotsToChoose(context, projectId).flatMap(({ shot, modelId }) => (modelId === of.modelId ? [shot] : []))
      : listShots(context.library.db, projectId).filter(({ id }) => id === of.shotId)
  if (shots.length > 0) return shots
  throw new StudioError('shot/unknown', 'There is no such shot in the project any more.')
}

function notPlanned({ position }: Shot): StudioError {
  const message = `Shot ${position + 1} has no place in a song yet, so nobody knows how long a take must be. Give the project its song first.`
  return new StudioError('outbox/no-plan', message)
}

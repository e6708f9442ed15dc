import type { ReadableDb } from '#main/db/open.ts'
import { askForTake } from '#main/make/ask-for-take.ts'
import { DEFAULT_MODEL } from '#main/make/defaults.ts'
import { demandServedModel } from '#main/make/served-models.ts'
import { specOf } from '#main/make/shot-spec.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import type { Shot } from '#model/shot.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { effectiveSong } from '../song/effective-song.ts'
import { planProject } from '../treatment/plan-project.ts'
import { projectLook } from '../treatment/project-look.ts'
import { ASKABLE } from './makers.ts'

export type TakesWish = {
  readonly projectId: ProjectId
  readonly shots: { readonly kind: 'without-takes' } | { readonly kind: 'these'; readonly shotIds: readonly ShotId[] }
  readonly takesPerShot: number
}

/**
 * Writes requests for takes, all or none; they go out by themselves. Returns how many.
 * @throws StudioError project/unknown | outbox/no-plan | plan/… | outbox/nothing-to-ask | catalogue/unknown-model | catalogue/not-served
 */
export function askForTakes(context: DeskContext, { projectId, shots: wish, takesPerShot }: TakesWish): number {
  const { library, catalogue } = context
  const { db } = library
  return db.transaction(() => {
    const project = existingProject(library, projectId)
    const look = projectLook(context, project)
    const model = modelOfProject(db, projectId)
    const isWanted = wantedIn(db, projectId, wish)
    const wanted = (): Shot[] => listShots(db, projectId).filter(({ id }) => isWanted(id))
    // What was never laid out has no length to ask for.
    if (wanted().some(({ askTicks }) => askTicks === null) && effectiveSong(context, projectId)) {
      planProject(context, project, false)
    }
    const shots = wanted()
    if (shots.length === 0) throw nothingToAsk(wish)
    demandPlanned(shots)
    for (const shot of shots) demandServedModel(catalogue, shot.written, shot.position + 1, model, ASKABLE)
    for (const shot of shots) {
      const spec = specOf(context, project, shot, look.of(shot), model)
      for (let count = 0; count < takesPerShot; count += 1) askForTake(context, project, shot, spec)
    }
    return shots.length * takesPerShot
  })
}

/** The model that takes of a project are asked of where a shot names none. */
export function modelOfProject(db: ReadableDb, projectId: ProjectId): string {
  const row = db.get<{ model: string | null }>('SELECT model FROM project WHERE id = ?', [projectId])
  return row?.model ?? DEFAULT_MODEL
}

// Whoever failed is asked again where it stands, not beside it.
const SHOTS_WITH_TAKES_SQL = `SELECT DISTINCT take_shot.shot_id AS id
  FROM take JOIN take_shot ON take_shot.take_id = take.id LEFT JOIN request ON request.take_id = take.id
  WHERE take.project_id = ? AND take.trashed_at_ms IS NULL AND take.judgement <> 'rejected'
    AND (take.media_id IS NOT NULL OR request.state NOT IN ('ready', 'cancelled'))`

function wantedIn(db: ReadableDb, projectId: ProjectId, wish: TakesWish['shots']): (id: ShotId) => boolean {
  if (wish.kind === 'these') {
    const these = new Set(wish.shotIds)
    return id => these.has(id)
  }
  const served = new Set(db.all<{ id: ShotId }>(SHOTS_WITH_TAKES_SQL, [projectId]).map(({ id }) => id))
  return id => !served.has(id)
}

function demandPlanned(shots: readonly Shot[]): void {
  const numbers = shots.flatMap(shot => (shot.askTicks === null ? [shot.position + 1] : []))
  if (numbers.length === 0) return
  const who = numbers.length === 1 ? `Shot ${numbers[0]} has` : `${numbers.length} shots have`
  const message = `${who} no place in a song yet, so nobody knows how long a take must be. Give the project its song first.`
  throw new StudioError('outbox/no-plan', message, { details: { numbers } })
}

function nothingToAsk({ kind }: TakesWish['shots']): StudioError {
  const message =
    kind === 'these'
      ? 'These shots are not in the project any more.'
      : 'Every shot has a take, or one on the way. Choose the shots that should have more.'
  return new StudioError('outbox/nothing-to-ask', message)
}

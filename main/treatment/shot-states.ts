import type { ReadableDb } from '#main/db/open.ts'
import type { ShotState } from '#model/contract/treatment-contract.ts'
import type { MediaId, ProjectId, ShotId } from '#model/ids.ts'
import { isSettled, type RequestState } from '#model/request.ts'
import type { Judgement } from '#model/take.ts'

export type ShotProgress = {
  readonly state: ShotState
  /** The file of its best take; null without one. */
  readonly posterId: MediaId | null
}

type TakeFacts = {
  readonly shotId: ShotId
  readonly mediaId: MediaId | null
  readonly judgement: Judgement
  readonly requestState: RequestState | null
}

const TAKES_OF_SHOTS_SQL = `SELECT take_shot.shot_id AS shotId, take.media_id AS mediaId, take.judgement,
    request.state AS requestState
  FROM take JOIN take_shot ON take_shot.take_id = take.id LEFT JOIN request ON request.take_id = take.id
  WHERE take.project_id = ? AND take.trashed_at_ms IS NULL
  ORDER BY take.created_at_ms DESC, take.id DESC`

export const NO_PROGRESS: ShotProgress = { state: 'no-take', posterId: null }

/** How far each shot is that has a take, or once asked for one. */
export function shotProgress(db: ReadableDb, projectId: ProjectId): ReadonlyMap<ShotId, ShotProgress> {
  const byShot = new Map<ShotId, TakeFacts[]>()
  for (const take of db.all<TakeFacts>(TAKES_OF_SHOTS_SQL, [projectId])) {
    const some = byShot.get(take.shotId)
    if (some) some.push(take)
    else byShot.set(take.shotId, [take])
  }
  return new Map([...byShot].map(([id, takes]) => [id, { state: stateOf(takes), posterId: posterOf(takes) }]))
}

function stateOf(takes: readonly TakeFacts[]): ShotState {
  const ready = takes.filter(take => take.mediaId !== null)
  const requests = takes.flatMap(({ mediaId, requestState }) => (mediaId || !requestState ? [] : [requestState]))
  if (ready.some(({ judgement }) => judgement === 'circled')) return 'circled'
  if (ready.some(({ judgement }) => judgement === 'kept')) return 'kept'
  if (requests.some(state => !isSettled(state) && state !== 'queued')) return 'running'
  if (requests.includes('queued')) return 'waiting'
  if (ready.some(({ judgement }) => judgement === 'unseen')) return 'unseen'
  if (requests.includes('uncertain')) return 'uncertain'
  if (requests.some(state => state === 'failed' || state === 'refused')) return 'failed'
  return ready.length > 0 ? 'none-kept' : 'no-take'
}

const BEST_FIRST: readonly Judgement[] = ['circled', 'kept', 'unseen', 'seen', 'rejected']

/** `takes` are the newest first: the newest of the best. */
function posterOf(takes: readonly TakeFacts[]): MediaId | null {
  const ready = takes.filter(take => take.mediaId !== null)
  const best = ready.toSorted((a, b) => BEST_FIRST.indexOf(a.judgement) - BEST_FIRST.indexOf(b.judgement))[0]
  return best?.mediaId ?? null
}

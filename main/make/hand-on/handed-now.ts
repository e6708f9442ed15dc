import type { ReadableDb } from '#main/db/open.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import { StudioError } from '#model/errors.ts'
import { framesCovering } from '#model/time.ts'
import type { TakeId } from '#model/ids.ts'
import type { Request } from '#model/request.ts'
import { olderNeighbour, type HandedFrames } from '#model/seam/binding.ts'
import type { MakeContext } from '../context.ts'
import { filmUse } from './film-use.ts'

type Asked = Pick<Request, 'projectId' | 'shotId' | 'takeId' | 'neighbours' | 'spec'>

/** The pictures a request would begin and end on as the film stands now; null where it shows none, or a neighbour has no chosen take. */
export function handedNow(
  { library: { db, projects } }: MakeContext,
  { projectId, takeId, neighbours, spec }: Asked,
): HandedFrames | null {
  const isBridge = db.get('SELECT 1 FROM take WHERE id = ? AND bridge_from IS NOT NULL', [takeId]) !== undefined
  const project = projects.byId(projectId)
  // The first and the last picture of a bridge are its neighbours'.
  const bridgeFrames = isBridge ? framesCovering(spec.askTicks, spec.rate) - 2 : null
  return project ? filmUse(db, project).handedTo(neighbours, bridgeFrames) : null
}

/**
 * False where a request would begin or end on another picture by now than on the one it was handed (B10), or on none. What is asked for once
 * more as its parent was keeps the pictures of that.
 */
export function isHandedStill(context: MakeContext, request: Asked & Pick<Request, 'handed'>): boolean {
  const { db } = context.library
  const { handed } = request
  if (handed === null || (handed.first ?? handed.last) === null || isAsItsParent(db, request.takeId)) return true
  const now = handedNow(context, request)
  if (now === null || !standsBeside(db, request)) return false
  return (['first', 'last'] as const).every(
    side => handed[side] === null || olderNeighbour(handed[side], now[side]) === null,
  )
}

function isAsItsParent(db: ReadableDb, takeId: TakeId): boolean {
  const sql = `SELECT 1 FROM take JOIN request ON request.take_id = take.id JOIN request AS parent ON parent.take_id = take.parent_take_id
    WHERE take.id = ? AND parent.neighbours_json ->> '$.first' IS request.neighbours_json ->> '$.first'
      AND parent.neighbours_json ->> '$.last' IS request.neighbours_json ->> '$.last'`
  return db.get(sql, [takeId]) !== undefined
}

/** Whether the shots of a request follow each other as they did when it was asked for. */
export function standsBeside(
  db: ReadableDb,
  { projectId, shotId, neighbours: { beginsAfter, endsBefore } }: Asked,
): boolean {
  const order = [beginsAfter, shotId, endsBefore].filter(id => id !== null)
  const ids = listShots(db, projectId).map(({ id }) => id)
  const at = ids.indexOf(order[0]!)
  return at >= 0 && order.every((id, index) => ids[at + index] === id)
}

export function apart(): StudioError {
  const message =
    'It was to begin or end on a picture of a shot that does not stand beside its own any more. Move the shots back, or drop it and ask again.'
  return new StudioError('seam/apart', message)
}

export function noPlace(): StudioError {
  const message =
    'The shot whose picture it waits for has no place in the song, so nobody knows where it is cut. Give it one, or drop this and ask again.'
  return new StudioError('seam/no-place', message)
}

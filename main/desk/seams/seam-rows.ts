import { filmUse, type FilmUse } from '#main/make/hand-on/film-use.ts'
import { listTakes } from '#main/takes/store.ts'
import { seamsOf, type BoundSeam } from '#main/treatment/seam-bindings.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import type { SeamRow } from '#model/contract/seam-bindings-contract.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { olderNeighbour } from '#model/seam/binding.ts'
import type { Take } from '#model/take.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { anchorsOf } from './bindings.ts'

/** Every seam of the film: how it is bound, what waits for it, and what was made for an older neighbour. Throws project/unknown. */
export function seamRows(context: DeskContext, projectId: ProjectId): SeamRow[] {
  const { library } = context
  const { db } = library
  const project = existingProject(library, projectId)
  const shots = listShots(db, projectId)
  const isAnchor = anchorsOf(context, project, shots)
  const takes = listTakes(db, projectId).map(({ take }) => take)
  const isMadeForOthers = takes.some(({ handed }) => handed !== undefined)
  const use = isMadeForOthers ? filmUse(db, project) : null
  const waiting = waitingFor(context, projectId)
  return seamsOf(db, projectId, shots).map((seam, index) => ({
    fromShotId: seam.from,
    toShotId: seam.to,
    toNumber: index + 2,
    binding: seam.binding,
    isAnchor: isAnchor(seam),
    waiting: waiting(seam),
    older: use ? takes.flatMap(take => olderOf(seam, take, use)) : [],
    bridgeTakeIds: bridgesOf(seam, takes).map(({ id }) => id),
  }))
}

/** How many requests wait for a picture that passes this seam, one way or the other. */
function waitingFor({ library: { db } }: DeskContext, projectId: ProjectId): (seam: BoundSeam) => number {
  const rows = db.all<{ from: ShotId | null; to: ShotId | null; shotId: ShotId | null }>(
    `SELECT begins_after AS "from", ends_before AS "to", shot_id AS shotId FROM request
     WHERE is_waiting = 1 AND state = 'queued' AND project_id = ?`,
    [projectId],
  )
  return ({ from, to }) =>
    rows.filter(
      row => (row.from === from && (row.shotId === to || row.to === to)) || (row.to === to && row.shotId === from),
    ).length
}

function olderOf({ from, to }: BoundSeam, { id, number, handed, judgement, shotIds, bridge }: Take, use: FilmUse) {
  if (!handed || judgement === 'rejected') return []
  const isBridge = bridge?.from === from && bridge.to === to
  // A bridge lies on its pictures wherever the cut shows them: only another take is another neighbour to it.
  const found = [
    handed.first?.shotId === from && (isBridge || (judgement === 'circled' && shotIds.includes(to)))
      ? olderNeighbour(handed.first, use.lastShown(from))
      : null,
    handed.last?.shotId === to && (isBridge || (judgement === 'circled' && shotIds.includes(from)))
      ? olderNeighbour(handed.last, use.firstShown(to))
      : null,
  ]
  const older = found.find(one => one !== null && (!isBridge || one.kind === 'other-take'))
  if (!older) return []
  return [{ takeId: id, takeNumber: number, pictures: older.kind === 'moved' ? older.pictures : null }]
}

function bridgesOf({ from, to }: BoundSeam, takes: readonly Take[]): Take[] {
  const rank = ({ judgement }: Take): number => (judgement === 'circled' ? 2 : judgement === 'kept' ? 1 : 0)
  return takes
    .filter(({ bridge, media, judgement }) => {
      return bridge?.from === from && bridge.to === to && media !== null && judgement !== 'rejected'
    })
    .toSorted((a, b) => rank(b) - rank(a) || b.createdAtMs - a.createdAtMs)
}

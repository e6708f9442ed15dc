import { filmUse, type FilmUse } from '#main/make/hand-on/film-use.ts'
import { boundTakes } from '#main/takes/store.ts'
import { seamsOf, type Seam } from '#main/treatment/seam-bindings.ts'
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
  const takes = boundTakes(db, projectId)
  const use = takes.length > 0 ? filmUse(db, project) : null
  const waiting = waitingBySeam(context, projectId)
  const takesBySeam = bySeam(takes, take => seamsOfTake(take))
  return seamsOf(db, projectId, shots).map((seam, index) => {
    const own = takesBySeam.get(keyOf(seam)) ?? []
    return {
      fromShotId: seam.from,
      toShotId: seam.to,
      toNumber: index + 2,
      binding: seam.binding,
      isAnchor: isAnchor(seam),
      waiting: waiting.get(keyOf(seam))?.length ?? 0,
      older: use ? own.flatMap(take => olderOf(seam, take, use)) : [],
      bridgeTakeIds: bridgesAmong(own).map(({ id }) => id),
    }
  })
}

const keyOf = ({ from, to }: Seam): string => `${from} ${to}`

function bySeam<T>(all: readonly T[], seams: (one: T) => readonly Seam[]): ReadonlyMap<string, readonly T[]> {
  const pairs = all.flatMap(one => seams(one).map(seam => ({ key: keyOf(seam), one })))
  const groups = Map.groupBy(pairs, ({ key }) => key)
  return new Map([...groups].map(([key, found]) => [key, found.map(({ one }) => one)]))
}

/** The seams whose pictures a take, or a request, of a shot begins and ends with; a bridge lies over one. */
function seamsAround(shotId: ShotId | null, before: ShotId | null, after: ShotId | null): Seam[] {
  if (shotId === null) return before !== null && after !== null ? [{ from: before, to: after }] : []
  return [
    ...(before === null ? [] : [{ from: before, to: shotId }]),
    ...(after === null ? [] : [{ from: shotId, to: after }]),
  ]
}

function seamsOfTake({ bridge, handed, shotIds }: Take): Seam[] {
  if (bridge) return [bridge]
  return shotIds.flatMap(id => seamsAround(id, handed?.first?.shotId ?? null, handed?.last?.shotId ?? null))
}

/** The requests that wait for a picture that passes a seam, one way or the other. */
function waitingBySeam({ library: { db } }: DeskContext, projectId: ProjectId) {
  const rows = db.all<{ before: ShotId | null; after: ShotId | null; shotId: ShotId | null }>(
    `SELECT begins_after AS before, ends_before AS after, shot_id AS shotId FROM request
     WHERE is_waiting = 1 AND state = 'queued' AND project_id = ?`,
    [projectId],
  )
  return bySeam(rows, ({ shotId, before, after }) => seamsAround(shotId, before, after))
}

/** Chosen takes that were made for another picture than the film shows there now; and bridges that are not rejected. */
function olderOf({ from, to }: Seam, { id, number, handed, judgement, bridge }: Take, use: FilmUse) {
  if (!handed || !(bridge ? judgement !== 'rejected' : judgement === 'circled')) return []
  const found = [
    handed.first?.shotId === from ? olderNeighbour(handed.first, use.lastShown(from)) : null,
    handed.last?.shotId === to ? olderNeighbour(handed.last, use.firstShown(to)) : null,
  ]
  // A bridge lies on its pictures wherever the cut shows them: only another take is another neighbour to it.
  const older = found.find(one => one !== null && (!bridge || one.kind === 'other-take'))
  if (!older) return []
  return [{ takeId: id, takeNumber: number, pictures: older.kind === 'moved' ? older.pictures : null }]
}

function bridgesAmong(takes: readonly Take[]): Take[] {
  const rank = ({ judgement }: Take): number => (judgement === 'circled' ? 2 : judgement === 'kept' ? 1 : 0)
  return takes
    .filter(({ bridge, media, judgement }) => bridge && media !== null && judgement !== 'rejected')
    .toSorted((a, b) => rank(b) - rank(a) || b.createdAtMs - a.createdAtMs)
}

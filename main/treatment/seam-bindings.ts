import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import type { Binding, Neighbours } from '#model/seam/binding.ts'
import { listShots } from './shot-store.ts'

/** The seam between two shots. */
export type Seam = { readonly from: ShotId; readonly to: ShotId }
export type BoundSeam = Seam & { readonly binding: Binding }

/** Every seam of shots that follow each other in the film, in its order. */
export function seamsOf(
  db: ReadableDb,
  projectId: ProjectId,
  shots: readonly { readonly id: ShotId }[],
): readonly BoundSeam[] {
  const sql = 'SELECT from_shot AS "from", to_shot AS "to", binding FROM seam_binding WHERE project_id = ?'
  const bound = new Map(db.all<BoundSeam>(sql, [projectId]).map(seam => [`${seam.from} ${seam.to}`, seam.binding]))
  return shots.slice(1).map(({ id: to }, index) => {
    const from = shots[index]!.id
    return { from, to, binding: bound.get(`${from} ${to}`) ?? 'open' }
  })
}

/** Binds a seam; open = not at all. */
export function bindSeam(db: WritableDb, projectId: ProjectId, { from, to, binding }: BoundSeam): void {
  if (binding === 'open') {
    db.run('DELETE FROM seam_binding WHERE from_shot = ? AND to_shot = ?', [from, to])
    return
  }
  db.run(
    `INSERT INTO seam_binding (project_id, from_shot, to_shot, binding) VALUES (?, ?, ?, ?)
     ON CONFLICT (from_shot, to_shot) DO UPDATE SET binding = excluded.binding`,
    [projectId, from, to, binding],
  )
}

/** Binds the seam out of one shot as the seam out of another, which takes its place before the shot that follows. */
export function takeSeamOver(
  db: WritableDb,
  projectId: ProjectId,
  shots: readonly { readonly id: ShotId }[],
  from: ShotId,
  to: ShotId,
): void {
  const seam = seamsOf(db, projectId, shots).find(each => each.from === from)
  if (!seam) return
  bindSeam(db, projectId, { ...seam, binding: 'open' })
  bindSeam(db, projectId, { ...seam, from: to })
}

/** Whose pictures a new take of a shot begins and ends on. */
export function neighboursOf(seams: readonly BoundSeam[], shotId: ShotId): Neighbours {
  const before = seams.find(({ to, binding }) => to === shotId && binding === 'handed-on')
  const after = seams.find(({ from, binding }) => from === shotId && binding === 'handed-back')
  return { beginsAfter: before?.from ?? null, endsBefore: after?.to ?? null }
}

/** The seams that are to be bridged. */
export function bridgedSeams(db: ReadableDb, projectId: ProjectId): readonly Seam[] {
  return seamsOf(db, projectId, listShots(db, projectId)).filter(({ binding }) => binding === 'bridge')
}

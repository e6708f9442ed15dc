import type { ProjectId, ShotId } from '#model/ids.ts'
import type { Project } from '#model/project.ts'
import type { Shot } from '#model/shot.ts'
import { StudioError } from '#model/errors.ts'
import { recordRows, type RowSet } from '#main/history/rows.ts'
import { settlePassages } from '#main/treatment/passage-store.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { replan } from './plan-project.ts'

/** What an edit means for the plan: nothing, new places where they are needed, or all of them laid out from the start. */
export type PlanEffect = 'none' | 'changed' | 'anew'

/**
 * One edit of the treatment as a named step of its undo, in one transaction with the plan that follows from it. `work` gets
 * the project and its shots as they were, and so does a name that depends on them. Throws project/unknown, and what `work`
 * throws: then nothing has changed.
 */
export function gesture<T>(
  context: DeskContext,
  projectId: ProjectId,
  wish: {
    readonly name: string | ((shots: readonly Shot[]) => string)
    readonly plan: PlanEffect
    readonly rows?: readonly RowSet[]
  },
  work: (project: Project, shots: readonly Shot[]) => T,
): T {
  const { db } = context.library
  const project = existingProject(context.library, projectId)
  const rows: readonly RowSet[] = [
    { table: 'project', where: { id: projectId } },
    { table: 'shot', where: { project_id: projectId } },
    ...(wish.rows ?? []),
  ]
  return db.transaction(() => {
    const shots = listShots(db, projectId)
    const name = typeof wish.name === 'string' ? wish.name : wish.name(shots)
    return recordRows(db, { projectId, document: 'treatment', name, rows }, () => {
      const result = work(project, shots)
      settlePassages(db, projectId)
      if (wish.plan !== 'none') replan(context, project, wish.plan === 'anew')
      return result
    })
  })
}

/** The shots of these ids, in the order of the film. Throws StudioError treatment/no-shot. */
export function demandShots(shots: readonly Shot[], ids: readonly ShotId[]): Shot[] {
  const wanted = new Set(ids)
  const found = shots.filter(({ id }) => wanted.has(id))
  if (found.length === wanted.size) return found
  throw new StudioError(
    'treatment/no-shot',
    'One of these shots is not in the treatment any more. It may have been deleted in another window.',
  )
}

/** "shot 4", "3 shots": how a step of undo names them. */
export function shotsText(shots: readonly Pick<Shot, 'position'>[]): string {
  return shots.length === 1 ? `shot ${shots[0]!.position + 1}` : `${shots.length} shots`
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Library } from '#main/library/library.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId } from '#model/ids.ts'
import { importBundle } from './bundle/import-bundle.ts'
import { removeProjects, trashProject } from './remove-projects.ts'

/** Where the film that comes with the program lies among its resources. */
export function samplePath(resourcesDir: string): string {
  return join(resourcesDir, 'sample', 'sample-film.flythrough')
}

export type OpenedSample = {
  readonly projectId: ProjectId
  readonly title: string
  /** Whether what hands had made of the one before is kept in the trash. */
  readonly isOldInTrash: boolean
}

/**
 * The sample film: the one that is there, or a new one where there is none, or when it is wanted `isAnew`: as it was made, under
 * the name it goes by. The one before goes, into the trash where a hand has done anything to it.
 * @throws StudioError sample/none
 */
export async function openSample(
  library: Library,
  resourcesDir: string,
  { isAnew, signal }: { readonly isAnew: boolean; readonly signal: AbortSignal },
): Promise<OpenedSample> {
  const { db, projects } = library
  const before = db.all<{ projectId: ProjectId; title: string; isTouched: number }>(
    `SELECT id AS projectId, title, EXISTS (SELECT 1 FROM history_entry WHERE project_id = project.id) AS isTouched
     FROM project WHERE is_sample = 1 AND trashed_at_ms IS NULL ORDER BY opened_at_ms DESC`,
  )
  const [old] = before
  if (old && !isAnew) return { projectId: old.projectId, title: old.title, isOldInTrash: false }
  const path = samplePath(resourcesDir)
  if (!existsSync(path)) throw new StudioError('sample/none', 'This studio came without a sample film.')
  const { projectId, title } = await importBundle(library, path, { signal, onProgress: () => {}, isSample: true })
  for (const { projectId: id } of before) trashProject(library, id)
  const untouched = before.filter(({ isTouched }) => isTouched === 0)
  await removeProjects(
    library,
    untouched.map(one => one.projectId),
  )
  const isOldInTrash = untouched.length < before.length
  if (!old || projects.byTitle(old.title)) return { projectId, title, isOldInTrash }
  projects.rename(projectId, old.title)
  return { projectId, title: old.title, isOldInTrash }
}

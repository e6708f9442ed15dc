import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Library } from '#main/library/library.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId } from '#model/ids.ts'
import { importBundle } from './bundle/import-bundle.ts'
import { removeProjects } from './remove-projects.ts'

/** Where the film that comes with the program lies among its resources. */
export function samplePath(resourcesDir: string): string {
  return join(resourcesDir, 'sample', 'sample-film.flythrough')
}

/**
 * Puts the sample film into the library as it was made, in place of the one that is there and may have been cut to pieces.
 * @throws StudioError sample/none | project/at-work
 */
export async function openSample(
  library: Library,
  resourcesDir: string,
  signal: AbortSignal,
): Promise<{ projectId: ProjectId; title: string }> {
  const path = samplePath(resourcesDir)
  if (!existsSync(path)) throw new StudioError('sample/none', 'This studio came without a sample film.')
  const { db, projects } = library
  const before = db.all<{ id: ProjectId; title: string }>(
    'SELECT id, title FROM project WHERE is_sample = 1 AND trashed_at_ms IS NULL',
  )
  const { projectId, title } = await importBundle(library, path, { signal, onProgress: () => {}, isSample: true })
  removeProjects(
    library,
    before.map(({ id }) => id),
  )
  const [old] = before
  if (!old || projects.byTitle(old.title)) return { projectId, title }
  projects.rename(projectId, old.title)
  return { projectId, title: old.title }
}

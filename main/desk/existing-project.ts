import type { Library } from '#main/library/library.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId } from '#model/ids.ts'
import type { Project } from '#model/project.ts'

/** @throws StudioError project/unknown */
export function existingProject({ projects }: Pick<Library, 'projects'>, id: ProjectId): Project {
  const project = projects.byId(id)
  if (project) return project
  throw new StudioError('project/unknown', 'This project is not in the library any more. Look in its trash.')
}

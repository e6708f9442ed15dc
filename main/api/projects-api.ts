import type { ProjectsDesk } from '#main/desk/projects-desk.ts'
import type { StudioImplementer } from './implementer.ts'

export function projectsApi(studio: StudioImplementer['projects'], desk: ProjectsDesk) {
  return { list: studio.list.handler(() => desk.list()) }
}

import type { ProjectDesk } from '#main/desk/project-desk.ts'
import type { ProjectId } from '#model/ids.ts'
import type { StudioImplementer } from './implementer.ts'

export function projectApi(studio: StudioImplementer['project'], desk: ProjectDesk) {
  return {
    open: studio.open.handler(({ input }) => desk.open(input.projectId as ProjectId)),
    setFilm: studio.setFilm.handler(({ input: { projectId, ...film } }) => desk.setFilm(projectId as ProjectId, film)),
    opened: studio.opened.handler(({ input }) => desk.opened(input.projectId as ProjectId)),
  }
}

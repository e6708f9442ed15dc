import type { ProjectDesk } from '#main/desk/project-desk.ts'
import type { ProjectId } from '#model/ids.ts'
import type { StudioImplementer } from './implementer.ts'

export function projectApi(studio: StudioImplementer['project'], desk: ProjectDesk) {
  return {
    open: studio.open.handler(({ input }) => desk.open(input.projectId as ProjectId)),
    opened: studio.opened.handler(({ input }) => desk.opened(input.projectId as ProjectId)),
  }
}

import type { SongDesk } from '#main/desk/song-desk.ts'
import type { ProjectId } from '#model/ids.ts'
import type { StudioImplementer } from './implementer.ts'

const NEVER = new AbortController().signal

export function songApi(studio: StudioImplementer['song'], desk: SongDesk) {
  return {
    open: studio.open.handler(({ input }) => desk.open(input.projectId as ProjectId)),
    take: studio.take.handler(({ input: { projectId, file }, signal }) =>
      desk.take({ projectId: projectId as ProjectId | null, file }, signal),
    ),
    hear: studio.hear.handler(({ input, signal }) => desk.hear(input.projectId as ProjectId, signal)),
    repair: studio.repair.handler(({ input }) => desk.repair(input.projectId as ProjectId, input.edits, input.name)),
    moveCuts: studio.moveCuts.handler(({ input }) => desk.moveCuts(input.projectId as ProjectId)),
    compare: studio.compare.handler(({ input, signal }) =>
      desk.compare(input.projectId as ProjectId, input.file, signal ?? NEVER),
    ),
    replace: studio.replace.handler(({ input }) => desk.replace(input.projectId as ProjectId, input.comparisonId)),
  }
}

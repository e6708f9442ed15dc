import type { SeamsDesk } from '#main/desk/seams-desk.ts'
import type { ProjectId, SequenceId, ShotId } from '#model/ids.ts'
import type { StudioImplementer } from './implementer.ts'

export function seamsApi(studio: StudioImplementer['seams'], desk: SeamsDesk) {
  return {
    ofCut: studio.ofCut.handler(({ input: { projectId, sequenceId } }) =>
      desk.ofCut({ projectId: projectId as ProjectId, sequenceId: sequenceId as SequenceId }),
    ),
    ofTakes: studio.ofTakes.handler(({ input }) => desk.ofTakes(input.projectId as ProjectId)),
    ofShot: studio.ofShot.handler(({ input: { projectId, shotId } }) =>
      desk.ofShot(projectId as ProjectId, shotId as ShotId),
    ),
  }
}

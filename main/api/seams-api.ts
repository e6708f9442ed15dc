import type { SeamsDesk } from '#main/desk/seams-desk.ts'
import type { ProjectId, SequenceId, ShotId, TakeId } from '#model/ids.ts'
import type { StudioImplementer } from './implementer.ts'

export function seamsApi(studio: StudioImplementer['seams'], desk: SeamsDesk) {
  return {
    list: studio.list.handler(({ input }) => desk.list(input.projectId as ProjectId)),
    setBinding: studio.setBinding.handler(({ input: { projectId, toShotIds, binding } }) =>
      desk.setBinding({ projectId: projectId as ProjectId, toShotIds: toShotIds as ShotId[], binding }),
    ),
    priceBridge: studio.priceBridge.handler(({ input }) => desk.priceBridge(seamOf(input))),
    askBridge: studio.askBridge.handler(({ input: { quotedMicroUsd, ...seam } }) =>
      desk.askBridge({ ...seamOf(seam), quotedMicroUsd }),
    ),
    layBridge: studio.layBridge.handler(({ input: { projectId, takeId } }) =>
      desk.layBridge({ projectId: projectId as ProjectId, takeId: takeId as TakeId }),
    ),
    ofCut: studio.ofCut.handler(({ input: { projectId, sequenceId } }) =>
      desk.ofCut({ projectId: projectId as ProjectId, sequenceId: sequenceId as SequenceId }),
    ),
    ofTakes: studio.ofTakes.handler(({ input }) => desk.ofTakes(input.projectId as ProjectId)),
    ofShot: studio.ofShot.handler(({ input: { projectId, shotId } }) =>
      desk.ofShot(projectId as ProjectId, shotId as ShotId),
    ),
  }
}

function seamOf({
  projectId,
  fromShotId,
  toShotId,
}: Readonly<Record<'projectId' | 'fromShotId' | 'toShotId', string>>) {
  return { projectId: projectId as ProjectId, from: fromShotId as ShotId, to: toShotId as ShotId }
}

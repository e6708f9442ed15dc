import type { RendersDesk } from '#main/desk/renders-desk.ts'
import type { ProjectId, RenderId, SequenceId } from '#model/ids.ts'
import type { StudioImplementer } from './implementer.ts'
import { latestStream } from './latest-stream.ts'

export function rendersApi(studio: StudioImplementer['renders'], desk: RendersDesk) {
  return {
    cuts: studio.cuts.handler(({ input }) => desk.cuts(input.projectId as ProjectId)),
    check: studio.check.handler(({ input }) => desk.check(wishOf(input))),
    flashing: studio.flashing.handler(({ input, signal }) => desk.flashing(wishOf(input), signal)),
    offers: studio.offers.handler(({ input }) => desk.offers({ ...wishOf(input), span: input.span })),
    enqueue: studio.enqueue.handler(({ input }) =>
      desk.enqueue({ ...wishOf(input), span: input.span, preset: input.preset }),
    ),
    list: studio.list.handler(({ input }) => desk.list(input.projectId as ProjectId)),
    progress: studio.progress.handler(({ signal }) =>
      latestStream(desk.onProgress, ({ renderId }) => renderId, signal),
    ),
    cancel: studio.cancel.handler(({ input }) => desk.cancel(input.renderId as RenderId)),
    again: studio.again.handler(({ input }) => desk.again(input.renderId as RenderId)),
    remove: studio.remove.handler(({ input }) => desk.remove(input.renderId as RenderId)),
  }
}

function wishOf({ projectId, sequenceId }: { projectId: string; sequenceId: string }) {
  return { projectId: projectId as ProjectId, sequenceId: sequenceId as SequenceId }
}

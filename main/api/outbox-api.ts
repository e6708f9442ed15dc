import type { OutboxDesk } from '#main/desk/outbox-desk.ts'
import type { TakesWish } from '#model/contract/ask-price.ts'
import type { ProjectId, RequestId, ShotId } from '#model/ids.ts'
import { ticks } from '#model/time.ts'
import type { StudioImplementer } from './implementer.ts'
import { latestStream } from './latest-stream.ts'

export function outboxApi(studio: StudioImplementer['outbox'], desk: OutboxDesk) {
  return {
    status: studio.status.handler(({ input }) => desk.status(input.projectId as ProjectId | null)),
    page: studio.page.handler(({ input }) => desk.page({ ...input, projectId: input.projectId as ProjectId | null })),
    open: studio.open.handler(({ input }) => desk.open(input.projectId as ProjectId)),
    progress: studio.progress.handler(({ signal }) =>
      latestStream(desk.onProgress, ({ requestId }) => requestId, signal),
    ),
    models: studio.models.handler(({ input }) => desk.models(input.projectId as ProjectId)),
    price: studio.price.handler(({ input }) => desk.price(wishOf(input))),
    ask: studio.ask.handler(({ input: { quoted, ...wish } }) => desk.ask(wishOf(wish), quoted)),
    decideAll: studio.decideAll.handler(({ input: { projectId, group, decision } }) =>
      desk.decideAll(projectId as ProjectId | null, group, decision),
    ),
    decide: studio.decide.handler(({ input }) => desk.decide(input.requestIds as RequestId[], input.decision)),
    foundJob: studio.foundJob.handler(({ input, signal }) =>
      desk.foundJob(input.requestId as RequestId, input.jobId, signal),
    ),
    prioritise: studio.prioritise.handler(({ input }) =>
      desk.prioritise(input.requestIds as RequestId[], input.isFirst),
    ),
  }
}

function wishOf({ projectId, shots, lengthTicks, ...rest }: TakesWish) {
  return {
    ...rest,
    lengthTicks: lengthTicks === undefined ? undefined : ticks(lengthTicks),
    projectId: projectId as ProjectId,
    shots: shots.kind === 'these' ? { kind: shots.kind, shotIds: shots.shotIds as ShotId[] } : shots,
  }
}

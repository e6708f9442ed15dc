import type { TakesDesk } from '#main/desk/takes-desk.ts'
import type { ImportFile } from '#model/contract/takes-contract.ts'
import type { ProjectId, ShotId, TakeId } from '#model/ids.ts'
import type { StudioImplementer } from './implementer.ts'
import { inParts } from './in-parts.ts'
import { latestStream } from './latest-stream.ts'

export function takesApi(studio: StudioImplementer['takes'], desk: TakesDesk) {
  return {
    list: studio.list.handler(({ input }) => inParts(desk.list(input.projectId as ProjectId, input.isTrash))),
    missing: studio.missing.handler(({ input }) => desk.missing(input.projectId as ProjectId)),
    shots: studio.shots.handler(({ input }) => desk.shots(input.projectId as ProjectId)),
    detail: studio.detail.handler(({ input }) => desk.detail(input.takeId as TakeId)),
    search: studio.search.handler(({ input }) => desk.search(input.projectId as ProjectId, input.text)),
    judge: studio.judge.handler(({ input }) => desk.judge({ ...takesIn(input), judgement: input.judgement })),
    setReason: studio.setReason.handler(({ input }) =>
      desk.setReason({ ...takesIn(input), reason: input.reason, isGiven: input.isGiven }),
    ),
    see: studio.see.handler(({ input }) => desk.see(takesIn(input))),
    rate: studio.rate.handler(({ input }) => desk.rate({ ...takesIn(input), stars: input.stars })),
    note: studio.note.handler(({ input: { projectId, takeId, note } }) =>
      desk.note({ projectId: projectId as ProjectId, takeId: takeId as TakeId, note }),
    ),
    setShots: studio.setShots.handler(({ input }) =>
      desk.setShots({ ...takesIn(input), shotIds: input.shotIds as ShotId[] }),
    ),
    trash: studio.trash.handler(({ input }) => desk.trash(takesIn(input))),
    restore: studio.restore.handler(({ input }) => desk.restore(takesIn(input))),
    review: studio.review.handler(({ input: { projectId, files }, signal }) =>
      desk.review({ projectId: projectId as ProjectId, files }, signal ?? NEVER),
    ),
    takeIn: studio.takeIn.handler(({ input: { projectId, files }, signal }) =>
      desk.takeIn({ projectId: projectId as ProjectId, files: files.map(toTakeIn) }, signal ?? NEVER),
    ),
    watch: studio.watch.handler(({ input }) => desk.watch(input.projectId as ProjectId, input.folder)),
    arrivals: studio.arrivals.handler(async function* ({ input, signal }) {
      const projectId = input.projectId as ProjectId
      const news = latestStream(
        (listener: Parameters<TakesDesk['followArrivals']>[1]) => desk.followArrivals(projectId, listener),
        () => 'arrivals',
        signal,
      )
      for await (const [arrivals] of news) if (arrivals) yield { ...arrivals, files: [...arrivals.files] }
    }),
    dismiss: studio.dismiss.handler(({ input }) => desk.dismiss(input.projectId as ProjectId, input.files)),
    lookWords: studio.lookWords.handler(({ input }) =>
      desk.lookWords(input.projectId as ProjectId, input.takeId as TakeId),
    ),
    planRemake: studio.planRemake.handler(({ input }) => desk.planRemake(input)),
    remake: studio.remake.handler(({ input }) => desk.remake(input)),
    retiredModels: studio.retiredModels.handler(({ input }) => desk.retiredModels(input.projectId as ProjectId)),
    dailies: studio.dailies.handler(({ input }) => desk.dailies(input.projectId as ProjectId)),
    endDailies: studio.endDailies.handler(({ input }) => desk.endDailies(input.projectId as ProjectId, input.untilMs)),
  }
}

const NEVER = new AbortController().signal

function takesIn({ projectId, takeIds }: { projectId: string; takeIds: readonly string[] }) {
  return { projectId: projectId as ProjectId, takeIds: takeIds as TakeId[] }
}

function toTakeIn({ file, shotIds }: ImportFile) {
  return { file, shotIds: shotIds as ShotId[] }
}

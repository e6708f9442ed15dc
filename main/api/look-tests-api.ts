import { lookFrom, type LookTestsDesk, type LookTestWish } from '#main/desk/look-tests-desk.ts'
import type { ProjectId, ShotId, TakeId } from '#model/ids.ts'
import type { StudioImplementer } from './implementer.ts'

export function lookTestsApi(studio: StudioImplementer['lookTests'], desk: LookTestsDesk) {
  return {
    price: studio.price.handler(({ input }) => desk.price(wishOf(input))),
    ask: studio.ask.handler(({ input }) => desk.ask(wishOf(input), input.quoted)),
    newest: studio.newest.handler(({ input }) => desk.newest(input.projectId as ProjectId)),
    choose: studio.choose.handler(({ input }) => desk.choose(input.projectId as ProjectId, input.takeId as TakeId)),
  }
}

function wishOf(input: {
  readonly projectId: string
  readonly looks: readonly Parameters<typeof lookFrom>[0][]
  readonly shotIds: readonly string[]
}): LookTestWish {
  return {
    projectId: input.projectId as ProjectId,
    looks: input.looks.map(lookFrom),
    shotIds: [...input.shotIds] as ShotId[],
  }
}

import type { ReadableDb } from '#main/db/open.ts'
import { sentOf } from '#main/make/shot-spec.ts'
import { moneyOf } from '#main/outbox/ledger.ts'
import { circledShots } from '#main/takes/store.ts'
import { seamsOf } from '#main/treatment/seam-bindings.ts'
import { listShots } from '#main/treatment/shot-store.ts'
import { isLive, modelName, readingOf, serviceById } from '#model/catalogue.ts'
import { otherRate } from '#model/clip-rate.ts'
import { clipSize, sizesToChoose } from '#model/clip-size.ts'
import { secondPrice, type MicroUsd } from '#model/clip-price.ts'
import type { AskableModel, AskPrice, PriceLine } from '#model/contract/ask-price.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import type { Project } from '#model/project.ts'
import { isUnclear } from '#model/prompt/compose.ts'
import { countHeld, sumPrices, type Price } from '#model/money.ts'
import { goesOn } from '#model/seam/lead.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { projectLook } from '../treatment/project-look.ts'
import {
  countRounds,
  isServed,
  lookForKeys,
  wantedTakes,
  type TakesWish,
  type WantedShot,
  type WantedTakes,
} from './wanted-takes.ts'

/** What so many takes of each variation of these shots come to. */
export function priceOf(shots: readonly WantedShot[], takesPerShot: number): Price {
  return sumPrices(pricesOf(shots, takesPerShot))
}

function pricesOf(shots: readonly WantedShot[], takesPerShot: number): (MicroUsd | null)[] {
  return shots.flatMap(({ eachMicroUsd, variations }) =>
    Array.from({ length: takesPerShot * variations }, () => eachMicroUsd),
  )
}

/**
 * What a wish would cost now, model by model, and what stands in its way; nothing is asked for.
 * @throws StudioError project/unknown | plan/…
 */
export function priceTakes(context: DeskContext, wish: TakesWish): AskPrice {
  const project = existingProject(context.library, wish.projectId)
  return priceOfWanted(context, project, wantedTakes(context, project, wish), wish.takesPerShot)
}

/** What so many takes of what is wanted cost, and what stands in the way. */
export function priceOfWanted(
  context: DeskContext,
  project: Project,
  { shots, obstacles }: Pick<WantedTakes, 'shots' | 'obstacles'>,
  takesPerShot: number,
): AskPrice {
  const { db } = context.library
  const money = moneyOf(db, project.id)
  const estimates = pricesOf(shots, takesPerShot)
  const byModel = Map.groupBy(shots, ({ model }) => model.id)
  return {
    ...sumPrices(estimates),
    lines: [...byModel.values()].map(some => lineOf(context, project, some, takesPerShot)),
    obstacles: [...obstacles],
    unclearShots: unclearOf(context, project, shots),
    money,
    heldTakes: countHeld(estimates, money),
    ...countBound(db, project.id, shots, takesPerShot),
    rounds: countRounds(db, project.id),
  }
}

/** The numbers of shots of which something that no person can have meant would be sent. */
function unclearOf(context: DeskContext, project: Project, shots: readonly WantedShot[]): number[] {
  const look = projectLook(context, project)
  return shots.flatMap(({ shot, model }) => {
    const parts = look.of(shot)
    const sent = sentOf(parts, readingOf(model, parts.templates.get(model.id)), model)
    return sent.some(({ problems }) => problems.some(isUnclear)) ? [shot.position + 1] : []
  })
}

/** How many takes have a bound seam, how many of these wait for a neighbour that has no chosen take, and how many go on from a clip. */
function countBound(db: ReadableDb, projectId: ProjectId, shots: readonly WantedShot[], takesPerShot: number) {
  const chosen = circledShots(db, projectId)
  const isThere = (shotId: ShotId | null): boolean => shotId === null || chosen.has(shotId)
  const takesOf = (some: readonly WantedShot[]): number =>
    some.reduce((sum, { variations }) => sum + takesPerShot * variations, 0)
  const bound = shots.filter(({ bound: { beginsAfter, endsBefore } }) => beginsAfter !== null || endsBefore !== null)
  const waiting = bound.filter(
    ({ bound: { beginsAfter, endsBefore } }) => !isThere(beginsAfter) || !isThere(endsBefore),
  )
  const led = bound.filter(
    ({ model, askTicks, bound: { beginsAfter, endsBefore } }) =>
      beginsAfter !== null && goesOn(model, { askTicks, endsOnPicture: endsBefore !== null }),
  )
  return { boundTakes: takesOf(bound), waitingTakes: takesOf(waiting), ledTakes: takesOf(led) }
}

function lineOf(
  { catalogue }: DeskContext,
  { rate }: Pick<Project, 'rate'>,
  shots: readonly WantedShot[],
  takesPerShot: number,
): PriceLine {
  const { model, size } = shots[0]!
  const asks = shots.map(({ askTicks }) => askTicks)
  const priced = shots.flatMap(({ eachMicroUsd, variations }) =>
    eachMicroUsd === null ? [] : [{ take: eachMicroUsd, shot: eachMicroUsd * takesPerShot * variations }],
  )
  return {
    ...priceOf(shots, takesPerShot),
    model: model.id,
    title: modelName(catalogue, model.id),
    service: serviceById(catalogue, model.provider)?.title ?? model.provider,
    shots: shots.length,
    shortestTicks: Math.min(...asks),
    longestTicks: Math.max(...asks),
    width: size.width,
    height: size.height,
    otherRate: otherRate(model, rate),
    takeMicroUsd: rangeOf(priced.map(({ take }) => take)),
    shotMicroUsd: rangeOf(priced.map(({ shot }) => shot)),
    tooShortFor: shots.flatMap(({ shot, isTooLong }) => (isTooLong ? [shot.position + 1] : [])),
  }
}

function rangeOf(prices: readonly MicroUsd[]): PriceLine['takeMicroUsd'] {
  return prices.length === 0 ? null : { least: Math.min(...prices), most: Math.max(...prices) }
}

/** Every live model that makes takes of a project, from words alone unless a picture is handed on at one of its seams. @throws StudioError project/unknown */
export function askableModels(context: DeskContext, projectId: ProjectId): AskableModel[] {
  const project = existingProject(context.library, projectId)
  const { catalogue } = context
  const { db } = context.library
  const isHandedOn = seamsOf(db, projectId, listShots(db, projectId)).some(({ binding }) => binding === 'handed-on')
  const askable = catalogue.models.filter(
    model => isLive(model) && (model.takesTextAlone || isHandedOn) && isServed(context, model),
  )
  const hasKey = lookForKeys(context)
  return askable.map(model => {
    const size = clipSize(model.sizes, project)
    return {
      id: model.id,
      title: modelName(catalogue, model.id),
      service: serviceById(catalogue, model.provider)?.title ?? model.provider,
      lengths: model.lengths,
      width: size.width,
      height: size.height,
      sizes: sizesToChoose(model.sizes, project).map(({ width, height }) => ({ width, height })),
      price:
        model.price.kind === 'per-second'
          ? { kind: 'per-second', microUsd: secondPrice(model.price, size) }
          : model.price,
      hasKey: hasKey(model),
    }
  })
}

import { demandServedModel } from '#main/make/served-models.ts'
import { moneyOf } from '#main/outbox/ledger.ts'
import { ask } from '#main/outbox/store.ts'
import { circledShots, nextTakeNumber, setParent } from '#main/takes/store.ts'
import { replaceShotModel, setProjectModel } from '#main/treatment/shot-edits.ts'
import { listTemplates } from '#main/treatment/prompt-templates.ts'
import { freezeVersion } from '#main/treatment/shot-versions.ts'
import { modelById, modelName, serviceById, type ModelEntry } from '#model/catalogue.ts'
import { clipPrice } from '#model/clip-price.ts'
import type { RemakeAsk, RemakePlan, RemakeWish, RetiredModel } from '#model/contract/take-remake.ts'
import type { ProjectId, TakeId } from '#model/ids.ts'
import { countHeld, isSamePrice, sumPrices } from '#model/money.ts'
import type { LookWord } from '#model/prompt/without-word.ts'
import type { RequestSpec } from '#model/request.ts'
import { reshoot, type ReshootChange } from '#model/reshoot.ts'
import { isBound } from '#model/seam/binding.ts'
import { takeSeed } from '#model/seed.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { modelOfProject } from '../project-model.ts'
import { cannotAsk, priceChanged } from '../outbox/ask-for-takes.ts'
import { ASKABLE } from '../outbox/makers.ts'
import { lookForKeys } from '../outbox/wanted-takes.ts'
import { gesture } from '../treatment/gesture.ts'
import { changesOfWaiting, keptBy } from './remake-frames.ts'
import { askableNow, modelsFor, suggested } from './remake-models.ts'
import { clipOfTake, clipsToRemake, modelOfShot, shotsToChoose, type ToRemake } from './remake-shots.ts'
import { wordsAskedWith } from './without-word.ts'

/** Clips made again: variations of a take, and the same on another model. */
export function remaking(context: DeskContext) {
  const { library, catalogue } = context
  const { db } = library

  return {
    /** What would be asked, and what would be another. Throws as `clipsToRemake`, catalogue/… of a model that takes nothing, services/no-key. */
    planRemake: (wish: RemakeWish): RemakePlan => planOf(context, prepared(context, wish), wish),

    /** The look words that a take was asked for with. Throws as `clipOfTake`. */
    lookWords(projectId: ProjectId, takeId: TakeId): LookWord[] {
      return wordsAskedWith(context, { ...clipOfTake(context, projectId, takeId), projectId })
    },

    /** Asks, all or none, at the price that was shown. Where a whole model is left, its shots are asked of the other one from now on. */
    remake(wish: RemakeAsk): { asked: number } {
      return db.transaction(() => {
        const found = prepared(context, wish)
        const plan = planOf(context, found, wish)
        if (!isSamePrice(plan, wish.quoted)) throw priceChanged()
        const projectId = wish.projectId as ProjectId
        for (const clip of found.clips) {
          for (let count = 0; count < wish.takesEach; count += 1) askAgain(context, projectId, clip, count === 0)
        }
        if (wish.of.kind === 'model') leaveModel(context, projectId, wish.of.modelId, wish.modelId)
        return { asked: plan.takes }
      })
    },

    retiredModels(projectId: ProjectId): RetiredModel[] {
      const counts = new Map<string, number>()
      for (const { modelId } of shotsToChoose(context, projectId)) counts.set(modelId, (counts.get(modelId) ?? 0) + 1)
      return catalogue.models.flatMap(({ id, status }) => {
        const shots = counts.get(id)
        if (status.kind !== 'retired' || shots === undefined) return []
        return [{ id, title: modelName(catalogue, id), shutDownOnDay: status.onDay, shots }]
      })
    },
  }
}

function planOf(
  { library: { db } }: DeskContext,
  { from, to, clips, models }: ReturnType<typeof prepared>,
  wish: RemakeWish,
): RemakePlan {
  const projectId = wish.projectId as ProjectId
  const estimates = clips.flatMap(({ spec }) => Array.from({ length: wish.takesEach }, () => clipPrice(to.price, spec)))
  const money = moneyOf(db, projectId)
  const chosen = circledShots(db, projectId)
  const waiting = clips.filter(({ bound: { handed, neighbours } }) => {
    const shots = handed === null ? [neighbours.beginsAfter, neighbours.endsBefore] : []
    return shots.some(id => id !== null && !chosen.has(id))
  })
  return {
    ...sumPrices(estimates),
    from,
    modelId: to.id,
    models,
    shots: new Set(clips.map(nameOfShot)).size,
    changes: together(clips),
    money,
    heldTakes: countHeld(estimates, money),
    waitingTakes: waiting.length * wish.takesEach,
  }
}

type Prepared = ToRemake & { readonly changes: readonly ReshootChange[]; readonly keepsSeed: boolean }

const NO_SEED: ReshootChange = { kind: 'no-seed' }

function prepared(context: DeskContext, wish: RemakeWish) {
  const { catalogue } = context
  const projectId = wish.projectId as ProjectId
  const hasKey = lookForKeys(context)
  const serviceOf = ({ provider }: ModelEntry) => ({
    serviceId: provider,
    service: serviceById(catalogue, provider)?.title ?? provider,
  })
  const askable = askableNow(context, hasKey)
  const before = clipsToRemake(context, { projectId, of: wish.of }, wish.modelId ?? askable[0]?.id ?? null)
  const fromId = wish.of.kind === 'model' ? wish.of.modelId : modelAskedOf(context, projectId, wish, before)
  const from = catalogue.models.find(({ id }) => id === fromId)
  const models = modelsFor(askable, before)
  const to = modelById(catalogue, wish.modelId ?? suggested(models, from) ?? fromId)
  const [first] = before
  demandServedModel(catalogue, { model: to.id }, (first?.shot?.position ?? 0) + 1, to.id, ASKABLE)
  if (!hasKey(to)) throw cannotAsk({ shotNumbers: [], reason: { kind: 'no-key', ...serviceOf(to) } })
  const template = listTemplates(context.library.db).get(to.id)
  const clips: Prepared[] = before.map(clip => {
    const bound = keptBy(to, from, clip.bound)
    const asked = { from, to, template, parts: clip.parts, isBound: isBound(bound.neighbours) }
    const { spec, changes } = reshoot(clip.spec, asked)
    const told = changesOfWaiting(clip.bound, bound, changes)
    if (wish.of.kind !== 'without') return { ...clip, spec, bound, changes: told, keepsSeed: to.id !== fromId }
    return { ...clip, spec, bound, changes: to.takesSeed ? told : [...told, NO_SEED], keepsSeed: true }
  })
  const shutDownOnDay = from?.status.kind === 'retired' ? from.status.onDay : null
  return {
    from: { id: fromId, title: modelName(catalogue, fromId), shutDownOnDay },
    to,
    clips,
    models: models.map(model => ({
      id: model.id,
      title: modelName(catalogue, model.id),
      service: serviceOf(model).service,
    })),
  }
}

function modelAskedOf(
  context: DeskContext,
  projectId: ProjectId,
  { of }: RemakeWish,
  [clip]: readonly ToRemake[],
): string {
  if (!clip) throw new Error('there is nothing to make again')
  return of.kind === 'shot' && clip.shot
    ? modelOfShot(clip.shot, modelOfProject(context.library.db, projectId))
    : clip.spec.model
}

/** Asks for one more take of it, a child of the take it is of. The first on another model keeps the seed, as does one without a word. */
function askAgain(
  { library, catalogue }: DeskContext,
  projectId: ProjectId,
  { shot, spec, version, parentId, bound, keepsSeed }: Prepared,
  isFirst: boolean,
): void {
  const { db } = library
  const number = nextTakeNumber(db, projectId, shot?.id ?? null)
  const isSameSeed = parentId !== null && keepsSeed && isFirst
  const seed = isSameSeed ? spec.seed : takeSeed(existingProject(library, projectId).seed, shot?.serial ?? 0, number)
  const asked: RequestSpec = { ...spec, seed }
  const { takeId } = ask(db, {
    projectId,
    shotId: shot?.id ?? null,
    number,
    spec: asked,
    ...bound,
    estimateMicroUsd: clipPrice(modelById(catalogue, spec.model).price, spec),
    shotVersion: version ?? (shot ? freezeVersion(db, shot.id, spec) : null),
  })
  if (parentId !== null) setParent(db, takeId, parentId)
}

/** All that would be asked of one model is asked of another from now on: a step of the treatment's undo. */
function leaveModel(context: DeskContext, projectId: ProjectId, fromId: string, toId: string): void {
  const { db } = context.library
  const name = `Ask ${modelName(context.catalogue, toId)} instead of ${modelName(context.catalogue, fromId)}`
  gesture(context, projectId, { name, plan: 'changed' }, () => {
    if (modelOfProject(db, projectId) === fromId) setProjectModel(db, projectId, toId)
    replaceShotModel(db, projectId, fromId, toId)
  })
}

/** Equal changes once, with how many shots they concern; of several clips the price is told as a sum. */
function together(clips: readonly Prepared[]): RemakePlan['changes'] {
  const counted = new Map<string, { change: ReshootChange; shots: Set<string> }>()
  for (const clip of clips) {
    for (const change of clip.changes) {
      if (change.kind === 'price' && clips.length > 1) continue
      const key = JSON.stringify(change)
      const { shots } = counted.get(key) ?? { shots: new Set() }
      counted.set(key, { change, shots: shots.add(nameOfShot(clip)) })
    }
  }
  return [...counted.values()].map(({ change, shots }) => ({ change, shots: shots.size }))
}

/** All clips of the Board have one. */
function nameOfShot({ shot }: ToRemake): string {
  return shot?.id ?? ''
}

import { ask } from '#main/outbox/store.ts'
import { nextTakeNumber } from '#main/takes/store.ts'
import { freezeVersion } from '#main/treatment/shot-versions.ts'
import { modelById } from '#model/catalogue.ts'
import { clipPrice } from '#model/clip-price.ts'
import type { Project } from '#model/project.ts'
import type { Request } from '#model/request.ts'
import { besideNeighbours } from '#model/reference-stills.ts'
import { NO_NEIGHBOURS } from '#model/seam/binding.ts'
import { takeSeed } from '#model/seed.ts'
import type { Shot } from '#model/shot.ts'
import type { MakeContext } from './context.ts'
import type { ShotSpec } from './needed-takes.ts'

/**
 * Asks for one more take of a planned shot, and keeps the words it is asked with. Its seed comes from its number, so that it is the same
 * clip in every library. It waits for the pictures of `neighbours`.
 */
export function askForTake(
  { library: { db }, catalogue }: Pick<MakeContext, 'library' | 'catalogue'>,
  { id: projectId, seed }: Pick<Project, 'id' | 'seed'>,
  shot: Shot,
  wanted: ShotSpec,
  neighbours = NO_NEIGHBOURS,
): Request {
  const { askTicks } = shot
  if (askTicks === null) throw new Error(`shot ${shot.serial} has no ask yet`)
  const model = modelById(catalogue, wanted.model)
  const spec = besideNeighbours(wanted, model, neighbours)
  return db.transaction(() => {
    const number = nextTakeNumber(db, projectId, shot.id)
    return ask(db, {
      projectId,
      shotId: shot.id,
      number,
      estimateMicroUsd: clipPrice(model.price, { ...spec, askTicks }),
      spec: { ...spec, askTicks, seed: takeSeed(seed, shot.serial, number) },
      shotVersion: freezeVersion(db, shot.id, spec),
      neighbours,
    })
  })
}

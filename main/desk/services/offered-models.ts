import { longestClip, serviceById } from '#model/catalogue.ts'
import type { TreatmentView } from '#model/contract/treatment-contract.ts'
import { whyUnusable } from '#model/service-state.ts'
import type { DeskContext } from '../desk-context.ts'
import { hasKey } from './keys.ts'

/** The models that takes can be asked of now, and those of `chosen` that none can be asked of, with why (SPEC V2). */
export function offeredModels(
  { catalogue, keys }: Pick<DeskContext, 'catalogue' | 'keys'>,
  chosen: ReadonlySet<string>,
): TreatmentView['models'] {
  const hasKeyOf = new Map(
    catalogue.services.map(service => [service.id, service.key !== null && hasKey(keys, service)]),
  )
  const known = catalogue.models.map(model => ({
    ...{ id: model.id, title: model.title, serviceId: model.provider, longestTicks: longestClip(model.lengths) },
    trouble: whyUnusable(model, serviceById(catalogue, model.provider), hasKeyOf.get(model.provider) ?? false),
  }))
  const lost = [...chosen].filter(id => known.every(model => model.id !== id))
  return [
    ...known.filter(({ id, trouble }) => trouble === null || chosen.has(id)),
    ...lost.map(id => ({
      id,
      title: id,
      serviceId: null,
      longestTicks: null,
      trouble: `There is no model “${id}” any more.`,
    })),
  ]
}

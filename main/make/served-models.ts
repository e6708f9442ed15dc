import { isLive, modelById, type Catalogue, type ModelEntry } from '#model/catalogue.ts'
import { StudioError } from '#model/errors.ts'
import type { TreatmentShot } from '#model/treatment.ts'

/** The providers that make takes on request. Clips of a folder are taken in, and nobody is asked for them. */
const SERVED_PROVIDERS = new Set(['animatic'])

/**
 * Makes sure that somebody makes the takes that would be asked for: a request to a provider that nobody serves would wait
 * for ever. `fallback` is the model of shots that name none.
 * @throws StudioError catalogue/unknown-model | catalogue/not-served | catalogue/retired, naming shot and model
 */
export function demandServedModels(
  catalogue: Catalogue,
  shots: readonly Pick<TreatmentShot, 'model'>[],
  fallback: string,
): void {
  for (const [index, shot] of shots.entries()) demandServedModel(catalogue, shot, index + 1, fallback)
}

/** The same for the shot of that number. */
export function demandServedModel(
  catalogue: Catalogue,
  shot: Pick<TreatmentShot, 'model'>,
  number: number,
  fallback: string,
): void {
  const isServed = (model: ModelEntry): boolean => isLive(model) && SERVED_PROVIDERS.has(model.provider)
  const who = `shot ${number}`
  const model = modelById(catalogue, shot.model ?? fallback, shot.model === null ? undefined : who)
  if (isServed(model)) return
  if (model.status.kind === 'retired') throw retired(catalogue, model, who)
  const served = catalogue.models.filter(isServed).map(({ id }) => id)
  const message = `Nobody makes takes with the model "${model.id}" that ${who} asks for; these work: ${served.join(', ')}. Clips that are there already come in with --provider folder:DIR.`
  throw new StudioError('catalogue/not-served', message, { kind: 'usage', details: { model: model.id } })
}

function retired(catalogue: Catalogue, model: ModelEntry, who: string): StudioError {
  const { status } = model
  if (status.kind !== 'retired') throw new Error(`the model ${model.id} is not retired`)
  const successor = catalogue.models.find(({ id }) => id === status.successor)
  const instead = successor ? `its maker names ${successor.title} as the next` : 'there is none to follow it'
  const message = `${model.title}, which ${who} asks for, was shut down on ${status.onDay}; ${instead}. Choose another model; takes made with it stay as they are.`
  return new StudioError('catalogue/retired', message, { kind: 'usage', details: { model: model.id } })
}

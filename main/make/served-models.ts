import { modelById, type Catalogue } from '#model/catalogue.ts'
import { StudioError } from '#model/errors.ts'
import type { TreatmentShot } from '#model/treatment.ts'

/** The providers that make takes on request. Clips of a folder are taken in, and nobody is asked for them. */
const SERVED_PROVIDERS = new Set(['animatic'])

/**
 * Makes sure that somebody makes the takes that would be asked for: a request to a provider that nobody serves would wait
 * for ever. `fallback` is the model of shots that name none.
 * @throws StudioError catalogue/unknown-model | catalogue/not-served, naming shot and model
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
  const isServed = (model: { provider: string }): boolean => SERVED_PROVIDERS.has(model.provider)
  const who = `shot ${number}`
  const model = modelById(catalogue, shot.model ?? fallback, shot.model === null ? undefined : who)
  if (isServed(model)) return
  const served = catalogue.models.filter(isServed).map(({ id }) => id)
  const message = `Nobody makes takes with the model "${model.id}" that ${who} asks for; these work: ${served.join(', ')}. Clips that are there already come in with --provider folder:DIR.`
  throw new StudioError('catalogue/not-served', message, { kind: 'usage', details: { model: model.id } })
}

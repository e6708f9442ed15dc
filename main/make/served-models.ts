import { isLive, modelById, serviceById, type Catalogue, type Family, type ModelEntry } from '#model/catalogue.ts'
import { StudioError } from '#model/errors.ts'
import type { TreatmentShot } from '#model/treatment.ts'

/** What is drawn on this computer: asking costs nothing. */
export const DRAWN: ReadonlySet<Family> = new Set<Family>(['animatic'])

/**
 * Makes sure that somebody makes the takes that would be asked for: a request to a service that nobody speaks with would wait
 * for ever. `fallback` is the model of shots that name none; `families` are those that are served.
 * @throws StudioError catalogue/unknown-model | catalogue/not-served | catalogue/retired, naming shot and model
 */
export function demandServedModels(
  catalogue: Catalogue,
  shots: readonly Pick<TreatmentShot, 'model'>[],
  fallback: string,
  families: ReadonlySet<Family>,
): void {
  for (const [index, shot] of shots.entries()) demandServedModel(catalogue, shot, index + 1, fallback, families)
}

/** The same for the shot of that number. */
export function demandServedModel(
  catalogue: Catalogue,
  shot: Pick<TreatmentShot, 'model'>,
  number: number,
  fallback: string,
  families: ReadonlySet<Family>,
): void {
  const isServed = (model: ModelEntry): boolean => {
    const service = serviceById(catalogue, model.provider)
    return isLive(model) && service !== undefined && families.has(service.family)
  }
  const who = `shot ${number}`
  const model = modelById(catalogue, shot.model ?? fallback, shot.model === null ? undefined : who)
  if (isServed(model)) return
  if (model.status.kind === 'retired') throw retired(catalogue, model, model.status, who)
  const served = catalogue.models.filter(isServed).map(({ id }) => id)
  const message = `Nobody makes takes with the model "${model.id}" that ${who} asks for; these work: ${served.join(', ')}. Clips that are there already come in with --provider folder:DIR.`
  throw new StudioError('catalogue/not-served', message, { kind: 'usage', details: { model: model.id } })
}

function retired(
  catalogue: Catalogue,
  { id, title }: ModelEntry,
  status: Extract<ModelEntry['status'], { kind: 'retired' }>,
  who: string,
): StudioError {
  const next = catalogue.models.find(model => model.id === status.successor)
  const instead = next ? `Its maker names ${next.title} as the next one.` : 'Choose another model.'
  const message = `${title}, which ${who} asks for, was shut down on ${status.onDay}. ${instead} Takes made with it stay as they are.`
  return new StudioError('catalogue/retired', message, { kind: 'usage', details: { model: id } })
}

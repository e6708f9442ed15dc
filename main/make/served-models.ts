import { isLive, modelById, serviceById, type Catalogue, type Family, type ModelEntry } from '#model/catalogue.ts'
import { StudioError } from '#model/errors.ts'
import type { TreatmentShot } from '#model/treatment.ts'

/** What is drawn on this computer: asking costs nothing. */
export const DRAWN: ReadonlySet<Family> = new Set<Family>(['animatic'])

type ShotModel = Pick<TreatmentShot, 'model'>

/**
 * Makes sure that somebody makes the takes that would be asked for on the command line: a request to a service that nobody speaks with
 * would wait for ever. `fallback` is the model of shots that name none; `families` are those that are served.
 * @throws StudioError catalogue/unknown-model | catalogue/not-served | catalogue/retired, naming shot and model
 */
export function demandServedModels(
  catalogue: Catalogue,
  shots: readonly ShotModel[],
  fallback: string,
  families: ReadonlySet<Family>,
): void {
  for (const [index, shot] of shots.entries()) {
    const who = `shot ${index + 1}`
    const model = unservedModel(catalogue, shot, who, fallback, families)
    if (!model) continue
    const served = catalogue.models.filter(one => isServed(catalogue, one, families)).map(({ id }) => id)
    const message = `Nobody makes takes with the model "${model.id}" that ${who} asks for; these work: ${served.join(', ')}. Clips that are there already come in with --provider folder:DIR.`
    throw new StudioError('catalogue/not-served', message, { kind: 'usage', details: { model: model.id } })
  }
}

/** The same for the shot of that number, told to somebody at a window. */
export function demandServedModel(
  catalogue: Catalogue,
  shot: ShotModel,
  number: number,
  fallback: string,
  families: ReadonlySet<Family>,
): void {
  const who = `shot ${number}`
  const model = unservedModel(catalogue, shot, who, fallback, families)
  if (!model) return
  const message = `Nobody makes takes with ${model.title}, which ${who} asks for. Choose another model.`
  throw new StudioError('catalogue/not-served', message, { details: { model: model.id } })
}

/** The model that a shot asks for where nobody makes takes with it; null where somebody does. */
function unservedModel(
  catalogue: Catalogue,
  { model: own }: ShotModel,
  who: string,
  fallback: string,
  families: ReadonlySet<Family>,
): ModelEntry | null {
  const model = modelById(catalogue, own ?? fallback, own === null ? undefined : who)
  if (isServed(catalogue, model, families)) return null
  if (model.status.kind === 'retired') throw retired(catalogue, model, model.status, who)
  return model
}

function isServed(catalogue: Catalogue, model: ModelEntry, families: ReadonlySet<Family>): boolean {
  const service = serviceById(catalogue, model.provider)
  return isLive(model) && service !== undefined && families.has(service.family)
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

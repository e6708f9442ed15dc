import { serviceById, type ModelEntry } from '#model/catalogue.ts'
import { StudioError } from '#model/errors.ts'
import type { DeskContext } from '../desk-context.ts'
import { lookForKeys } from './wanted-takes.ts'

/**
 * The service of a model must have the key it needs before it is asked.
 * @throws StudioError services/no-key
 */
export function demandKey(context: Pick<DeskContext, 'catalogue' | 'keys'>, model: ModelEntry): void {
  if (lookForKeys(context)(model)) return
  throw noKey(serviceById(context.catalogue, model.provider)?.title ?? model.provider)
}

export function noKey(service: string, details: Readonly<Record<string, unknown>> = {}): StudioError {
  const message = `${service} needs a key before it can be asked. Give it in Services.`
  return new StudioError('services/no-key', message, { details })
}

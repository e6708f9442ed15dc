import type { ModelEntry, ServiceEntry } from './catalogue.ts'
import { isLive } from './catalogue.ts'
import type { ServiceTroubleKind } from './service-trouble.ts'

/**
 * How a service is.
 * - `ready`: takes can be asked of it.
 * - `untried`: likewise, but nobody knows whether there is anybody at its address.
 * - `needs-key`: it takes none without a key, or not the one there is.
 * - `unreachable`: nobody answers there.
 * - `trouble`: it takes none now for another reason.
 * - `no-models`: none of its models is left.
 */
export const SERVICE_STATES = ['ready', 'untried', 'needs-key', 'unreachable', 'trouble', 'no-models'] as const
export type ServiceState = (typeof SERVICE_STATES)[number]

type Keyed = Pick<ServiceEntry, 'key'>

/**
 * How a service is, of its models and of the trouble it was last in; `trouble` is null where it takes requests. `hasAnswered`: it has taken
 * one, or passed a test. One that its makers run needs none of that: a key is proof enough that it is there.
 */
export function serviceState(
  service: Keyed,
  hasKey: boolean,
  models: readonly Pick<ModelEntry, 'status'>[],
  trouble: ServiceTroubleKind | null,
  hasAnswered: boolean,
): ServiceState {
  if (!models.some(isLive)) return 'no-models'
  if (lacksKey(service, hasKey) || trouble === 'key') return 'needs-key'
  if (trouble === null) return hasAnswered || needsKey(service) ? 'ready' : 'untried'
  return trouble === 'unreachable' ? 'unreachable' : 'trouble'
}

function needsKey({ key }: Keyed): boolean {
  return key !== null && !key.isOptional
}

function lacksKey(service: Keyed, hasKey: boolean): boolean {
  return needsKey(service) && !hasKey
}

/** Why no take can be asked of a model, in a sentence; null where one can. `service` is undefined of one that is not there any more. */
export function whyUnusable(
  { title, status }: Pick<ModelEntry, 'title' | 'status'>,
  service: Pick<ServiceEntry, 'family' | 'key' | 'title'> | undefined,
  hasKey: boolean,
): string | null {
  if (status.kind === 'retired') return `${title} was shut down on ${status.onDay}.`
  if (!service) return `The service of ${title} is not there any more.`
  if (service.family === 'folder') return 'Clips from a folder are taken in, not asked for.'
  return lacksKey(service, hasKey) ? `${service.title} needs a key.` : null
}

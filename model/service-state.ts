import type { ModelEntry, ServiceEntry } from './catalogue.ts'
import { isLive } from './catalogue.ts'
import type { ServiceTroubleKind } from './service-trouble.ts'

/**
 * How a service is.
 * - `ready`: takes can be asked of it.
 * - `needs-key`: it takes none without a key, or not the one there is.
 * - `unreachable`: nobody answers there.
 * - `trouble`: it takes none now for another reason.
 * - `no-models`: none of its models is left.
 */
export const SERVICE_STATES = ['ready', 'needs-key', 'unreachable', 'trouble', 'no-models'] as const
export type ServiceState = (typeof SERVICE_STATES)[number]

type Keyed = Pick<ServiceEntry, 'key'>

/** How a service is, of its models and of the trouble it was last in; `trouble` is null where it takes requests. */
export function serviceState(
  service: Keyed,
  hasKey: boolean,
  models: readonly Pick<ModelEntry, 'status'>[],
  trouble: ServiceTroubleKind | null,
): ServiceState {
  if (!models.some(isLive)) return 'no-models'
  if (lacksKey(service, hasKey) || trouble === 'key') return 'needs-key'
  if (trouble === null) return 'ready'
  return trouble === 'unreachable' ? 'unreachable' : 'trouble'
}

function lacksKey({ key }: Keyed, hasKey: boolean): boolean {
  return key !== null && !key.isOptional && !hasKey
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

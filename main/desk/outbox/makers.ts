import { DRAWN } from '#main/make/served-models.ts'
import { createAnimaticMaker } from '#main/providers/animatic-maker.ts'
import { discreet } from '#main/providers/discreet.ts'
import { FAMILY_PROVIDERS } from '#main/providers/families.ts'
import { createGuardedFetch } from '#main/providers/http/guarded-fetch.ts'
import { isLocalService } from '#main/providers/service-context.ts'
import type { Provider } from '#main/providers/port.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import type { Library } from '#main/library/library.ts'
import { whyNotSent } from '#main/services/key-elsewhere.ts'
import type { KeyStore } from '#main/services/key-store.ts'
import type { Family, ServiceEntry } from '#model/catalogue.ts'
import { StudioError } from '#model/errors.ts'
import type { DeskContext } from '../desk-context.ts'
import { workflowNamed } from '../services/workflow-folders.ts'

/** Whoever makes takes of the requests to one service. */
export type Maker = {
  readonly serviceId: string
  readonly needsNetwork: boolean
  /** Made anew whenever it has work, and disposed of after. */
  readonly make: (library: Library, ffmpeg: FfmpegProgram) => Provider
}

/** The families a take can be asked of. */
export const ASKABLE: ReadonlySet<Family> = new Set([...DRAWN, ...(Object.keys(FAMILY_PROVIDERS) as Family[])])

/** What it takes to speak with services. */
type Connecting = Pick<DeskContext, 'catalogue' | 'keys' | 'library' | 'host'>

/** A maker for each service that somebody speaks with. */
export function makersOf(context: Connecting): Maker[] {
  return context.catalogue.services.flatMap(service => {
    if (service.family === 'animatic') {
      return { serviceId: service.id, needsNetwork: false, make: createAnimaticMaker }
    }
    if (service.baseUrl === null || FAMILY_PROVIDERS[service.family] === undefined) return []
    return {
      serviceId: service.id,
      needsNetwork: !isLocalService(service),
      make: () => connectService(context, service),
    }
  })
}

/** The adapter of a service, with a connection of its own that ends with it. Throws where no adapter speaks with it. */
export function connectService(context: Connecting, service: ServiceEntry): Provider {
  const create = FAMILY_PROVIDERS[service.family]
  if (!create || service.baseUrl === null) throw new Error(`nobody speaks with ${service.id}`)
  const { catalogue, keys } = context
  const door = createGuardedFetch(service.baseUrl)
  const provider = discreet(create)({
    service,
    models: catalogue.models.filter(({ provider }) => provider === service.id),
    key: () => keyFor(keys, service),
    fetch: door.fetch,
    workflow: name => workflowNamed(context, name),
  })
  return {
    ...provider,
    async dispose() {
      await provider.dispose()
      await door.close()
    },
  }
}

/**
 * The key that a service may be sent where it stands; null where there is none.
 * @throws StudioError service/needs-key where it takes nothing without one, and the one there is was given for another address
 */
async function keyFor(keys: KeyStore, service: ServiceEntry): Promise<string | null> {
  const key = keys.keyOf(service)
  const other = key === null && service.key && !service.key.isOptional ? keys.find(service) : null
  if (other) throw new StudioError('service/needs-key', whyNotSent(service, other))
  return key
}

import { hasTakenJob } from '#main/outbox/ledger.ts'
import { listPauses } from '#main/outbox/pauses.ts'
import { isLocalService } from '#main/providers/service-context.ts'
import { testedAddresses } from '#main/services/tested-addresses.ts'
import { modelName, type Catalogue, type ModelEntry, type ServiceEntry } from '#model/catalogue.ts'
import type { ServiceFacts, ServiceModel } from '#model/contract/services-contract.ts'
import { serviceState } from '#model/service-state.ts'
import { isPaused, type ServicePause } from '#model/service-trouble.ts'
import type { DeskContext } from '../desk-context.ts'
import { hasKey, keySource } from './keys.ts'
import { isServer, originOf } from './origin.ts'
import { isOwnWorkflow } from './own-models.ts'

/** Every service that takes can be asked of, those of the catalogue in its order, then the user's own. */
export function listServices(context: DeskContext): ServiceFacts[] {
  const { library, catalogue, shipped } = context
  const pauses = listPauses(library.db)
  const tested = testedAddresses(library.db)
  const placeOf = ({ id }: ServiceEntry): number => {
    const place = shipped.services.findIndex(other => other.id === id)
    return place === -1 ? Infinity : place
  }
  return catalogue.services
    .filter(({ family }) => family !== 'folder')
    .toSorted((a, b) => placeOf(a) - placeOf(b) || 0)
    .map(service => {
      const hasAnswered = service.baseUrl === null || tested.has(service.baseUrl) || hasTakenJob(library.db, service.id)
      return factsOf(context, service, { pause: heldNow(pauses.get(service.id)), hasAnswered })
    })
}

/** One that is over stays written until something has gone well, but holds nothing. */
function heldNow(pause: ServicePause | undefined): ServicePause | null {
  return pause && isPaused(pause, Date.now()) ? pause : null
}

function factsOf(
  { catalogue, shipped, keys }: DeskContext,
  service: ServiceEntry,
  { pause, hasAnswered }: { readonly pause: ServicePause | null; readonly hasAnswered: boolean },
): ServiceFacts {
  const { id, title, family, baseUrl, key } = service
  const found = keySource(keys, service)
  const models = catalogue.models.filter(({ provider }) => provider === id)
  return {
    ...{ id, title, family, baseUrl },
    isLocal: isLocalService(service),
    isServer: isServer(shipped, service),
    origin: originOf(shipped, service),
    key: key && { name: key.name, page: key.page, isOptional: key.isOptional, ...found },
    pause: pause && { ...pause.trouble, sinceMs: pause.sinceMs, untilMs: pause.untilMs },
    state: serviceState(service, hasKey(keys, service), models, pause?.trouble.kind ?? null, hasAnswered),
    models: models.map(model => modelFacts(catalogue, model)),
  }
}

function modelFacts(catalogue: Catalogue, model: ModelEntry): ServiceModel {
  const { id, title, wireName, lengths, sizes, price, status } = model
  const retired = status.kind === 'retired' && {
    onDay: status.onDay,
    successor: status.successor === null ? null : modelName(catalogue, status.successor),
  }
  return {
    ...{ id, title, wireName: wireName ?? id, lengths, sizes, price },
    retired: retired || null,
    isOwnWorkflow: isOwnWorkflow(model),
    isExtended: model.wire['extendedFields'] === true,
  }
}

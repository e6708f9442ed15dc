import { serviceById, type Catalogue, type ServiceEntry } from '#model/catalogue.ts'
import { StudioError } from '#model/errors.ts'

/** The service of that id. Throws StudioError services/unknown. */
export function demandService(catalogue: Catalogue, id: string): ServiceEntry {
  const service = serviceById(catalogue, id)
  if (service && service.family !== 'folder') return service
  const known = catalogue.services.filter(({ family }) => family !== 'folder').map(other => other.id)
  const message = `There is no service called “${id}”. There are ${known.join(', ')}.`
  throw new StudioError('services/unknown', message, { kind: 'usage' })
}

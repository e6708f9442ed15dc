import { countOpen } from '#main/outbox/store.ts'
import {
  listOwnServices,
  noteKeyChange,
  removeOwnService,
  saveOwnService,
  type OwnService,
} from '#main/services/service-store.ts'
import { serviceById, type ServiceEntry } from '#model/catalogue.ts'
import type { OwnFamily, OwnServer } from '#model/contract/services-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { DeskContext } from '../desk-context.ts'
import { demandService } from './demand-service.ts'
import { freeName } from './free-name.ts'
import { keySource } from './keys.ts'
import { isServer, originOf } from './origin.ts'
import { isOwnWorkflow, modelsOfServer } from './own-models.ts'
import { serverAddress } from './server-address.ts'

/** Servers of the user's own, and shipped ones at another address. */
export function ownServers(context: DeskContext) {
  const { library, catalogue, shipped, keys, background } = context
  const { db } = library

  function save(entry: ServiceEntry, wish: OwnServer): void {
    const kept = ownOf(context, entry.id)?.models.filter(isOwnWorkflow) ?? []
    // A shipped one keeps the models of the catalogue.
    const models = serviceById(shipped, entry.id) ? [] : modelsOfServer(shipped, entry, wish)
    saveOwnService(db, { entry, models: [...models, ...kept] })
    background.tryAgain()
  }

  function demandServer(serviceId: string): ServiceEntry {
    const entry = demandService(catalogue, serviceId)
    if (isServer(shipped, entry)) return entry
    throw notOwn(entry)
  }

  return {
    addServer({ family, ...wish }: OwnServer & { readonly family: OwnFamily }): { serviceId: string } {
      const baseUrl = demandAddress(wish.address)
      return db.transaction(() => {
        const id = freeName(wish.title, name => serviceById(catalogue, name) !== undefined)
        save({ id, family, title: wish.title, baseUrl, key: OPTIONAL_KEY, limits: limitsOf(family) }, wish)
        return { serviceId: id }
      })
    },

    changeServer({ serviceId, ...wish }: OwnServer & { readonly serviceId: string }): void {
      const baseUrl = demandAddress(wish.address)
      db.transaction(() => {
        const entry = demandServer(serviceId)
        save({ ...entry, title: wish.title, baseUrl, key: OPTIONAL_KEY }, wish)
      })
    },

    removeServer(serviceId: string): void {
      db.transaction(() => {
        const entry = demandServer(serviceId)
        if (originOf(shipped, entry) === 'shipped') throw notOwn(entry)
        demandIdle(context, entry)
        const original = serviceById(shipped, serviceId)
        const kept = ownOf(context, serviceId)?.models.filter(isOwnWorkflow) ?? []
        removeOwnService(db, serviceId)
        if (original && kept.length > 0) saveOwnService(db, { entry: original, models: kept })
        const { source } = keySource(keys, entry)
        if (source === 'kept' || source === 'elsewhere') {
          noteKeyChange(db, serviceId)
          keys.keep(entry, null)
        }
      })
      background.tryAgain()
    },
  }
}

const OPTIONAL_KEY = { name: 'Key', page: null, isOptional: true }

/** Own machines do one thing at a time; what stands before several may take two. */
function limitsOf(family: OwnFamily): ServiceEntry['limits'] {
  return { inFlight: family === 'openai-videos' ? 2 : 1, perMinute: null }
}

/** What the library holds of a service. */
export function ownOf({ library }: Pick<DeskContext, 'library'>, id: string): OwnService | undefined {
  return listOwnServices(library.db).find(({ entry }) => entry.id === id)
}

/** Throws StudioError services/has-work while something is asked of the service that is not settled. */
export function demandIdle({ library }: Pick<DeskContext, 'library'>, { id, title }: ServiceEntry): void {
  const open = countOpen(library.db, { providerIds: [id], projectId: null })
  if (open === 0) return
  const what = open === 1 ? 'One take is' : `${open} takes are`
  const message = `${what} still asked of ${title}. Let them be made or drop them in the Outbox, then try again.`
  throw new StudioError('services/has-work', message)
}

function notOwn({ title }: ServiceEntry): StudioError {
  return new StudioError('services/not-own', `${title} is part of the studio: it is neither changed nor removed.`)
}

function demandAddress(typed: string): string {
  const address = serverAddress(typed)
  if (address !== null) return address
  const message =
    'That is no address of a server. Write it as http://192.168.1.20:8188, without a name or password in it.'
  throw new StudioError('services/bad-address', message, { kind: 'usage' })
}

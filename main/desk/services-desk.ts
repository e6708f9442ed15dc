import { tryNow } from '#main/outbox/pauses.ts'
import type { DeskContext } from './desk-context.ts'
import { keyRules } from './services/keys.ts'
import { listServices } from './services/list-services.ts'
import { ownServers } from './services/own-servers.ts'
import { ownWorkflows } from './services/own-workflows.ts'
import { demandService } from './services/demand-service.ts'
import { testService } from './services/test-service.ts'

export type ServicesDesk = ReturnType<typeof createServicesDesk>

/** The services that takes are asked of: their keys, how they are, and those of the user's own. */
export function createServicesDesk(context: DeskContext) {
  const { library, catalogue, background } = context
  return {
    ...keyRules(context),
    ...ownServers(context),
    ...ownWorkflows(context),

    list: () => listServices(context),

    ownModels(): { path: string; count: number; trouble: string | null } {
      const { path, models, trouble } = context.ownModels
      return { path, count: models.length, trouble }
    },

    test: (serviceId: string, signal?: AbortSignal) => testService(context, serviceId, signal),

    tryNow(serviceId: string): void {
      demandService(catalogue, serviceId)
      tryNow(library.db, serviceId, Date.now())
      background.tryAgain()
    },
  }
}

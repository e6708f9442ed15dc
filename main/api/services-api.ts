import type { ServicesDesk } from '#main/desk/services-desk.ts'
import type { StudioImplementer } from './implementer.ts'

export function servicesApi(studio: StudioImplementer['services'], desk: ServicesDesk) {
  return {
    list: studio.list.handler(() => desk.list()),
    ownModels: studio.ownModels.handler(() => desk.ownModels()),
    setKey: studio.setKey.handler(({ input }) => desk.setKey(input.serviceId, input.key)),
    removeKey: studio.removeKey.handler(({ input }) => desk.removeKey(input.serviceId)),
    test: studio.test.handler(({ input, signal }) => desk.test(input.serviceId, signal)),
    tryNow: studio.tryNow.handler(({ input }) => desk.tryNow(input.serviceId)),
    addServer: studio.addServer.handler(({ input }) => desk.addServer(input)),
    changeServer: studio.changeServer.handler(({ input }) => desk.changeServer(input)),
    removeServer: studio.removeServer.handler(({ input }) => desk.removeServer(input.serviceId)),
    readWorkflow: studio.readWorkflow.handler(({ input }) => desk.readWorkflow(input.file)),
    addWorkflow: studio.addWorkflow.handler(({ input }) => desk.addWorkflow(input)),
    removeWorkflow: studio.removeWorkflow.handler(({ input }) => desk.removeWorkflow(input.modelId)),
  }
}

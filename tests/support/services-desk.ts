import { createServicesDesk } from '#main/desk/services-desk.ts'
import { saveOwnService } from '#main/services/service-store.ts'
import { temporaryContext, testHost } from '#main/testing/temporary-studio.ts'
import type { DeskContext } from '#main/desk/desk-context.ts'
import type { Host } from '#main/host.ts'
import type { OwnServer } from '#model/contract/services-contract.ts'
import { serviceById } from '#model/catalogue.ts'

/** For tests: a desk of services over a library of its own; `facts` are what it lists of one of them. */
export function deskWith(parts: Partial<Host> = {}) {
  const context = temporaryContext(undefined, testHost(parts))
  return { context, desk: createServicesDesk(context), facts: (id: string) => factsIn(context, id) }
}

function factsIn(context: DeskContext, id: string) {
  const found = createServicesDesk(context)
    .list()
    .find(service => service.id === id)
  if (!found) throw new Error(`no service ${id}`)
  return found
}

/** A library whose service of that id is spoken with at a stand-in. */
export function leadTo(context: DeskContext, id: string, url: string): void {
  const entry = serviceById(context.catalogue, id)
  if (!entry) throw new Error(`no service ${id}`)
  saveOwnService(context.library.db, { entry: { ...entry, baseUrl: url }, models: [] })
}

export const HOME_SERVER: OwnServer = {
  title: 'My GPU',
  address: '127.0.0.1:9000/v1/',
  models: [{ name: 'Wan-AI/Wan2.2', sizes: [{ width: 832, height: 480 }], seconds: [5, 3, 5] }],
  isPaid: false,
  isExtended: false,
}

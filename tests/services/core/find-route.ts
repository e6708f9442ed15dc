import { matchPath, type Call } from './call.ts'
import type { Desk } from './desk.ts'
import { clipFile, empty, type Answer } from './answer.ts'
import { findFault } from './faults.ts'
import type { Route, RouteTable, Wire } from './wire.ts'

/** The first route of the table that fits the call; HEAD is taken as GET. */
export function findRoute(call: Call, table: RouteTable): Route | null {
  const method = call.method === 'HEAD' ? 'GET' : call.method
  for (const row of table) {
    if (row.method !== method) continue
    const values = matchPath(row.pattern, call.path)
    if (values) return { on: row.on, answer: () => row.answer(values) }
  }
  return null
}

/**
 * The route of links made by `outputLink`. They need no key: whoever has the link may fetch. A link is dead when it was
 * replaced, when the clip has expired, or when a fault or a test has killed it.
 */
export function outputRoute(call: Call, desk: Desk, wire: Wire, typeOf: (name: string) => string): RouteTable[number] {
  return {
    method: 'GET',
    pattern: '/_files/:id/:token/:name',
    on: 'download',
    answer: async ({ id = '', token, name = '' }): Promise<Answer> => {
      const job = desk.jobs.find(call.family, id)
      const gone = (status: number): Answer => wire.say({ kind: 'gone', status }, desk.settings) ?? empty(status)
      if (!job) return gone(404)
      const expired = findFault(call.faults, 'expired-link')
      if (expired) desk.jobs.killLink(job, expired.status)
      if (job.isExpired) return gone(404)
      if (job.deadStatus !== null) return gone(job.deadStatus)
      if (token !== job.linkToken) return gone(403)
      return clipFile(await desk.clip(call, job), typeOf(name))
    },
  }
}

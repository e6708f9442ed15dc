import { empty, json, text, type Answer } from './answer.ts'
import { isFields, matchPath, type Fields } from './call.ts'
import type { Desk } from './desk.ts'
import { FAMILIES, isFamily } from './family.ts'
import type { FaultRule } from './faults.ts'
import type { JobControl } from './job-control.ts'
import type { Settings } from './settings.ts'

export type Control = (method: string, path: string, body: Buffer) => Promise<Answer>

/**
 * What a test may do from another process, as JSON:
 *
 *   GET books, jobs, settings, faults
 *   PATCH settings     `{ "<family>": { … } }`, merged field by field
 *   POST faults        `{ "rules": [ … ] }`, added to those in force; DELETE faults ends all
 *   POST jobs/<family>/<id>   `{ "do": "fail", "args": [true] }`: a name of `JobControl` and what follows the id
 *   POST jobs/<family>        `{ "do": "loseAll" }`
 *   POST drop-sockets
 *
 * Mistakes are answered with 400 and words.
 */
export function makeControl(desk: Desk, jobs: JobControl, dropSockets: () => void): Control {
  return async (method, path, raw) => {
    try {
      const body: unknown = raw.length === 0 ? {} : JSON.parse(raw.toString('utf8'))
      if (!isFields(body)) return text(400, 'The body must be a JSON object')
      return answer(desk, jobs, dropSockets, `${method} ${path}`, body)
    } catch (error) {
      return text(400, error instanceof Error ? error.message : String(error))
    }
  }
}

function answer(desk: Desk, jobs: JobControl, dropSockets: () => void, ask: string, body: Fields): Answer {
  switch (ask) {
    case 'GET /books': {
      const { accepted, rejected, requests, uploads } = desk.books
      return json(200, { accepted, rejected, requests, uploads })
    }
    case 'GET /jobs':
      return json(200, { jobs: jobs.list() })
    case 'GET /settings':
      return json(200, desk.settings)
    case 'PATCH /settings':
      mergeSettings(desk.settings, body)
      return json(200, desk.settings)
    case 'GET /faults':
      return json(200, { rules: desk.faults.list() })
    case 'POST /faults':
      if (!Array.isArray(body['rules'])) return text(400, 'rules must be a list')
      desk.faults.add(...(body['rules'] as FaultRule[]))
      return empty(204)
    case 'DELETE /faults':
      desk.faults.clear()
      return empty(204)
    case 'POST /drop-sockets':
      dropSockets()
      return empty(204)
    default: {
      const values = matchPath('POST /jobs/:family/:id', ask) ?? matchPath('POST /jobs/:family', ask)
      return values ? order(jobs, values, body) : text(404, `no such control: ${ask}`)
    }
  }
}

function mergeSettings(settings: Settings, changes: Fields): void {
  for (const [family, change] of Object.entries(changes)) {
    if (!isFamily(family) || !isFields(change)) throw new Error(`settings are given by service: ${FAMILIES.join(', ')}`)
    const known = settings[family]
    for (const name of Object.keys(change)) if (!(name in known)) throw new Error(`no such setting: ${family}.${name}`)
    Object.assign(known, change)
  }
}

function order(jobs: JobControl, { family, id = '' }: Record<string, string>, body: Fields): Answer {
  if (!isFamily(family)) return text(404, `no such service: ${family}`)
  const { do: name, args = [] } = body
  if (typeof name !== 'string' || !Object.hasOwn(jobs, name) || name === 'list') return text(400, 'no such order')
  const method = jobs[name as Exclude<keyof JobControl, 'list'>] as (...args: readonly unknown[]) => void
  method(family, id, ...(args as readonly unknown[]))
  return empty(204)
}

import type { IncomingHttpHeaders } from 'node:http'
import { sha256, type AcceptedCreate, type SentFile } from './books.ts'
import type { Family } from './family.ts'
import type { Fault } from './faults.ts'

/** One request to one service, read to its end. */
export type Call = {
  readonly family: Family
  readonly method: string
  /** As sent, without the address of the service: `/v1/videos`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** The address it came to. */
  readonly origin: string
  readonly isAtOther: boolean
  /** That are to strike it. */
  faults: Fault[]
  /** The job it made, once it has. */
  accepted?: AcceptedCreate
}

/** A body that cannot be read; `message` is for the service's answer. */
export class BadBody extends Error {}

export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The body as a JSON object; throws BadBody. */
export function readJson(call: Call): Fields {
  if (!(call.headers['content-type'] ?? '').startsWith('application/json')) {
    throw new BadBody('Content-Type must be application/json')
  }
  let value: unknown
  try {
    value = JSON.parse(call.body.toString('utf8'))
  } catch {
    throw new BadBody('The body is not valid JSON')
  }
  if (!isFields(value)) throw new BadBody('The body must be a JSON object')
  return value
}

export function isForm(call: Call): boolean {
  return (call.headers['content-type'] ?? '').startsWith('multipart/form-data')
}

export type FormFile = SentFile & { readonly bytes: Buffer }
export type Form = { readonly fields: Readonly<Record<string, string>>; readonly files: readonly FormFile[] }

/** The body as a form; of a field that comes twice the last counts. Throws BadBody. */
export async function readForm(call: Call): Promise<Form> {
  if (!isForm(call)) throw new BadBody('Content-Type must be multipart/form-data')
  const headers = { 'content-type': call.headers['content-type'] ?? '' }
  let data: FormData
  try {
    data = await new Response(new Uint8Array(call.body), { headers }).formData()
  } catch {
    throw new BadBody('The form cannot be read')
  }
  const fields: Record<string, string> = {}
  const files: FormFile[] = []
  for (const [field, value] of data.entries()) {
    if (typeof value === 'string') {
      fields[field] = value
      continue
    }
    const bytes = Buffer.from(await value.arrayBuffer())
    files.push({ field, name: value.name, type: value.type, sizeBytes: bytes.length, sha256: sha256(bytes), bytes })
  }
  return { fields, files }
}

/** The decoded values of `:name` segments of a pattern like `/v1/tasks/:id`, or null. A last `*name` takes the rest. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  const values: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    if (part.startsWith('*')) {
      values[part.slice(1)] = given.slice(index).join('/')
      return given.length > index ? values : null
    }
    const segment = given[index]
    if (segment === undefined || segment === '') {
      if (segment === part) continue
      return null
    }
    if (part.startsWith(':')) values[part.slice(1)] = decode(segment)
    else if (part !== segment) return null
  }
  return given.length === wanted.length ? values : null
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The `Authorization` of that scheme is one of the accepted keys; true when the service asks for none. */
export function hasKey(call: Call, scheme: string, keys: readonly string[]): boolean {
  if (keys.length === 0) return true
  const given = call.headers.authorization ?? ''
  return keys.some(key => given === `${scheme} ${key}`)
}

/** A data URI or an `https` URL, as most services take for pictures; `http` too, because a test has no other. */
export function isMediaUrl(value: unknown): value is string {
  if (typeof value !== 'string') return false
  return /^data:[\w.+-]+\/[\w.+-]+;base64,[A-Za-z0-9+/]+={0,2}$/.test(value) || /^https?:\/\/\S+$/.test(value)
}

export function isBase64(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(value)
}

/** The value if it is a string, else an empty one. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

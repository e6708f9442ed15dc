import { afterEach } from 'vitest'
import { startServices, type Services, type ServicesOptions } from '../services.ts'

/** Bytes that every test clip is made of: long enough to be cut. */
export const CLIP = Buffer.from(Array.from({ length: 4096 }, (_, index) => index % 251))

const started: Services[] = []

afterEach(async () => {
  for (const services of started.splice(0)) await services.close()
})

/** Services that end with the test. */
export async function start(options: Partial<ServicesOptions> = {}): Promise<Services> {
  const services = await startServices({ clip: () => CLIP, ...options })
  started.push(services)
  return services
}

/** Services that end with the test, and the videos that the clips they were asked for go on from. */
export async function startToldVideos(): Promise<{ services: Services; videos: (string | null)[] }> {
  const videos: (string | null)[] = []
  const services = await start({
    clip: ({ video }) => {
      videos.push(video && video.toString())
      return CLIP
    },
  })
  return { services, videos }
}

type Ask = {
  readonly method?: string
  readonly json?: unknown
  readonly form?: FormData
  readonly headers?: HeadersInit
}
export type Reply = {
  readonly status: number
  readonly headers: Headers
  readonly json: unknown
  readonly bytes: Buffer
}

/** Asks by plain fetch; the method is POST when there is something to send. `json` is null for what is no JSON. */
export async function ask(url: string, { method, json, form, headers }: Ask = {}): Promise<Reply> {
  const body = form ?? (json === undefined ? undefined : JSON.stringify(json))
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    ...(body !== undefined && { body }),
    headers: {
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...(headers as Record<string, string>),
    },
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, json: parse(bytes), bytes }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

/** What stands at a path like `video.url` or `steps.0.uri`; undefined when nothing does. */
export function part(json: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], json)
}

/** The string or number that stands at that path, as a string; throws when there is none. */
export function at(json: unknown, path: string): string {
  const value = part(json, path)
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new Error(`nothing at ${path} of ${JSON.stringify(json)}`)
  return String(value)
}

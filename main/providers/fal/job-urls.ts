import { z } from 'zod'
import type { Job } from '#model/request.ts'

/** Where a job is asked about. */
export type JobUrls = { readonly status: URL; readonly response: URL; readonly cancel: URL }

/** What is kept of the answer to a create call. `app`: owner and app, without the rest of the model's name. */
const jobNote = z.object({
  app: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  status: z.string().nullish(),
  response: z.string().nullish(),
  cancel: z.string().nullish(),
})
export type JobNote = z.infer<typeof jobNote>

/** @param modelName the whole of it, as `fal-ai/ltx-2.3/image-to-video` */
export function appOf(modelName: string): string {
  return modelName.split('/').slice(0, 2).join('/')
}

/** Without what stands behind the paths: a service could repeat a key there. */
export function writeNote({ app, status, response, cancel }: JobNote): string {
  const path = (named: string | null | undefined): string | null => {
    const url = named ? URL.parse(named) : null
    return url && `${url.origin}${url.pathname}`
  }
  return JSON.stringify({ app, status: path(status), response: path(response), cancel: path(cancel) })
}

/**
 * The addresses the service has named for a job; made from its id where they are none of the service's own, to which alone the key
 * is sent. Null for a note that is none.
 */
export function jobUrls({ id, note }: Job, baseUrl: string): JobUrls | null {
  const read = jobNote.safeParse(parsed(note)).data
  if (!read) return null
  const base = baseUrl.replace(/\/$/, '')
  const own = (named: string | null | undefined, end: string): URL => {
    const url = named && URL.canParse(named) ? new URL(named) : null
    const isOwn = url?.origin === new URL(base).origin && url.username === '' && url.password === ''
    return isOwn ? url : new URL(`${base}/${read.app}/requests/${encodeURIComponent(id)}${end}`)
  }
  return { status: own(read.status, '/status'), response: own(read.response, ''), cancel: own(read.cancel, '/cancel') }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

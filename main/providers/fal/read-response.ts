import { z } from 'zod'
import { isGone } from '#main/providers/http/connect.ts'
import type { Answer } from '#main/providers/http/service-http.ts'
import type { JobStatus } from '#main/providers/port.ts'

const text = z.string().nullish().catch(null)

const queued = z.object({ request_id: z.string().min(1), status_url: text, response_url: text, cancel_url: text })

/** A job as the answer to a create call names it; null where it names none. */
export function readQueued(json: unknown): z.infer<typeof queued> | null {
  return queued.safeParse(json).data ?? null
}

const queueStatus = z.object({ status: z.string(), queue_position: z.number().nullish().catch(null) })

/** Where a job stands in the queue; `completed` says only that it is over. A status nobody knows counts as running. */
export function readQueueStatus(json: unknown): Extract<JobStatus, { status: 'running' }> | 'completed' {
  const read = queueStatus.safeParse(json).data
  if (read?.status === 'COMPLETED') return 'completed'
  const position = read?.status === 'IN_QUEUE' ? (read.queue_position ?? undefined) : undefined
  return { status: 'running', progress: 0, ...(position === undefined ? {} : { queuePosition: position }) }
}

const errorBody = z.object({
  detail: z
    .union([
      z.string(),
      z.array(z.object({ msg: z.string().catch(''), type: z.string().catch(''), loc: z.array(z.unknown()).catch([]) })),
    ])
    .nullish()
    .catch(null),
  error_type: text,
  message: text,
  error: text,
})

/** What is wrong, in the service's own words. `type` is all that it says for programs. */
export type Fault = { readonly type: string; readonly words: string | null }

/** Models and the machines they run on write errors in two ways. */
export function readError({ json, headers }: Pick<Answer, 'json' | 'headers'>): Fault {
  const body = errorBody.safeParse(json).data
  const infrastructure = headers.get('x-fal-error-type') ?? body?.error_type ?? ''
  const detail = body?.detail
  if (typeof detail === 'string') return { type: infrastructure, words: detail }
  if (!detail || detail.length === 0) return { type: infrastructure, words: body?.message ?? body?.error ?? null }
  const words = detail.map(({ msg, loc }) => {
    const field = loc.at(-1)
    return typeof field === 'string' && field !== 'body' ? `${field}: ${msg}` : msg
  })
  return { type: [...new Set(detail.map(({ type }) => type))].join(' ') || infrastructure, words: words.join('; ') }
}

/** Which types a refusal has is not confirmed by its makers. */
export function isModeration({ type }: Fault): boolean {
  return /content_policy|moderation|nsfw|safety/i.test(type)
}

/** The status of a locked account is not confirmed by its makers, so the words tell it. */
export function isOutOfCredit({ status }: Pick<Answer, 'status'>, { words }: Fault): boolean {
  return [401, 402, 403].includes(status) && /\blocked\b|balance|insufficient (funds|credit)/i.test(words ?? '')
}

/**
 * What the answer to the question for a job's result says of the job. `ask-again`: it says nothing of the job at all.
 * `doubtful`: a job that has failed so is not told from a service that fails for a moment.
 */
export function resultStatus(
  answer: Pick<Answer, 'status' | 'json' | 'headers'>,
): JobStatus | 'ask-again' | 'doubtful' {
  const { status, json } = answer
  if (status < 300) {
    if (json === undefined) return 'ask-again'
    if (findVideoUrl(json) !== null) return { status: 'done', ...reportedIn(json) }
    const message = 'The service says that it is done, but delivers no clip.'
    return { status: 'failed', failure: { kind: 'service/no-clip', message, isRetryable: true } }
  }
  if (isGone(answer)) return { status: 'unknown' }
  if ([401, 402, 403, 408, 429].includes(status) || status < 400) return 'ask-again'
  const wrong = readError(answer)
  if (status === 400 && /in progress|in queue|not (yet )?(complete|ready|finished)/i.test(wrong.words ?? '')) {
    return { status: 'running', progress: 0 }
  }
  if (status >= 500) return 'doubtful'
  return failedAs(answer)
}

/** The seed it was made with, which models tell beside the clip. */
function reportedIn(json: unknown): Pick<Extract<JobStatus, { status: 'done' }>, 'reported'> {
  const { seed } = z.object({ seed: z.int().optional().catch(undefined) }).safeParse(json).data ?? {}
  return seed === undefined ? {} : { reported: { seed } }
}

/** A job that has ended with this error. */
export function failedAs(answer: Pick<Answer, 'status' | 'json' | 'headers'>): JobStatus {
  const wrong = readError(answer)
  const message = wrong.words ?? `The service gave no reason (status ${answer.status}).`
  if (isModeration(wrong)) return { status: 'refused', reason: message }
  const said = answer.headers.get('x-fal-retryable')
  const isOfService = answer.status >= 500
  const isRetryable = said === null ? isOfService : said.toLowerCase() === 'true'
  const failure = { kind: wrong.type || `service/${answer.status}`, message, isRetryable }
  // What the service itself has broken is not billed, as its makers say.
  return { status: 'failed', failure, ...(isOfService ? { costMicroUsd: 0 } : {}) }
}

const file = z.object({ url: z.string().min(1), content_type: text, file_name: text })
const MOST_DEEP = 6

/** The address of the first video in a result: models put it as `video`, in `videos`, or elsewhere. Null where there is none. */
export function findVideoUrl(json: unknown): string | null {
  return videoIn(json, false, MOST_DEEP)
}

function videoIn(value: unknown, isCalledVideo: boolean, deep: number): string | null {
  if (typeof value !== 'object' || value === null || deep === 0) return null
  const found = file.safeParse(value).data
  if (found && isVideo(found, isCalledVideo)) return found.url
  for (const [name, part] of Object.entries(value)) {
    // What lies in a list is called as the list is.
    const isCalled = Array.isArray(value) ? isCalledVideo : /video/i.test(name)
    const url = videoIn(part, isCalled, deep - 1)
    if (url !== null) return url
  }
  return null
}

function isVideo({ url, content_type: type, file_name: name }: z.infer<typeof file>, isCalledVideo: boolean): boolean {
  if (type?.startsWith('video/')) return true
  if (type && type !== 'application/octet-stream') return false
  return isCalledVideo || [name ?? '', url.replace(/[?#].*$/, '')].some(path => /\.(mp4|webm|mov|m4v|mkv)$/i.test(path))
}

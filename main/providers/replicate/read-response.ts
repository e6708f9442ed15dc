import { z } from 'zod'
import type { Answer } from '#main/providers/http/service-http.ts'
import type { JobStatus } from '#main/providers/port.ts'

/** A prediction, whole or as it is listed. What cannot be read of it counts as not said. */
const prediction = z.object({
  id: z.string().min(1),
  status: z.string().nullish().catch(null),
  model: z.string().nullish().catch(null),
  version: z.string().nullish().catch(null),
  input: z.record(z.string(), z.unknown()).nullish().catch(null),
  output: z.unknown().optional(),
  error: z.unknown().optional(),
  data_removed: z.boolean().nullish().catch(null),
  created_at: z.string().nullish().catch(null),
})
export type Prediction = z.infer<typeof prediction>

export function readPrediction(json: unknown): Prediction | null {
  return prediction.safeParse(json).data ?? null
}

const page = z.object({ results: z.array(z.unknown()), next: z.string().nullish().catch(null) })

/**
 * One page of predictions, the newest first, and the cursor of the next; entries that cannot be read are passed over. Of the
 * address of the next page only the cursor is used, so that nobody is led elsewhere.
 */
export function readPage(json: unknown): {
  readonly predictions: readonly Prediction[]
  readonly cursor: string | null
} {
  const found = page.safeParse(json).data
  if (!found) return { predictions: [], cursor: null }
  const next = URL.parse(found.next ?? '')
  return {
    predictions: found.results.flatMap(entry => readPrediction(entry) ?? []),
    cursor: next?.searchParams.get('cursor') ?? null,
  }
}

/** By the service's clock; NaN where it does not say. */
export function createdAtMs({ created_at: at }: Prediction): number {
  return Date.parse(at ?? '')
}

const problem = z.object({ detail: z.string().nullish().catch(null), title: z.string().nullish().catch(null) })

/** The service's own words for what went wrong. */
export function readWords({ json }: Pick<Answer, 'json'>): string | null {
  const body = problem.safeParse(json).data
  return body?.detail ?? body?.title ?? null
}

/** Models refuse in words of their own; E005 is what many say. */
export function isModerationText(words: string): boolean {
  return /flagged as sensitive|\(E005\)|\bnsfw\b|content (policy|moderation|filter)|safety (checker|filter|system)/i.test(
    words,
  )
}

const PASSING = /interrupted|please (retry|try again)|\(code: PA\)|timed? ?out|out of memory|overloaded|unavailable/i

/** What official models say in place of their version. */
const HIDDEN = 'hidden'

/** What a prediction says of its job. A status nobody knows counts as running: it costs nothing to ask again. */
export function statusOf({ status, error, data_removed: isRemoved, model, version }: Prediction): JobStatus {
  const failed = (kind: string, message: string, isRetryable = false): JobStatus => ({
    status: 'failed',
    failure: { kind, message, isRetryable },
  })
  switch (status ?? '') {
    case 'succeeded':
      if (!isRemoved) {
        const reported = { ...(model && { model }), ...(version && version !== HIDDEN && { version }) }
        return { status: 'done', ...(Object.keys(reported).length > 0 && { reported }) }
      }
      return failed(
        'service/clip-gone',
        'The clip was made, but the service deletes what it made after an hour, and that is over. Ask for it again.',
      )
    case 'failed': {
      const words = wordsOf(error)
      return isModerationText(words)
        ? { status: 'refused', reason: words }
        : failed('service/job-failed', words, PASSING.test(words))
    }
    case 'canceled':
      return failed('service/cancelled', 'It was cancelled at the service.')
    case 'aborted':
      return failed('service/aborted', 'The service ended it before it had begun.')
    default:
      // Progress stands in its logs alone, in words of each model's own.
      return { status: 'running', progress: 0 }
  }
}

function wordsOf(error: unknown): string {
  if (typeof error === 'string' && error.trim() !== '') return error.trim()
  const { detail, message } =
    z.object({ detail: z.unknown().optional(), message: z.unknown().optional() }).safeParse(error).data ?? {}
  const said = [detail, message].find(part => typeof part === 'string')
  return said ?? 'The service gave no reason.'
}

/** Where the clip of a prediction lies: the first address that ends like a video, else the first; null where there is none. */
export function outputOf({ output }: Prediction): URL | null {
  const urls = textsIn(output).flatMap(text => (/^https?:/i.test(text) ? (URL.parse(text) ?? []) : []))
  return urls.find(({ pathname }) => /\.(mp4|mov|m4v|webm|mkv)$/i.test(pathname)) ?? urls[0] ?? null
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

const file = z.object({ urls: z.object({ get: z.url() }) })

/** The address under which an uploaded file can be named as an input. */
export function readFileAddress(json: unknown): string | null {
  return file.safeParse(json).data?.urls.get ?? null
}

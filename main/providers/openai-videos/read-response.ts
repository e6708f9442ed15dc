import { z } from 'zod'
import type { JobStatus } from '#main/providers/port.ts'
import type { Answer } from '#main/providers/http/service-http.ts'

const text = z.string().nullish().catch(null)
const number = z.number().nullish().catch(null)
const code = z.union([z.string(), z.number()]).nullish().catch(null)

/**
 * A video as the servers describe it; each leaves out some of it, writes some in its own way, and adds what nobody knows. What cannot
 * be read of it counts as not said.
 */
const video = z.object({
  id: z.string().min(1),
  status: text,
  progress: number,
  created_at: number,
  model: text,
  prompt: text,
  error: z
    .union([z.string(), z.object({ code, message: text })])
    .nullish()
    .catch(null),
})
export type Video = z.infer<typeof video>

const list = z.object({ data: z.array(z.unknown()), has_more: z.boolean().nullish() })

export function readVideo(json: unknown): Video | null {
  return video.safeParse(json).data ?? null
}

/** Entries that cannot be read are passed over. */
export function readList(json: unknown): { readonly videos: readonly Video[]; readonly hasMore: boolean } | null {
  const page = list.safeParse(json).data
  if (!page) return null
  return { videos: page.data.flatMap(entry => readVideo(entry) ?? []), hasMore: page.has_more === true }
}

const errorBody = z.object({
  error: z.union([z.string(), z.object({ code, message: text, type: text })]),
})
const detailBody = z.object({ detail: z.union([z.string(), z.array(z.object({ msg: z.string() }))]) })

export function readError({ json }: Pick<Answer, 'json'>): { readonly code: string; readonly words: string | null } {
  const error = errorBody.safeParse(json).data?.error
  if (typeof error === 'string') return { code: '', words: error }
  if (error) return { code: `${error.code ?? ''} ${error.type ?? ''}`.trim(), words: error.message ?? null }
  const detail = detailBody.safeParse(json).data?.detail
  if (typeof detail === 'string') return { code: '', words: detail }
  return { code: '', words: detail ? detail.map(({ msg }) => msg).join('; ') : null }
}

export function isModerationCode(code: string): boolean {
  return /moderation|content_policy|content_filter|safety/i.test(code)
}

/** What a video's own words say of its job. A status nobody knows counts as running: it costs nothing to ask again. */
export function statusOf({ status, progress, error, model }: Video): JobStatus {
  switch (status ?? '') {
    case 'completed':
    case 'succeeded':
      return { status: 'done', ...(model && { reported: { model } }) }
    case 'failed':
    case 'cancelled':
    case 'canceled': {
      const said = typeof error === 'object' && error ? error : { code: null, message: error }
      const words =
        said.message ?? (status === 'failed' ? 'The service gave no reason.' : 'It was cancelled at the service.')
      const kind = String(said.code ?? '')
      if (isModerationCode(kind)) return { status: 'refused', reason: words }
      const isRetryable = /internal|server|timeout|overload/i.test(kind)
      return { status: 'failed', failure: { kind: kind || 'service/job-failed', message: words, isRetryable } }
    }
    default:
      return { status: 'running', progress: Math.min(1, Math.max(0, (progress ?? 0) / 100)) }
  }
}

const models = z.object({ data: z.array(z.object({ id: z.string() })) })

/** The names of the models a server lists; null where it lists none. */
export function readModels(json: unknown): readonly string[] | null {
  return models.safeParse(json).data?.data.map(({ id }) => id) ?? null
}

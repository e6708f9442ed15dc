import { z } from 'zod'
import { isGone } from '#main/providers/http/connect.ts'
import type { Answer } from '#main/providers/http/service-http.ts'
import type { JobStatus } from '#main/providers/port.ts'

const content = z.object({
  type: z.string().optional(),
  text: z.string().nullish(),
  data: z.string().nullish(),
  uri: z.string().nullish(),
})

const fault = z.object({
  code: z.union([z.string(), z.number()]).nullish(),
  message: z.string().nullish(),
  status: z.string().nullish(),
  details: z.array(z.unknown()).nullish(),
})

const step = z.object({
  type: z.string().optional(),
  content: z.array(z.unknown()).nullish(),
  error: fault.nullish().catch(null),
})

const interaction = z.object({
  id: z.string().min(1),
  status: z.string().catch(''),
  steps: z.array(z.unknown()).nullish().catch(null),
  output_video: content.nullish().catch(null),
  errors: z.array(z.unknown()).nullish().catch(null),
  error: fault.nullish().catch(null),
})

/** A clip as it is delivered: where it lies, or itself in base64 (or the mark that stands for it). */
export type DeliveredVideo = { readonly uri: string } | { readonly base64: string }

/** What is wrong, in the service's own words; `code` is all it says for programs. */
export type Fault = { readonly code: string; readonly words: string | null }

export type Interaction = {
  readonly id: string
  readonly status: string
  readonly video: DeliveredVideo | null
  /** What the model has said instead of, or beside, a clip. */
  readonly text: string
  readonly fault: Fault | null
}

/** Null for what is no interaction. */
export function readInteraction(json: unknown): Interaction | null {
  const read = interaction.safeParse(json).data
  if (!read) return null
  const steps = (read.steps ?? []).flatMap(one => step.safeParse(one).data ?? [])
  // An edit has more than one; the newest counts.
  const output = steps.findLast(({ type }) => type === 'model_output')
  const parts = (output?.content ?? []).flatMap(one => content.safeParse(one).data ?? [])
  const video = parts.findLast(({ type, data, uri }) => type === 'video' && (data || uri)) ?? read.output_video
  const texts = parts.flatMap(({ type, text }) => (type === 'text' && text ? [text] : []))
  const faults = (read.errors ?? []).flatMap(one => fault.safeParse(one).data ?? [])
  const wrong = faults[0] ?? read.error ?? output?.error
  return {
    id: read.id,
    status: read.status,
    video: deliveredOf(video ?? null),
    text: texts.join(' ').trim(),
    fault: wrong ? faultOf(wrong) : null,
  }
}

function deliveredOf(video: z.infer<typeof content> | null): DeliveredVideo | null {
  if (video?.uri) return { uri: video.uri }
  return video?.data ? { base64: video.data } : null
}

function faultOf({ code, message, status, details }: z.infer<typeof fault>): Fault {
  const reasons = (details ?? []).flatMap(one => z.object({ reason: z.string() }).safeParse(one).data?.reason ?? [])
  return { code: [code ?? '', status ?? '', ...reasons].join(' ').trim(), words: message ?? null }
}

/** An error comes alone or in a list. */
const errorBody = z.object({ error: fault })

export function readError({ json }: Pick<Answer, 'json'>): Fault {
  const error = errorBody.safeParse(Array.isArray(json) ? json[0] : json).data?.error
  return error ? faultOf(error) : { code: '', words: null }
}

export function isModeration({ code, words }: Fault): boolean {
  return /\b(SAFETY|PROHIBITED_CONTENT|BLOCKLIST|SPII)\b/.test(`${code} ${words ?? ''}`)
}

/** Which status a wrong key has is not confirmed by its makers; 401 and 403 need no words. */
export function isWrongKey({ code, words }: Fault): boolean {
  return /API_KEY_INVALID|API key (not valid|expired|not found)|pass a valid API key/i.test(`${code} ${words ?? ''}`)
}

/** The words of a used-up rate speak of billing too: only these mean that nothing is left. */
export function isOutOfCredit({ code, words }: Fault): boolean {
  return /BILLING_DISABLED|credits? (are|is|have been) (depleted|exhausted|used up)|prepa(id|yment) (credits?|balance)/i.test(
    `${code} ${words ?? ''}`,
  )
}

/** The answer to a job that the service does not know (any more). */
export function isUnknownJob(answer: Pick<Answer, 'status' | 'json'>): boolean {
  if (isGone(answer)) return true
  return answer.status === 400 && /invalid interaction name/i.test(readError(answer).words ?? '')
}

/**
 * What an interaction's own words say of its job; `no-clip` where it is over and holds nothing at all, which is reported to pass.
 * A status nobody knows counts as running: it costs nothing to ask again.
 */
export function statusOf({ status, video, text, fault: wrong }: Interaction): JobStatus | 'no-clip' {
  switch (status) {
    case 'completed':
    case 'incomplete':
      if (video) return { status: 'done' }
      // A refusal is a completion that has words alone.
      if (text !== '') return { status: 'refused', reason: text }
      return wrong || status === 'incomplete' ? failed(wrong, 'It ended before the clip was whole.') : 'no-clip'
    case 'failed':
      return failed(wrong, 'The service gave no reason.')
    case 'cancelled':
      return failed(null, 'It was cancelled at the service.')
    case 'budget_exceeded':
      return failed(wrong, 'It would have cost more than the account allows.')
    case 'requires_action':
    case 'requires_continuation':
      return failed(wrong, `The service waits for something that this program cannot give (${status}).`)
    default:
      return { status: 'running', progress: 0 }
  }
}

function failed(wrong: Fault | null, otherwise: string): JobStatus {
  const message = wrong?.words ?? otherwise
  if (wrong && isModeration(wrong)) return { status: 'refused', reason: message }
  const code = wrong?.code ?? ''
  const isRetryable = /internal|unavailable|deadline|timeout|overload|resource_exhausted/i.test(code)
  return { status: 'failed', failure: { kind: code || 'service/job-failed', message, isRetryable } }
}

const models = z.object({ models: z.array(z.object({ name: z.string() })) })

/** The names of the models a key may use, without what stands before them; null where none are listed. */
export function readModels(json: unknown): readonly string[] | null {
  return models.safeParse(json).data?.models.map(({ name }) => name.replace(/^models\//, '')) ?? null
}

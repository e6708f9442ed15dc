import { z } from 'zod'
import type { Answer } from '#main/providers/http/service-http.ts'
import type { JobStatus } from '#main/providers/port.ts'
import type { MicroUsd } from '#model/clip-price.ts'

const credits = z.object({ credits: z.number().nonnegative() }).nullish().catch(null)

/** A task, and the answer to a create call. What cannot be read of it counts as not said. */
const task = z.object({
  id: z.string().min(1),
  status: z.string().nullish().catch(null),
  /** 0..1 */
  progress: z.number().nullish().catch(null),
  failure: z.string().nullish().catch(null),
  failureCode: z.string().nullish().catch(null),
  output: z.array(z.unknown()).nullish().catch(null),
  estimatedCost: credits,
  cost: credits,
})
export type Task = z.infer<typeof task>

export function readTask(json: unknown): Task | null {
  return task.safeParse(json).data ?? null
}

/** One credit is a cent. */
const MICRO_USD_PER_CREDIT = 10_000

/** What so many credits cost; undefined where they are not told. */
export function microUsdOf(cost: Task['cost']): MicroUsd | undefined {
  return cost ? Math.round(cost.credits * MICRO_USD_PER_CREDIT) : undefined
}

/** What a task says of its job. A status nobody knows counts as running: it costs nothing to ask again. */
export function statusOf({ status, progress, failure, failureCode, cost }: Task): JobStatus {
  const costMicroUsd = microUsdOf(cost)
  const billed = costMicroUsd === undefined ? {} : { costMicroUsd }
  switch (status ?? '') {
    case 'SUCCEEDED':
      return { status: 'done', ...billed }
    case 'CANCELLED': {
      const message = 'It was cancelled at the service.'
      return { status: 'failed', failure: { kind: 'service/cancelled', message, isRetryable: false }, ...billed }
    }
    case 'FAILED': {
      const code = failureCode ?? ''
      const words = `${failure ?? 'The service gave no reason.'}${code === '' ? '' : ` (${code})`}`
      if (/(^|\.)SAFETY(\.|$)/.test(code)) return { status: 'refused', reason: words, ...billed }
      const isRetryable = /(^|\.)INTERNAL(\.|$)/.test(code)
      return {
        status: 'failed',
        failure: { kind: code || 'service/job-failed', message: words, isRetryable },
        ...billed,
      }
    }
    // THROTTLED: more than may run at once, so it waits.
    default:
      return { status: 'running', progress: Math.min(1, Math.max(0, progress ?? 0)) }
  }
}

/** Where the clip of a task lies; null where it says nothing of that. */
export function outputOf({ output }: Task): URL | null {
  const first = output?.find(entry => typeof entry === 'string')
  return first === undefined ? null : URL.parse(first)
}

const errorBody = z.object({ error: z.string(), issues: z.array(z.unknown()).nullish().catch(null) })
const issue = z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])).catch([]) })

/** The service's own words for what went wrong, with the fields it has found wrong. */
export function readWords({ json }: Pick<Answer, 'json'>): string | null {
  const body = errorBody.safeParse(json).data
  if (!body) return null
  const issues = (body.issues ?? []).flatMap(entry => issue.safeParse(entry).data ?? [])
  const found = issues.map(({ message, path }) => [path.join('.'), message].filter(part => part !== '').join(': '))
  return found.length === 0 ? body.error : `${body.error} (${found.join('; ')})`
}

export function isModeration(answer: Pick<Answer, 'json'>): boolean {
  return /moderation|safety|content policy/i.test(readWords(answer) ?? '')
}

/** Its documents do not say how an empty account is told: a refusal that speaks of credits. */
export function isOutOfCredit({ status, json }: Pick<Answer, 'status' | 'json'>): boolean {
  const words = readWords({ json }) ?? ''
  return [400, 402, 403].includes(status) && /\b(enough|insufficient|no|out of)\b.*\bcredits?\b/i.test(words)
}

const organization = z.object({ creditBalance: z.number().nonnegative() })

/** What is left on the account; null where it is not told. */
export function readBalance(json: unknown): MicroUsd | null {
  const found = organization.safeParse(json).data
  return found ? Math.round(found.creditBalance * MICRO_USD_PER_CREDIT) : null
}

const upload = z.object({ uploadUrl: z.url(), fields: z.record(z.string(), z.string()), runwayUri: z.string().min(1) })
/** Where a file goes, the fields that go before it, and what it is called afterwards. */
export type UploadPlace = z.infer<typeof upload>

export function readUploadPlace(json: unknown): UploadPlace | null {
  return upload.safeParse(json).data ?? null
}

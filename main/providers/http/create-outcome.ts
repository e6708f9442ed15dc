import type { SubmitOutcome } from '#main/providers/port.ts'
import { isStudioError } from '#model/errors.ts'
import type { ServiceTrouble } from '#model/service-trouble.ts'
import type { Answer, ServiceHttp } from './service-http.ts'
import { shortened } from './without-keys.ts'

/** What one family reads out of its own answers to a create call. Each may be told nothing by an answer of another shape. */
export type CreateReading = {
  /** The job, of an answer that accepts; null where none can be found in it. */
  readonly accepted: (answer: Answer) => Extract<SubmitOutcome, { status: 'accepted' }> | null
  /** The service's own words for what went wrong. */
  readonly words: (answer: Answer) => string | null
  readonly isModeration: (answer: Answer) => boolean
  readonly isOutOfCredit: (answer: Answer) => boolean
  /** Of a service that tells a wrong key by another status than 401 and 403. */
  readonly isWrongKey?: (answer: Answer) => boolean
}

/** Makes a create call and tells what became of it; throws the signal's reason alone. `title` is the service's, for people. */
export async function createOutcome(
  http: ServiceHttp,
  title: string,
  reading: CreateReading,
  send: () => Promise<Answer>,
  signal: AbortSignal,
): Promise<SubmitOutcome> {
  let answer: Answer
  try {
    answer = await send()
  } catch (error) {
    signal.throwIfAborted()
    if (!isStudioError(error)) throw error
    if (error.code === 'service/needs-key') return { status: 'held', trouble: { kind: 'key', message: error.message } }
    // Nothing arrived there.
    if (error.code === 'service/not-sent' || error.code === 'service/url-refused') {
      return { status: 'held', trouble: { kind: 'unreachable', message: error.message } }
    }
    return { status: 'unsure', message: `It may or may not have arrived: ${error.message}` }
  }
  return readOutcome(answer, title, reading, text => http.redact(text))
}

/** What became of a create call that was answered. */
export function readOutcome(
  answer: Answer,
  title: string,
  reading: CreateReading,
  redact: (text: string) => string,
): SubmitOutcome {
  const { status } = answer
  if (status >= 200 && status < 300) {
    const accepted = reading.accepted(answer)
    const message = `${title} has taken the request, but its answer names no job. Look there whether it is being made.`
    return accepted ?? { status: 'unsure', message }
  }
  const own = reading.words(answer)
  const words = own === null ? `status ${status}` : shortened(redact(own))
  if (status >= 500 || status === 408) {
    return { status: 'unsure', message: `${title} failed while it took the request (${words}); it may have it or not.` }
  }
  const trouble = troubleOf(answer, title, reading, words)
  if (trouble) return { status: 'held', trouble }
  if (reading.isModeration(answer)) return { status: 'refused', reason: words }
  const message =
    status < 400
      ? `${title} wants to be asked at another address. Check its address in the settings.`
      : `${title} does not take this request: ${words}`
  return { status: 'failed', failure: { kind: `service/${status}`, message, isRetryable: false } }
}

/** Why the service takes nothing now, whatever is sent; null where it is about this very request. */
export function troubleOf(
  answer: Answer,
  title: string,
  { isModeration, isOutOfCredit, isWrongKey }: Pick<CreateReading, 'isModeration' | 'isOutOfCredit' | 'isWrongKey'>,
  words: string,
): ServiceTrouble | null {
  const { status, retryAfterMs } = answer
  if (status === 402 || isOutOfCredit(answer)) {
    return {
      kind: 'credit',
      message: `The account at ${title} has no credit left (${words}). Top it up there, then try again.`,
    }
  }
  if (status === 401 || (status === 403 && !isModeration(answer)) || isWrongKey?.(answer)) {
    return { kind: 'key', message: `${title} does not take the key (${words}). Check it in the settings.` }
  }
  if (status === 429) {
    const message = `${title} has more to do than it takes from you at once (${words}).`
    return { kind: 'busy', message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
  }
  if (status >= 500) return { kind: 'down', message: `${title} answers with an error of its own (${words}).` }
  return null
}

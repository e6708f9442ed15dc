import { isFields, type Call } from './call.ts'
import type { Outcome } from './serve-call.ts'

/** Fields with words for people, and with codes. */
const WORDS = /^(message|error|detail|details|title|text|msg|failure|failureCode|code|reason|logs|exception_message)$/

/** The same, in whose words stands the key that came with the call: in more than one way, and where they may be cut off. */
export function withEcho(outcome: Outcome, { headers }: Call): Outcome {
  const key = headers['x-goog-api-key'] ?? headers.authorization?.replace(/^\w+ /, '')
  if (outcome.kind !== 'answer' || typeof key !== 'string') return outcome
  const { answer } = outcome
  const base64 = Buffer.from(key).toString('base64')
  const echo = ` You sent ${key}, that is ?key=${encodeURIComponent(key)} or ${base64}.${' Mind it.'.repeat(37)} ${key}`
  if (answer.value === undefined) {
    if (!answer.headers['content-type']?.startsWith('text/')) return outcome
    return { ...outcome, answer: { ...answer, body: Buffer.concat([answer.body, Buffer.from(echo)]) } }
  }
  const value = withWords(answer.value, echo)
  return { ...outcome, answer: { ...answer, value, body: Buffer.from(JSON.stringify(value)) } }
}

function withWords(value: unknown, echo: string): unknown {
  if (Array.isArray(value)) return value.map(part => withWords(part, echo))
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      WORDS.test(name) && typeof part === 'string' ? part + echo : withWords(part, echo),
    ]),
  )
}

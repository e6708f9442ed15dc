import { expect, test } from 'vitest'
import { readOutcome, troubleOf } from './create-outcome.ts'

const answer = (status: number, text = '') => ({
  ...{ status, text, json: undefined, headers: new Headers(), retryAfterMs: undefined },
})
const READING = {
  isModeration: ({ text }: { text: string }) => text === 'not this',
  isOutOfCredit: ({ text }: { text: string }) => text === 'empty',
}

test.each([
  [answer(200), undefined],
  [answer(404), undefined],
  [answer(401), 'key'],
  [answer(403), 'key'],
  [answer(403, 'not this'), undefined],
  [answer(403, 'empty'), 'credit'],
  [answer(402), 'credit'],
  [answer(429), 'busy'],
  [answer(500), 'down'],
  [answer(503, 'empty'), 'credit'],
  [answer(400, 'no such key'), 'key'],
])('why a service takes nothing is told by its answer (%o)', (given, kind) => {
  const reading = { ...READING, isWrongKey: ({ text }: { text: string }) => text === 'no such key' }
  expect(troubleOf(given, 'The service', reading, 'words')?.kind).toBe(kind)
})

test('only a service that has its own status for a wrong key is asked about it', () => {
  expect(troubleOf(answer(400, 'no such key'), 'The service', READING, 'words')).toBeNull()
})

test('of a key that stands where the words are cut off nothing is left', () => {
  const reading = { ...READING, accepted: () => null, words: ({ text }: { text: string }) => text }
  const words = `${'a'.repeat(390)} key-of-thirty-two-characters-ab!`
  const redact = (text: string): string => text.replaceAll('key-of-thirty-two-characters-ab!', '•••')
  const outcome = readOutcome(answer(400, words), 'The service', reading, redact)
  expect(JSON.stringify(outcome)).not.toContain('key-of')
})

import { expect, test } from 'vitest'
import { StudioError } from '#model/errors.ts'
import type { ServiceContext } from './service-context.ts'
import { discreet } from './discreet.ts'
import { withoutKeys } from './http/without-keys.ts'
import type { JobStatus, Provider, SubmitOutcome } from './port.ts'

const KEY = 'sk/"secret"+1'
const SAID = `You sent ${KEY}, ${encodeURIComponent(KEY)}, ${Buffer.from(KEY).toString('base64')}, ${JSON.stringify(KEY)}.`
const signal = new AbortController().signal
const job = { id: 'job', note: null }

/** An adapter that answers so, once it has used its key. */
function telling(parts: Partial<Provider>): Provider {
  const context = { key: () => Promise.resolve(KEY) } as ServiceContext
  return discreet(({ key }) => {
    const used = async (): Promise<void> => void (await key())
    return {
      ...parts,
      poll: async (...asked) => {
        await used()
        return parts.poll!(...asked)
      },
      probe: async (...asked) => {
        await used()
        return parts.probe!(...asked)
      },
    } as Provider
  })(context)
}

test.each<JobStatus>([
  { status: 'refused', reason: SAID },
  { status: 'failed', failure: { kind: SAID, message: SAID, isRetryable: false } },
  { status: 'failed', failure: { kind: 'x', message: `${'a'.repeat(395)}${KEY}`, isRetryable: false } },
])('V13 no word about a job holds the key (%o)', async status => {
  const told = await telling({ poll: () => Promise.resolve(status) }).poll(job, signal)
  expect(JSON.stringify(told)).not.toMatch(/secret|c2st|sk/)
  expect(told.status).toBe(status.status)
})

test.each<SubmitOutcome>([
  { status: 'refused', reason: SAID },
  { status: 'failed', failure: { kind: 'x', message: SAID, isRetryable: false } },
  { status: 'held', trouble: { kind: 'key', message: SAID } },
  { status: 'unsure', message: SAID },
])('nor what became of a request ($status)', async outcome => {
  const provider = telling({ poll: () => Promise.resolve({ status: 'done' }), submit: () => Promise.resolve(outcome) })
  await provider.poll(job, signal)
  const told = await provider.submit(undefined as never, undefined as never, undefined as never, signal)
  expect(JSON.stringify(told)).not.toMatch(/secret/)
  expect(told.status).toBe(outcome.status)
})

test('nor what a test of the service tells', async () => {
  const found = { trouble: null, balance: { text: SAID }, models: [SAID], notes: [SAID] }
  const told = await telling({ probe: () => Promise.resolve(found) }).probe!(signal)
  expect(JSON.stringify(told)).not.toMatch(/secret/)
})

test('nor an error, which stays the one it is', async () => {
  const error = new StudioError('service/no-answer', SAID, { cause: new TypeError(SAID) })
  const thrown = await telling({ poll: () => Promise.reject(error) })
    .poll(job, signal)
    .catch((caught: unknown) => caught)
  expect(thrown).toBe(error)
  expect([error.message, error.stack, (error.cause as Error).message, (error.cause as Error).stack].join()).not.toMatch(
    /secret/,
  )
})

test('a text without keys is left as it is', () => {
  expect(withoutKeys('The sky is blue.', [KEY])).toBe('The sky is blue.')
})

import { expect, test } from 'vitest'
import { StudioError } from '#model/errors.ts'
import type { CreateReading } from './create-outcome.ts'
import { prepareAndCreate, UploadRefused } from './prepare-and-create.ts'
import type { Answer, ServiceHttp } from './service-http.ts'

const READING: CreateReading = {
  accepted: () => ({ status: 'accepted', job: { id: 'a job', note: null } }),
  words: ({ text }) => text,
  isModeration: () => false,
  isOutOfCredit: ({ text }) => text === 'no credit',
}
const http = { redact: (text: string) => text } as ServiceHttp
const answer = (status: number, text = 'too large'): Answer => ({
  ...{ status, text, json: undefined, retryAfterMs: undefined, headers: new Headers() },
})

function outcomeOf(prepare: () => Promise<string>, signal = new AbortController().signal) {
  const create = (): Promise<Answer> => Promise.resolve(answer(200))
  return prepareAndCreate(http, 'The service', READING, { prepare, create }, signal)
}

const throwing = (thrown: Error) => (): Promise<string> => Promise.reject(thrown)

test('what is prepared is sent', async () => {
  expect(await outcomeOf(() => Promise.resolve('form'))).toMatchObject({ status: 'accepted' })
})

test.each([
  [new UploadRefused(answer(413)), { status: 'failed', failure: { kind: 'service/413', isRetryable: false } }],
  [new UploadRefused(answer(401)), { status: 'held', trouble: { kind: 'key' } }],
  [new UploadRefused(answer(400, 'no credit')), { status: 'held', trouble: { kind: 'credit' } }],
  [new UploadRefused(answer(429)), { status: 'held', trouble: { kind: 'busy' } }],
  [new UploadRefused(answer(503)), { status: 'held', trouble: { kind: 'down' } }],
  // It was taken, but nobody knows as what.
  [new UploadRefused(answer(200)), { status: 'held', trouble: { kind: 'down' } }],
  [new StudioError('service/needs-key', 'no key'), { status: 'held', trouble: { kind: 'key', message: 'no key' } }],
  [new StudioError('service/not-sent', 'deaf'), { status: 'held', trouble: { kind: 'unreachable' } }],
  [new StudioError('service/no-answer', 'cut'), { status: 'held', trouble: { kind: 'down', message: 'cut' } }],
  [new StudioError('catalogue/unknown-model', 'gone'), { status: 'failed', failure: { isRetryable: false } }],
  [new Error('ENOENT'), { status: 'failed', failure: { kind: 'not-prepared', isRetryable: false } }],
])('what goes wrong before the call leaves is never in doubt: %s', async (thrown, expected) => {
  expect(await outcomeOf(throwing(thrown))).toMatchObject(expected)
})

test('a stop ends it', async () => {
  const stop = AbortSignal.abort(new Error('stopped'))
  await expect(outcomeOf(throwing(new Error('cut')), stop)).rejects.toThrow('stopped')
})

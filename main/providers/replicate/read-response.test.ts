import type { Prediction as TheirPrediction } from 'replicate'
import { expect, test } from 'vitest'
import type { JobStatus } from '#main/providers/port.ts'
import {
  createdAtMs,
  isModerationText,
  outputOf,
  readFileAddress,
  readPage,
  readPrediction,
  readWords,
  statusOf,
} from './read-response.ts'

const base = {
  id: 'p1',
  model: 'bytedance/seedance-1-pro',
  version: 'hidden',
  input: { prompt: 'a river' },
  source: 'api',
  data_removed: false,
  created_at: '2026-11-22T12:00:00.5Z',
  urls: { get: 'https://a', cancel: 'https://b' },
} as const

const failed = (kind: string, message: string, isRetryable: boolean): JobStatus => ({
  status: 'failed',
  failure: { kind, message, isRetryable },
})
const GONE =
  'The clip was made, but the service deletes what it made after an hour, and that is over. Ask for it again.'

test.each([
  [
    { ...base, status: 'starting' },
    { status: 'running', progress: 0 },
  ],
  [
    { ...base, status: 'processing', logs: '12%' },
    { status: 'running', progress: 0 },
  ],
  [
    { ...base, status: 'succeeded', output: 'https://a/clip.mp4', metrics: { predict_time: 12 } },
    { status: 'done', reported: { model: base.model } },
  ],
  [
    { ...base, status: 'succeeded', version: 'f0e1', output: 'https://a/clip.mp4' },
    { status: 'done', reported: { model: base.model, version: 'f0e1' } },
  ],
  [
    { ...base, status: 'succeeded', data_removed: true, output: null, input: {} },
    failed('service/clip-gone', GONE, false),
  ],
  [{ ...base, status: 'failed', error: 'ValueError: no' }, failed('service/job-failed', 'ValueError: no', false)],
  [
    { ...base, status: 'failed', error: 'Prediction interrupted; please retry (code: PA)' },
    failed('service/job-failed', 'Prediction interrupted; please retry (code: PA)', true),
  ],
  [{ ...base, status: 'failed', error: { detail: 'no' } }, failed('service/job-failed', 'no', false)],
  [{ ...base, status: 'failed' }, failed('service/job-failed', 'The service gave no reason.', false)],
  [
    { ...base, status: 'failed', error: 'The input was flagged as sensitive. (E005)' },
    { status: 'refused', reason: 'The input was flagged as sensitive. (E005)' },
  ],
  [{ ...base, status: 'canceled' }, failed('service/cancelled', 'It was cancelled at the service.', false)],
  [{ ...base, status: 'aborted' }, failed('service/aborted', 'The service ended it before it had begun.', false)],
] satisfies [TheirPrediction, JobStatus][])('a prediction is read: %o', (prediction, status) => {
  expect(statusOf(readPrediction(prediction)!)).toEqual(status)
})

test('what nobody knows breaks nothing', () => {
  const odd = { id: 'p1', status: 'pondering', input: 'none', data_removed: 'no', created_at: 7, more: [1] }
  expect(statusOf(readPrediction(odd)!)).toEqual({ status: 'running', progress: 0 })
  expect(createdAtMs(readPrediction(odd)!)).toBeNaN()
  for (const none of [undefined, null, 'text', [], {}, { id: '' }]) expect(readPrediction(none)).toBeNull()
})

test.each([
  ['https://a/clip.mp4', 'https://a/clip.mp4'],
  [['https://a/frame.png', 'https://a/clip.webm?sig=1', 'https://a/2.mp4'], 'https://a/clip.webm?sig=1'],
  [['https://a/file'], 'https://a/file'],
  [{ seed: 7, video: { url: 'https://a/clip.MP4' } }, 'https://a/clip.MP4'],
  ['data:video/mp4;base64,AAAA', undefined],
  [null, undefined],
  [undefined, undefined],
])('of the output %o the clip is at %s', (output, address) => {
  expect(outputOf(readPrediction({ ...base, output })!)?.href).toBe(address)
})

test('a page of predictions, of which only the cursor leads on', () => {
  const json = { previous: null, next: 'https://elsewhere.example/v1/predictions?cursor=c%3D1', results: [base, 'odd'] }
  const page = readPage(json)
  expect(page.cursor).toBe('c=1')
  expect(page.predictions.map(({ id }) => id)).toEqual(['p1'])
  expect(createdAtMs(page.predictions[0]!)).toBe(Date.UTC(2026, 10, 22, 12, 0, 0, 500))
  for (const none of [undefined, {}, { results: [], next: null }])
    expect(readPage(none)).toEqual({ predictions: [], cursor: null })
})

test('words of an error, and the address of a file', () => {
  expect(readWords({ json: { title: 'Payment Required', detail: 'You have insufficient credit.' } })).toBe(
    'You have insufficient credit.',
  )
  expect(readWords({ json: { title: 'Payment Required' } })).toBe('Payment Required')
  expect(readWords({ json: 'no' })).toBeNull()
  expect(isModerationText('NSFW content was found')).toBe(true)
  expect(isModerationText('The image is unsafe to open')).toBe(false)
  expect(readFileAddress({ id: 'f', urls: { get: 'https://api.replicate.com/v1/files/f' } })).toBe(
    'https://api.replicate.com/v1/files/f',
  )
  expect(readFileAddress({ id: 'f' })).toBeNull()
})

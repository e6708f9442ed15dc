import { expect, test } from 'vitest'
import { readList, readVideo, statusOf } from './read-response.ts'

const statusIn = (json: object) => statusOf(readVideo({ id: 'video_1', ...json })!)

test.each([
  [
    { status: 'completed', model: 'wan2.2' },
    { status: 'done', reported: { model: 'wan2.2' } },
  ],
  [{ status: 'succeeded' }, { status: 'done' }],
  [
    { status: 'processing', progress: 50 },
    { status: 'running', progress: 0.5 },
  ],
  [{}, { status: 'running', progress: 0 }],
  [{ status: 'canceled' }, { status: 'failed', failure: { kind: 'service/job-failed', isRetryable: false } }],
  [
    { status: 'failed', error: { code: 'moderation_blocked', message: 'No.' } },
    { status: 'refused', reason: 'No.' },
  ],
  [
    { status: 'failed', error: 'It broke.' },
    { status: 'failed', failure: { message: 'It broke.' } },
  ],
])('what a video says of its job (%j)', (json, expected) => {
  expect(statusIn(json)).toMatchObject(expected)
})

test.each([
  [{ status: 'completed', created_at: '2026-11-27T12:00:00Z', progress: '100%' }, { status: 'done' }],
  [
    { status: 'in_progress', progress: '50%', model: 7 },
    { status: 'running', progress: 0 },
  ],
  [
    { status: 'failed', error: { code: 500, message: 'It broke.' } },
    { status: 'failed', failure: { kind: '500', message: 'It broke.' } },
  ],
  [
    { status: 'failed', error: 13 },
    { status: 'failed', failure: { message: 'The service gave no reason.' } },
  ],
])('what a server writes in its own way hides nothing else (%j)', (json, expected) => {
  expect(statusIn(json)).toMatchObject(expected)
  expect(readList({ data: [{ id: 'video_1', ...json }] })?.videos).toHaveLength(1)
})

import type { TaskRetrieveResponse } from '@runwayml/sdk/resources/tasks'
import { expect, test } from 'vitest'
import type { JobStatus } from '#main/providers/port.ts'
import {
  isModeration,
  isOutOfCredit,
  outputOf,
  readBalance,
  readTask,
  readUploadPlace,
  readWords,
  statusOf,
} from './read-response.ts'

const base = { id: 'task', createdAt: '2026-11-22T12:00:00Z' }
const estimatedCost = { credits: 60 }
const failed = { ...base, status: 'FAILED', failure: 'It went wrong.', cost: { credits: 0 } } as const

test.each([
  [
    { ...base, estimatedCost, status: 'PENDING' },
    { status: 'running', progress: 0 },
  ],
  [
    { ...base, estimatedCost, status: 'THROTTLED' },
    { status: 'running', progress: 0 },
  ],
  [
    { ...base, estimatedCost, status: 'RUNNING', progress: 0.4 },
    { status: 'running', progress: 0.4 },
  ],
  [
    { ...base, status: 'SUCCEEDED', output: ['https://a.example/clip.mp4'], cost: { credits: 60 } },
    { status: 'done', costMicroUsd: 600_000 },
  ],
  [
    { ...base, status: 'CANCELLED', cost: { credits: 12 } },
    {
      status: 'failed',
      failure: { kind: 'service/cancelled', message: 'It was cancelled at the service.', isRetryable: false },
      costMicroUsd: 120_000,
    },
  ],
  [
    { ...failed, failureCode: 'SAFETY.INPUT.TEXT', cost: { credits: 60 } },
    { status: 'refused', reason: 'It went wrong. (SAFETY.INPUT.TEXT)', costMicroUsd: 600_000 },
  ],
  [
    { ...failed, failureCode: 'INTERNAL.BAD_OUTPUT.CODE01' },
    {
      status: 'failed',
      failure: {
        ...{ kind: 'INTERNAL.BAD_OUTPUT.CODE01', isRetryable: true },
        message: 'It went wrong. (INTERNAL.BAD_OUTPUT.CODE01)',
      },
      costMicroUsd: 0,
    },
  ],
  [
    { ...failed, failureCode: 'ASSET.INVALID' },
    {
      status: 'failed',
      failure: { kind: 'ASSET.INVALID', message: 'It went wrong. (ASSET.INVALID)', isRetryable: false },
      costMicroUsd: 0,
    },
  ],
  [
    failed,
    {
      status: 'failed',
      failure: { kind: 'service/job-failed', message: 'It went wrong.', isRetryable: false },
      costMicroUsd: 0,
    },
  ],
] satisfies [TaskRetrieveResponse, JobStatus][])('a task is read: %o', (task, status) => {
  expect(statusOf(readTask(task)!)).toEqual(status)
})

test('what nobody knows breaks nothing', () => {
  const odd = {
    id: 'task',
    status: 'PONDERING',
    progress: 'half',
    output: 'no list',
    cost: { credits: 'few' },
    more: [1],
  }
  expect(statusOf(readTask(odd)!)).toEqual({ status: 'running', progress: 0 })
  expect(statusOf(readTask({ id: 'task', status: 'SUCCEEDED', cost: null })!)).toEqual({ status: 'done' })
  for (const none of [undefined, null, 'text', [], {}, { id: '' }]) expect(readTask(none)).toBeNull()
})

test('where the clip lies', () => {
  const at = (output: unknown): string | undefined => outputOf(readTask({ id: 'task', output })!)?.href
  expect(at(['https://a.example/clip.mp4?sig=1', 'https://a.example/2.wav'])).toBe('https://a.example/clip.mp4?sig=1')
  for (const none of [[], undefined, ['not an address'], [7]]) expect(at(none)).toBeUndefined()
})

test('the words of an error, with the fields it is about', () => {
  const issues = [{ message: 'Required', path: ['promptImage', 0, 'uri'] }, { message: 'Odd' }, 'nothing']
  expect(readWords({ json: { error: 'Validation of body failed', issues } })).toBe(
    'Validation of body failed (promptImage.0.uri: Required; Odd)',
  )
  expect(readWords({ json: { error: 'Not found' } })).toBe('Not found')
  expect(readWords({ json: undefined })).toBeNull()
})

test('an empty account and a refusal are told by their words', () => {
  const poor = { error: 'You do not have enough credits to run this task.' }
  expect([400, 402, 403, 422].map(status => isOutOfCredit({ status, json: poor }))).toEqual([true, true, true, false])
  expect(isOutOfCredit({ status: 400, json: { error: 'Validation of body failed' } })).toBe(false)
  expect(isModeration({ json: { error: 'The prompt did not pass content moderation.' } })).toBe(true)
  expect(isModeration({ json: poor })).toBe(false)
})

test('the balance, and where an upload goes', () => {
  expect(readBalance({ creditBalance: 40, tier: {} })).toBe(400_000)
  expect(readBalance({})).toBeNull()
  const place = { uploadUrl: 'https://store.example/', fields: { key: 'a' }, runwayUri: 'runway://a' }
  expect(readUploadPlace({ ...place, more: 1 })).toEqual(place)
  expect(readUploadPlace({ ...place, uploadUrl: 'store' })).toBeNull()
})

import { array, assert, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { afterFailure, afterStop, MAX_TRIES } from './request-life.ts'
import { isSettled, mayFollow, NEXT_STATES, REQUEST_STATES, type RequestState } from './request.ts'

const walk = array(nat()).map(choices => {
  const path: RequestState[] = ['queued']
  for (const choice of choices) {
    const ways = NEXT_STATES[path.at(-1)!]
    if (ways.length === 0) break
    path.push(ways[choice % ways.length]!)
  }
  return path
})

test('Q2 ready and cancelled are ends, and whatever is not ready can still be cancelled', () => {
  const endless = REQUEST_STATES.filter(state => NEXT_STATES[state].length === 0)
  expect(endless).toEqual(['ready', 'cancelled'])
  const others = REQUEST_STATES.filter(state => state !== 'ready' && state !== 'cancelled')
  expect(others.filter(state => !mayFollow(state, 'cancelled'))).toEqual([])
})

test('Q2 a settled request is gone on with from the start, or with the job it has', () => {
  const ways = REQUEST_STATES.filter(isSettled).flatMap(from => NEXT_STATES[from].map(to => ({ from, to })))
  const goingOn = ways.filter(({ to }) => !isSettled(to) && to !== 'queued')
  expect(goingOn).toEqual([
    // Its job is asked about, and its file fetched, again.
    { from: 'failed', to: 'accepted' },
    // A person has found the job at the service.
    { from: 'uncertain', to: 'accepted' },
  ])
})

test('Q3 Q6 on every way, sending comes out of queued, and ready out of a job that was accepted, fetched and checked', () => {
  const isWellFounded = (path: readonly RequestState[], index: number): boolean => {
    const state = path[index]
    if (state === 'sending') return path[index - 1] === 'queued'
    if (state === 'downloading') return path.slice(0, index).includes('accepted')
    if (state === 'ready') return path[index - 2] === 'downloading' && path[index - 1] === 'checking'
    return true
  }
  assert(property(walk, path => path.every((_, index) => isWellFounded(path, index))))
})

test('Q5 a stop leaves only sending in doubt', () => {
  const others = REQUEST_STATES.filter(state => state !== 'sending')
  expect(others.map(state => afterStop(state, false))).toEqual(others.map(() => undefined))
  expect(afterStop('sending', true)).toEqual({ to: 'queued' })
  expect(afterStop('sending', false)).toMatchObject({ to: 'uncertain', failure: { kind: 'stopped-while-sending' } })
})

test.each(['queued', 'running'] as const)('Q7 a failure that may pass is tried three times in all (%s)', again => {
  const failure = { kind: 'busy', message: 'Busy.', isRetryable: true }
  const steps = [1, 2, 3].map(attempt => afterFailure({ attempt }, failure, again, 10_000))
  expect(steps.map(step => step.to)).toEqual([again, again, 'failed'])
  expect(steps.map(step => step.attempt)).toEqual([2, 3, undefined])
  expect(steps.map(step => step.retryAtMs)).toEqual([11_000, 14_000, null])
  expect(steps.map(step => step.job)).toEqual(
    again === 'queued' ? [null, null, undefined] : [undefined, undefined, undefined],
  )
  expect(steps[2]!.failure).toEqual({ kind: 'busy', message: 'Busy.' })
  expect(MAX_TRIES).toBe(3)
})

test('Q7 the provider may say when to come again', () => {
  const failure = { kind: 'busy', message: 'Busy.', isRetryable: true, retryAfterMs: 70_000 }
  expect(afterFailure({ attempt: 1 }, failure, 'queued', 10_000).retryAtMs).toBe(80_000)
})

test('Q7 a failure that cannot pass is not tried again', () => {
  const step = afterFailure({ attempt: 1 }, { kind: 'broken', message: 'No.', isRetryable: false }, 'queued', 0)
  expect(step).toEqual({ to: 'failed', failure: { kind: 'broken', message: 'No.' }, retryAtMs: null })
})

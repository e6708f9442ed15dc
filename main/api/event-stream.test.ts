import { expect, test } from 'vitest'
import { eventStream } from './event-stream.ts'

test('everything is told in order, what was kept first, until the caller has enough', async () => {
  const listeners = new Set<(event: number) => void>()
  const stream = eventStream<number>(listener => {
    listeners.add(listener)
    listener(1)
    return () => listeners.delete(listener)
  }, undefined)
  for (const listener of listeners) {
    listener(2)
    listener(3)
  }
  expect([await stream.next(), await stream.next(), await stream.next()].map(({ value }) => value)).toEqual([1, 2, 3])
  expect(listeners.size).toBe(1)
  await stream.return()
  expect(listeners.size).toBe(0)
})

test('a stream that nobody has read from yet ends with its call', () => {
  const calling = new AbortController()
  let isFollowed = true
  eventStream(() => () => (isFollowed = false), calling.signal)
  calling.abort()
  expect(isFollowed).toBe(false)
})

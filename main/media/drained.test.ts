import { expect, test } from 'vitest'
import { drained } from './drained.ts'

const GRACE_MS = 1

/** Pipes that end when the reader is asked after for the `lastAsk`-th time. */
function pipesEndingAt(lastAsk: number, chunksAt: (ask: number) => number | undefined) {
  const { promise, resolve } = Promise.withResolvers<void>()
  let asks = 0
  const pulse = (): number | undefined => {
    asks += 1
    if (asks === lastAsk) resolve()
    return chunksAt(asks)
  }
  return { promise, pulse }
}

test('a reader at work on one chunk may take as long as it likes', async () => {
  const { promise, pulse } = pipesEndingAt(20, () => undefined)
  expect(await drained(promise, pulse, GRACE_MS)).toBe(true)
})

test('as long as chunks come, the end is waited for', async () => {
  const { promise, pulse } = pipesEndingAt(20, ask => ask)
  expect(await drained(promise, pulse, GRACE_MS)).toBe(true)
})

test('a pipe that somebody else keeps open, and from which nothing comes, is given up', async () => {
  const { promise, pulse } = pipesEndingAt(Infinity, ask => Math.min(ask, 3))
  expect(await drained(promise, pulse, GRACE_MS)).toBe(false)
})

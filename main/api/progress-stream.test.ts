import { expect, test } from 'vitest'
import { progressStream } from './progress-stream.ts'

async function drained<Progress, Result>(stream: AsyncGenerator<Progress, Result, void>) {
  const steps: Progress[] = []
  for (;;) {
    const { done, value } = await stream.next()
    if (done) return { steps, result: value }
    steps.push(value)
  }
}

test('a stream tells how far the work is and ends with what came of it', async () => {
  const stream = progressStream<number, string>(async ({ onProgress }) => {
    onProgress(1)
    await new Promise(resolve => setImmediate(resolve))
    onProgress(2)
    await new Promise(resolve => setImmediate(resolve))
    return 'done'
  }, undefined)
  expect(await drained(stream)).toEqual({ steps: [1, 2], result: 'done' })
})

test('work that fails fails the stream', async () => {
  const stream = progressStream(() => Promise.reject(new Error('no')), undefined)
  await expect(stream.next()).rejects.toThrow('no')
})

test('whoever leaves, or stops the call, stops the work', async () => {
  for (const leave of [
    async (stream: AsyncGenerator<number>) => void (await stream.return(undefined)),
    async (_stream: AsyncGenerator<number>, call: AbortController) => call.abort(new Error('stopped')),
  ]) {
    const call = new AbortController()
    let isStopped = false
    const stream = progressStream<number, void>(({ signal, onProgress }) => {
      onProgress(1)
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          isStopped = true
          reject(new Error('stopped'))
        })
      })
    }, call.signal)
    expect(await stream.next()).toEqual({ done: false, value: 1 })
    await leave(stream, call)
    await expect.poll(() => isStopped).toBe(true)
  }
})

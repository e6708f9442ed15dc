import { afterEach, expect, test, vi } from 'vitest'
import { collectAll, collectYoung } from './garbage-collector.ts'

afterEach(() => {
  vi.doUnmock('node:vm')
  vi.resetModules()
})

test('what was let go is freed when nudged', () => {
  collectAll()
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  for (let k = 0; k < 64; k++) {
    new Uint8Array(1 << 20).fill(k)
    collectYoung()
    most = Math.max(most, process.memoryUsage().arrayBuffers - before)
  }
  expect(most).toBeLessThan(8 << 20)
})

test('where the engine keeps its collector to itself, nothing fails', async () => {
  vi.resetModules()
  vi.doMock('node:vm', () => ({
    runInNewContext: () => {
      throw new ReferenceError('gc is not defined')
    },
  }))
  const closed = await import('./garbage-collector.ts')
  closed.collectYoung()
  closed.collectAll()
})

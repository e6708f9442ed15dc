import { expect, test } from 'vitest'
import { startSeamThread } from './seam-thread.ts'

test('a thread that has ended says so, and is not waited for', async () => {
  const thread = startSeamThread()
  expect(thread.hasEnded()).toBe(false)
  await thread.close()
  expect(thread.hasEnded()).toBe(true)
})

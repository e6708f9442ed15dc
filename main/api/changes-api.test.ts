import { createRouterClient } from '@orpc/server'
import { expect, test } from 'vitest'
import type { Changes } from '#model/contract/changes-contract.ts'
import { temporaryApi } from '#main/testing/temporary-studio.ts'

/** A window whose studio changes when the test says so. */
function window() {
  let tell: (changes: Changes) => void = () => {}
  const listeners = new Set<object>()
  const { api } = temporaryApi({
    followChanges(listener) {
      tell = listener
      const entry = {}
      listeners.add(entry)
      return () => listeners.delete(entry)
    },
  })
  return { client: createRouterClient(api), tell: (changes: Changes) => tell(changes), listening: () => listeners.size }
}

const takes = { topic: 'takes', projectId: 'p' } as const
const shots = { topic: 'treatment', projectId: 'p' } as const

test('changes are heard from the answer on, and those of a busy moment as one list without repeats', async () => {
  const { client, tell } = window()
  const changes = await client.changes()
  tell([takes])
  tell([takes, shots])
  tell([takes])
  expect(await changes.next()).toEqual({ done: false, value: [takes, shots] })
  const next = changes.next()
  tell([shots])
  expect(await next).toEqual({ done: false, value: [shots] })
})

test('whoever ends the stream, at whatever moment, is followed no longer', async () => {
  const { client, listening } = window()
  const waiting = new AbortController()
  const changes = await client.changes(undefined, { signal: waiting.signal })
  const next = changes.next()
  expect(listening()).toBe(1)
  waiting.abort()
  await expect(next).rejects.toMatchObject({ name: 'AbortError' })
  expect(listening()).toBe(0)

  const unread = new AbortController()
  await client.changes(undefined, { signal: unread.signal })
  expect(listening()).toBe(1)
  unread.abort()
  expect(listening()).toBe(0)
})

import { createRouterClient } from '@orpc/server'
import { expect, test } from 'vitest'
import { someProject, temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { makeWorld } from '#main/outbox/testing/outbox-world.ts'
import { temporaryApi } from '#main/testing/temporary-studio.ts'

test('files go from the review to takes over the streams that a window reads', async () => {
  const world = await makeWorld()
  const { api, library } = temporaryApi()
  const client = createRouterClient(api)
  const projectId = someProject(library)
  const files = [{ kind: 'path', path: world.sampleClip } as const]
  const steps: string[] = []
  for await (const event of await client.takes.review({ projectId, files })) steps.push(event.kind)
  const wanted = [{ file: files[0]!, shotIds: [] }]
  for await (const event of await client.takes.takeIn({ projectId, files: wanted })) steps.push(event.kind)
  expect(steps).toEqual(['looking', 'review', 'taking-in', 'done'])
  const parts: unknown[][] = []
  for await (const part of await client.takes.list({ projectId, isTrash: false })) parts.push(part)
  expect(parts.flat()).toHaveLength(1)
  world.end()
})

test('what a person can mend reaches the window with its code, also out of a stream', async () => {
  const { api, bugs } = temporaryApi()
  const client = createRouterClient(api)
  const wish = { projectId: 'gone', files: [{ kind: 'path', path: '/nowhere' } as const] }
  const events = await client.takes.review(wish)
  await expect(events.next()).rejects.toMatchObject({ code: 'project/unknown' })
  await expect(client.outbox.decide({ requestIds: ['gone'], decision: 'again' })).rejects.toMatchObject({
    code: 'request/settled',
  })
  expect(bugs).toEqual([])
})

test('whoever listens is told of the watched folder, and when it is watched no more', async () => {
  const { api, library } = temporaryApi()
  const client = createRouterClient(api)
  const projectId = someProject(library)
  const folder = temporaryFolder()
  await client.takes.watch({ projectId, folder })
  const leaving = new AbortController()
  const arrivals = await client.takes.arrivals({ projectId }, { signal: leaving.signal })
  expect((await arrivals.next()).value).toEqual({ folder, isReadable: true, files: [] })
  await client.takes.watch({ projectId, folder: null })
  expect((await arrivals.next()).value).toMatchObject({ folder: null })
  leaving.abort()
})

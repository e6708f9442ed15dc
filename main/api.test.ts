import { createRouterClient } from '@orpc/server'
import { expect, test } from 'vitest'
import { StudioError } from '#model/errors'
import { createApi, type ProjectCards } from './api.ts'

function clientOf(projects: Partial<ProjectCards>) {
  const bugs: unknown[] = []
  const api = createApi({
    projects: { list: () => [], onChange: () => () => {}, ...projects },
    reportBug: bug => bugs.push(bug),
  })
  return { client: createRouterClient(api), bugs }
}

test('an expected failure reaches the window with its code and sentence', async () => {
  const { client, bugs } = clientOf({
    list() {
      throw new StudioError('library/newer', 'This library was made by a newer studio. Update this one.')
    },
  })
  await expect(client.projects.list()).rejects.toMatchObject({
    code: 'library/newer',
    message: 'This library was made by a newer studio. Update this one.',
  })
  expect(bugs).toEqual([])
})

test('a bug is reported here, not there', async () => {
  const bug = new Error('SELECT * FROM secret')
  const { client, bugs } = clientOf({
    list() {
      throw bug
    },
  })
  await expect(client.projects.list()).rejects.toThrow()
  expect(bugs).toEqual([bug])
})

test('changes are heard from the answer on, many at once as one', async () => {
  let tell = () => {}
  const { client } = clientOf({
    onChange(listener) {
      tell = listener
      return () => {}
    },
  })
  const changes = await client.changes()
  tell()
  tell()
  tell()
  expect(await changes.next()).toEqual({ done: false, value: { changed: 'projects' } })
  const next = changes.next()
  tell()
  expect((await next).done).toBe(false)
})

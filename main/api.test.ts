import { createRouterClient } from '@orpc/server'
import { expect, test } from 'vitest'
import { StudioError } from '#model/errors.ts'
import type { ProjectId } from '#model/ids.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { createApi, type ApiServices } from './api.ts'

function clientOf(services: Partial<ApiServices>) {
  const bugs: unknown[] = []
  const api = createApi({
    projects: { list: () => [] },
    onChange: () => () => {},
    reportBug: bug => bugs.push(bug),
    ...services,
  })
  return { client: createRouterClient(api), bugs }
}

/** A library that cannot be read. */
function failing(error: Error): Partial<ApiServices> {
  return {
    projects: {
      list() {
        throw error
      },
    },
  }
}

test('an expected failure reaches the window with its code and sentence', async () => {
  const sentence = 'This library was made by a newer studio. Update this one.'
  const { client, bugs } = clientOf(failing(new StudioError('library/newer', sentence)))
  await expect(client.projects.list()).rejects.toMatchObject({ code: 'library/newer', message: sentence })
  expect(bugs).toEqual([])
})

test('a bug is reported here, not there', async () => {
  const bug = new Error('SELECT * FROM secret')
  const { client, bugs } = clientOf(failing(bug))
  await expect(client.projects.list()).rejects.toBe(bug)
  expect(bugs).toEqual([bug])
})

test('a card says seconds, and no length without a song', async () => {
  const summary = {
    id: 'p' as ProjectId,
    title: 'Sodium',
    songTitle: 'Sodium',
    songArtist: 'KVLT Palace',
    songTicks: ticksFromSeconds(231.5),
    shotCount: 72,
    circledCount: 22,
    takeCount: 100,
    openedAtMs: 1_700_000_000_000,
  }
  const { client } = clientOf({ projects: { list: () => [summary, { ...summary, songTicks: null }] } })
  const card = {
    id: 'p',
    title: 'Sodium',
    songTitle: 'Sodium',
    artist: 'KVLT Palace',
    durationSeconds: 231.5,
    shotCount: 72,
    circledCount: 22,
    openedAtMs: 1_700_000_000_000,
  }
  expect(await client.projects.list()).toEqual([card, { ...card, durationSeconds: null }])
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

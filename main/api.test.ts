import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, test } from 'vitest'
import { StudioError } from '#model/errors.ts'
import { createDesks } from './desk/desks.ts'
import { temporaryFolder } from './library/testing/temporary-library.ts'
import { temporaryApi, temporaryContext } from './testing/temporary-studio.ts'

/** A library that cannot be read. */
function failing(error: Error) {
  const desks = createDesks(temporaryContext())
  const { api, bugs } = temporaryApi({
    desks: {
      ...desks,
      files: {
        ...desks.files,
        system() {
          throw error
        },
      },
    },
  })
  return { client: createRouterClient(api), bugs }
}

test('an expected failure reaches the window with its code and sentence', async () => {
  const sentence = 'This library was made by a newer studio. Update this one.'
  const { client, bugs } = failing(new StudioError('library/newer', sentence))
  await expect(client.files.system()).rejects.toMatchObject({ code: 'library/newer', message: sentence })
  expect(bugs).toEqual([])
})

test('a bug is reported here, not there', async () => {
  const bug = new Error('SELECT * FROM secret')
  const { client, bugs } = failing(bug)
  await expect(client.files.system()).rejects.toBe(bug)
  expect(bugs).toEqual([bug])
})

test('a call that the window gave up is no failure', async () => {
  const { client, bugs } = failing(new DOMException('given up', 'AbortError'))
  await expect(client.files.system()).rejects.toThrow('given up')
  expect(bugs).toEqual([])
})

test('what a window sends is parsed before it is used', async () => {
  const { api } = temporaryApi()
  const client = createRouterClient(api)
  await expect(client.files.browse({ path: '', kind: null })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('so does one of a stream under way', async () => {
  const { api, bugs } = temporaryApi()
  const path = join(temporaryFolder(), 'nothing.mp3')
  const events = await createRouterClient(api).song.take({ projectId: null, file: { kind: 'path', path } })
  await expect(events.next()).rejects.toMatchObject({
    code: 'song/not-found',
    message: 'There is no file nothing.mp3. Check the name and the folder.',
  })
  expect(bugs).toEqual([])
})

import { createRouterClient } from '@orpc/server'
import { expect, test } from 'vitest'
import { StudioError } from '#model/errors.ts'
import { createDesks } from './desk/desks.ts'
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

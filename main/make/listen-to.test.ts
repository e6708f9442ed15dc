import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLibrary } from '#main/library/library.ts'
import { nodeHost } from '#main/hosts/node/node-host.ts'
import { listenTo } from './listen-to.ts'
import { lookIntoLibrary } from './look-into-library.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'listen-to-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const deaf = { db: null, ffmpeg: () => Promise.reject(new Error('nobody asked for ffmpeg')) }

test('what cannot be a song is refused before it is read', async () => {
  const options = { signal: new AbortController().signal, onProgress: () => {} }
  // Endless: reading it first would never come back.
  await expect(listenTo(deaf, '/dev/zero', options)).rejects.toMatchObject({ code: expect.stringMatching(/^song\//) })
  await expect(listenTo(deaf, folder, options)).rejects.toMatchObject({ code: 'song/is-directory' })
})

test('a stop reaches the reading of the file', async () => {
  const path = join(folder, 'song.wav')
  writeFileSync(path, Buffer.alloc(4 << 20))
  const reason = new Error('enough')
  const options = { signal: AbortSignal.abort(reason), onProgress: () => {} }
  await expect(listenTo(deaf, path, options)).rejects.toBe(reason)
})

test('a library is looked into where there is one, and left out with a word where it cannot be read', async () => {
  const told: string[] = []
  const host = nodeHost(line => told.push(line))
  const hasDb = (dir: string): Promise<boolean> => lookIntoLibrary(dir, host, async db => db !== null)
  openLibrary(join(folder, 'good'), { log: () => {} }).close()
  expect([await hasDb(join(folder, 'good')), await hasDb(join(folder, 'none')), told]).toEqual([true, false, []])
  writeFileSync(join(folder, 'library.db'), 'no database at all, and long enough to be looked at '.repeat(100))
  expect(await hasDb(folder)).toBe(false)
  expect(told).toEqual([expect.stringContaining('library.db')])
})

import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { createKeyFile } from './key-store.ts'

const environment = {}

test('a key is kept for its service, survives the program, and goes again', () => {
  const path = join(temporaryFolder(), 'config', 'keys.json')
  createKeyFile(path, { environment }).keep('runway', 'secret-1')
  createKeyFile(path, { environment }).keep('fal', 'secret-2')
  const keys = createKeyFile(path, { environment })
  expect([keys.keyOf('runway'), keys.keyOf('fal'), keys.keyOf('gemini')]).toEqual(['secret-1', 'secret-2', null])
  expect([keys.sourceOf('runway'), keys.sourceOf('gemini')]).toEqual(['kept', null])
  keys.keep('runway', null)
  expect(keys.keyOf('runway')).toBeNull()
  expect(keys.keyOf('fal')).toBe('secret-2')
})

test('nobody else may read it', () => {
  const path = join(temporaryFolder(), 'config', 'keys.json')
  createKeyFile(path, { environment }).keep('runway', 'secret')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
})

test('a key of the environment comes first and is written nowhere', () => {
  const path = join(temporaryFolder(), 'keys.json')
  const keys = createKeyFile(path, { environment: { FLYTHROUGH_KEY_MY_SERVER: ' from-outside ' } })
  keys.keep('my-server', 'kept')
  expect(keys.keyOf('my-server')).toBe('from-outside')
  expect(keys.sourceOf('my-server')).toBe('environment')
  expect(readFileSync(path, 'utf8')).not.toContain('from-outside')
})

test('where the system keeps secrets, the file holds none as they are', () => {
  const path = join(temporaryFolder(), 'keys.json')
  const seal = {
    seal: (text: string) => Buffer.from(text).toString('base64'),
    open: (sealed: string) => Buffer.from(sealed, 'base64').toString(),
  }
  const keys = createKeyFile(path, { environment, seal })
  keys.keep('fal', 'secret')
  expect(readFileSync(path, 'utf8')).not.toContain('secret')
  expect(keys.keyOf('fal')).toBe('secret')
})

test('a damaged file is told without a word of what stands in it', () => {
  const path = join(temporaryFolder(), 'keys.json')
  writeFileSync(path, '{"fal": "secret')
  const keys = createKeyFile(path, { environment })
  expect(() => keys.keyOf('fal')).toThrow(expect.objectContaining({ code: 'keys/unreadable' }))
  expect(() => keys.keyOf('fal')).not.toThrow(/secret/)
})

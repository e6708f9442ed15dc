import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import type { KeyedService } from './key-places.ts'
import { createKeyFile } from './key-store.ts'

const environment = {}
const RUNWAY = { id: 'runway', baseUrl: 'https://api.runway.example' }
const FAL = { id: 'fal', baseUrl: 'https://queue.fal.example/v1', wire: { storageUrl: 'https://rest.fal.example' } }
const LIMITS = { inFlight: 1, perMinute: null }
const MINE = { id: 'my-server', baseUrl: 'http://gpu:8000/v1' }

test('a key is kept for its service, survives the program, and goes again', () => {
  const path = join(temporaryFolder(), 'config', 'keys.json')
  createKeyFile(path, { environment }).keep(RUNWAY, 'secret-1')
  createKeyFile(path, { environment }).keep(FAL, 'secret-2')
  const keys = createKeyFile(path, { environment })
  expect([keys.keyOf(RUNWAY), keys.keyOf(FAL), keys.keyOf(MINE)]).toEqual(['secret-1', 'secret-2', null])
  const givenFor = ['https://api.runway.example']
  expect([keys.find(RUNWAY), keys.find(MINE)]).toEqual([{ from: 'kept', givenFor, isForHere: true }, null])
  keys.keep(RUNWAY, null)
  expect(keys.keyOf(RUNWAY)).toBeNull()
  expect(keys.keyOf(FAL)).toBe('secret-2')
})

test.each([
  ['another name', { ...FAL, baseUrl: 'https://queue.fal.evil/v1' }],
  ['another scheme', { ...FAL, baseUrl: 'http://queue.fal.example/v1' }],
  ['another port', { ...FAL, baseUrl: 'https://queue.fal.example:8443/v1' }],
  ['another store for pictures', { ...FAL, wire: { storageUrl: 'https://rest.fal.evil' } }],
])('V16 a key is not told for %s', (_, moved) => {
  const keys = createKeyFile(join(temporaryFolder(), 'keys.json'), { environment })
  keys.keep(FAL, 'secret')
  expect([keys.keyOf(moved), keys.find(moved)?.isForHere]).toEqual([null, false])
  const elsewhereOnIt = { ...FAL, baseUrl: 'https://queue.fal.example/v2' }
  const withoutStore = { id: FAL.id, baseUrl: FAL.baseUrl }
  expect([FAL, elsewhereOnIt, withoutStore].map(service => keys.keyOf(service))).toEqual(Array(3).fill('secret'))
})

test('V16 a key of the environment is for the shipped address, else for the one named with it, else for none', () => {
  const path = join(temporaryFolder(), 'keys.json')
  const shipped = () => ({ services: [{ ...FAL, family: 'fal', title: 'fal', key: null, limits: LIMITS } as const] })
  const told = (service: KeyedService, more: Readonly<Record<string, string>> = {}) =>
    createKeyFile(path, {
      environment: { FLYTHROUGH_KEY_FAL: 'one', FLYTHROUGH_KEY_MY_SERVER: 'two', ...more },
      shipped,
    }).keyOf(service)
  const moved = { ...FAL, baseUrl: 'https://gateway.example' }
  expect([told(FAL), told(moved), told(MINE)]).toEqual(['one', null, null])
  expect(told(MINE, { FLYTHROUGH_ADDRESS_MY_SERVER: 'http://gpu:8000' })).toBe('two')
  expect(told(MINE, { FLYTHROUGH_ADDRESS_MY_SERVER: 'gpu' })).toBeNull()
  const gateway = { FLYTHROUGH_ADDRESS_FAL: 'https://gateway.example/fal' }
  expect([told(FAL, gateway), told({ id: 'fal', baseUrl: moved.baseUrl }, gateway)]).toEqual([null, 'one'])
})

test('nobody else may read it', () => {
  const path = join(temporaryFolder(), 'config', 'keys.json')
  createKeyFile(path, { environment }).keep(RUNWAY, 'secret')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
})

test('a key of the environment comes first and is written nowhere', () => {
  const path = join(temporaryFolder(), 'keys.json')
  const keys = createKeyFile(path, {
    environment: { FLYTHROUGH_KEY_MY_SERVER: ' from-outside ', FLYTHROUGH_ADDRESS_MY_SERVER: 'http://gpu:8000' },
  })
  keys.keep(MINE, 'kept')
  expect(keys.keyOf(MINE)).toBe('from-outside')
  expect(keys.find(MINE)?.from).toBe('environment')
  expect(readFileSync(path, 'utf8')).not.toContain('from-outside')
})

test('where the system keeps secrets, the file holds none as they are', () => {
  const path = join(temporaryFolder(), 'keys.json')
  const seal = {
    seal: (text: string) => Buffer.from(text).toString('base64'),
    open: (sealed: string) => Buffer.from(sealed, 'base64').toString(),
  }
  const keys = createKeyFile(path, { environment, seal })
  keys.keep(FAL, 'secret')
  expect(readFileSync(path, 'utf8')).not.toContain('secret')
  expect(keys.keyOf(FAL)).toBe('secret')
})

test('a damaged file is told without a word of what stands in it', () => {
  const path = join(temporaryFolder(), 'keys.json')
  writeFileSync(path, '{"fal": "secret')
  const keys = createKeyFile(path, { environment })
  expect(() => keys.keyOf(FAL)).toThrow(expect.objectContaining({ code: 'keys/unreadable' }))
  expect(() => keys.keyOf(FAL)).not.toThrow(/secret/)
})

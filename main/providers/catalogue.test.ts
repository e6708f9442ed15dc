import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { modelById } from '#model/catalogue.ts'
import { loadCatalogue } from './catalogue.ts'

const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url))

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'catalogue-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

test('the shipped catalogue holds the built-in models', () => {
  const catalogue = loadCatalogue(RESOURCES)
  expect(modelById(catalogue, 'animatic')).toMatchObject({
    provider: 'animatic',
    price: { kind: 'free' },
    takesSeed: true,
  })
  expect(modelById(catalogue, 'folder').provider).toBe('folder')
})

test('what is said to follow a retired model is in the catalogue, and live', () => {
  const catalogue = loadCatalogue(RESOURCES)
  const successors = catalogue.models.flatMap(({ status }) => ('successor' in status ? (status.successor ?? []) : []))
  expect(successors.map(id => modelById(catalogue, id).status.kind)).toEqual(successors.map(() => 'live'))
})

test('a missing or broken catalogue is told with its path and what is wrong', () => {
  expect(() => loadCatalogue(dir)).toThrow(expect.objectContaining({ code: 'catalogue/missing' }))
  const path = join(dir, 'catalogue.json')
  writeFileSync(path, '{')
  expect(() => loadCatalogue(dir)).toThrow(expect.objectContaining({ code: 'catalogue/invalid' }))
  const { services, models } = loadCatalogue(RESOURCES)
  writeFileSync(path, JSON.stringify({ services, models: [{ ...models[0], version: 0 }] }))
  expect(() => loadCatalogue(dir)).toThrow(/catalogue\.json[^]*models\[0\]\.version/)
  writeFileSync(path, JSON.stringify({ services, models: [models[0], models[0]] }))
  expect(() => loadCatalogue(dir)).toThrow(/"animatic" stands in it twice/)
  writeFileSync(path, JSON.stringify({ services, models: [{ ...models[0], provider: 'nobody' }] }))
  expect(() => loadCatalogue(dir)).toThrow(/"animatic" is served by "nobody", which is not in it/)
})

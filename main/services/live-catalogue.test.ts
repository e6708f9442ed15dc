import { expect, test, vi } from 'vitest'
import { temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { liveCatalogue } from './live-catalogue.ts'
import { saveOwnService } from './service-store.ts'

const shipped = { services: [], models: [] }

function own(id: string) {
  const entry = { id, family: 'comfyui', title: id, baseUrl: 'http://127.0.0.1:1', key: null } as const
  return { entry: { ...entry, limits: { inFlight: 1, perMinute: null } }, models: [] }
}

test('what a person adds shows at the next look, also within one turn, and not when it was taken back', async () => {
  const { db } = temporaryLibrary()
  const catalogue = liveCatalogue(db, shipped)
  const ids = (): string[] => catalogue.services.map(({ id }) => id)
  expect(ids()).toEqual([])
  saveOwnService(db, own('one'))
  expect(ids()).toEqual(['one'])
  const broken = (): void =>
    db.transaction(() => {
      saveOwnService(db, own('two'))
      expect(ids()).toEqual(['one', 'two'])
      throw new Error('not after all')
    })
  expect(broken).toThrow('not after all')
  expect(ids()).toEqual(['one'])
  // Another program.
  const other = temporaryLibrary(db.path.replace(/[^/\\]+$/, '')).db
  saveOwnService(other, own('three'))
  await Promise.resolve()
  expect(ids()).toEqual(['one', 'three'])
})

test('thousands of looks in a row ask the library once', () => {
  const { db } = temporaryLibrary()
  const catalogue = liveCatalogue(db, shipped)
  const get = vi.spyOn(db, 'get')
  for (let look = 0; look < 1000; look += 1) expect(catalogue.models).toEqual([])
  expect(get).toHaveBeenCalledTimes(1)
})

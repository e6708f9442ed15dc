import { expect, test } from 'vitest'
import { someProject, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { freezeVersion, listVersions, newestVersions } from './shot-versions.ts'
import { applyRevision } from './shot-store.ts'

const WORDS = { prompt: 'a door', cameraMove: 'push in', style: 'Super 8', negative: 'text' }

test('freezes words once: the same again is the same version, other words are the next', () => {
  const library = temporaryLibrary()
  const projectId = someProject(library)
  const written = { id: null, prompt: 'a door', whatHappens: null, cameraMove: null, passage: null }
  const inserted = [0, 1].map(position => ({ position, written: { ...written, section: null, model: null } }))
  const [shot, other] = applyRevision(library.db, projectId, { kept: [], inserted, trashed: [] }, WORDS)
  expect(freezeVersion(library.db, shot!.id, WORDS)).toBe(1)
  expect(freezeVersion(library.db, shot!.id, WORDS)).toBe(1)
  expect(freezeVersion(library.db, shot!.id, { ...WORDS, style: 'Super 8, grain' })).toBe(2)
  expect(freezeVersion(library.db, shot!.id, WORDS)).toBe(3)
  expect(listVersions(library.db, shot!.id).map(({ version, words }) => [version, words.style])).toEqual([
    [3, 'Super 8'],
    [2, 'Super 8, grain'],
    [1, 'Super 8'],
  ])
  expect(freezeVersion(library.db, other!.id, WORDS)).toBe(1)
  const newest = newestVersions(library.db, projectId)
  expect([newest.get(shot!.id)?.version, newest.get(other!.id)?.version]).toEqual([3, 1])
})

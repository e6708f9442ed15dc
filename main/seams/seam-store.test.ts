import { expect, test } from 'vitest'
import { temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { saveSeam, storedSeams } from './seam-store.ts'

test('J13 what was found is kept under its key, and the oldest goes where there is too much', () => {
  const { db } = temporaryLibrary()
  saveSeam(db, 'a', 'The file is gone.')
  db.run('UPDATE seam_match SET measured_at_ms = 1')
  for (const key of ['b', 'c', 'd']) saveSeam(db, key, `no ${key}`, 4)
  expect([...storedSeams(db, ['a', 'b', 'c', 'd', 'e']).keys()]).toEqual(['a', 'b', 'c', 'd'])
  saveSeam(db, 'b', 'still no b', 4)
  expect(storedSeams(db, ['b']).get('b')).toMatchObject({ match: null, failure: 'still no b' })
  saveSeam(db, 'e', 'no e', 4)
  const left = storedSeams(db, ['a', 'b', 'c', 'd', 'e'])
  expect(left.has('a')).toBe(false)
  expect(left.size).toBeLessThanOrEqual(4)
  expect(left.get('e')).toMatchObject({ failure: 'no e' })
})

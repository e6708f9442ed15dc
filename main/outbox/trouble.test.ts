import { expect, test } from 'vitest'
import { StudioError } from '#model/errors.ts'
import { failureFrom, ownTrouble } from './trouble.ts'

test.each(['library/lease-lost', 'library/disk-full', 'ffmpeg/disk-full', 'ffmpeg/missing'])(
  '%s ends the run',
  code => {
    const error = new StudioError(code, 'Told.')
    expect(ownTrouble(error)).toBe(error)
  },
)

test.each([
  ['ENOSPC', 'library/disk-full'],
  ['EROFS', 'library/read-only'],
])('%s ends the run, told as %s', (code, told) => {
  expect(ownTrouble(Object.assign(new Error('write'), { code }))).toMatchObject({ code: told })
})

test('all else is the failure of one try, with the words it came with', () => {
  const error = new StudioError('video/unreadable', 'The clip is damaged.')
  expect(ownTrouble(error)).toBeUndefined()
  expect(ownTrouble(Object.assign(new Error('hang up'), { code: 'ECONNRESET' }))).toBeUndefined()
  expect(failureFrom(error, 'damaged')).toEqual({
    kind: 'video/unreadable',
    message: 'The clip is damaged.',
    isRetryable: true,
  })
  expect(failureFrom(new Error('hang up'), 'not-fetched')).toMatchObject({ kind: 'not-fetched', message: 'hang up' })
})

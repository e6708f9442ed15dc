import { expect, test } from 'vitest'
import { composedLook, NO_LOOK, textOf, wordsOf } from './look.ts'

test('L1 words stand between commas, each once', () => {
  expect(wordsOf(' Super 8,  warm   light,super 8;grain\nneon,,')).toEqual(['Super 8', 'warm light', 'grain', 'neon'])
  expect(textOf(['Super 8', 'grain, neon', ' '])).toBe('Super 8, grain, neon')
  expect(wordsOf(textOf(['a', 'b']))).toEqual(['a', 'b'])
})

test('L2 a level alone is sent as it is written; of several, every word once, the wider level first', () => {
  const film = { style: 'Super 8,  grain', negative: '' }
  expect(composedLook({ film, section: NO_LOOK, shot: NO_LOOK })).toEqual(film)
  const shot = { style: 'grain, blue', negative: 'text' }
  expect(composedLook({ film, section: { style: 'night', negative: '' }, shot })).toEqual({
    style: 'Super 8, grain, night, blue',
    negative: 'text',
  })
})

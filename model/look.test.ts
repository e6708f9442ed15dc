import { expect, test } from 'vitest'
import { textOf, wordsOf } from './look.ts'

test('L1 words stand between commas, each once', () => {
  expect(wordsOf(' Super 8,  warm   light,super 8;grain\nneon,,')).toEqual(['Super 8', 'warm light', 'grain', 'neon'])
  expect(textOf(['Super 8', 'grain, neon', ' '])).toBe('Super 8, grain, neon')
  expect(wordsOf(textOf(['a', 'b']))).toEqual(['a', 'b'])
})

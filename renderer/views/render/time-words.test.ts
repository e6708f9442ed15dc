import { expect, test } from 'vitest'
import { filmLength, timeWords } from './time-words.ts'

test.each([
  [0.2, '1 s'],
  [50.4, '50 s'],
  [60, '1 min'],
  [190, '3 min 10 s'],
  [659, '11 min'],
])('%d seconds are %s', (seconds, words) => {
  expect(timeWords(seconds)).toBe(words)
})

test.each([
  [231.417, '3:51.4'],
  [59.96, '1:00.0'],
  [0, '0:00.0'],
])('a film of %d seconds is %s long', (seconds, words) => {
  expect(filmLength(seconds)).toBe(words)
})

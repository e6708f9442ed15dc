import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsOf, type LookLevels } from '../look.ts'
import { levelsWith, withoutWord } from './without-word.ts'

const LOOK: LookLevels = {
  film: { style: 'Super 8,  grain; neon', negative: 'text' },
  section: { style: 'night', negative: '' },
  shot: { style: 'Grain, blue', negative: 'text, faces' },
}

test('W16 without a word, only that chip of that level goes', () => {
  const without = (level: keyof LookLevels, kind: 'style' | 'negative', word: string): LookLevels | undefined =>
    withoutWord({ look: LOOK }, { level, kind, word })?.look
  expect(without('film', 'style', 'GRAIN')?.film.style).toBe('Super 8; neon')
  expect(without('film', 'style', 'super  8')?.film.style).toBe('grain; neon')
  expect(without('film', 'style', 'neon')?.film.style).toBe('Super 8,  grain')
  expect(without('section', 'style', 'night')).toEqual({ ...LOOK, section: { style: '', negative: '' } })
  expect(without('shot', 'negative', 'text')?.shot).toEqual({ style: 'Grain, blue', negative: 'faces' })
  expect(without('section', 'style', 'grain')).toBeUndefined()
  expect(without('film', 'style', ' ')).toBeUndefined()
  expect(levelsWith(LOOK, 'style', 'grain')).toEqual(['film', 'shot'])
})

test('W16 the other chips are those there were, in their order', () => {
  const text = fc
    .array(fc.constantFrom('a', 'B', 'b', ' c d', ',', ', ', ';', '\n', ' '), { maxLength: 12 })
    .map(pieces => pieces.join(''))
  fc.assert(
    fc.property(text, fc.constantFrom('a', 'b', 'C  d'), (style, word) => {
      const look = { ...LOOK, film: { style, negative: '' } }
      const left = withoutWord({ look }, { level: 'film', kind: 'style', word })?.look.film.style ?? style
      const wanted = wordsOf(word)[0]!.toLowerCase()
      expect(wordsOf(left)).toEqual(wordsOf(style).filter(other => other.toLowerCase() !== wanted))
    }),
  )
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { NO_LOOK, wordsOf, type LookLevels } from '../look.ts'
import { lookWordsOf, withoutWord } from './without-word.ts'

const LOOK: LookLevels = {
  film: { style: 'Super 8,  grain; neon', negative: 'text' },
  section: { style: 'night', negative: '' },
  shot: { style: 'Grain, blue', negative: 'text, faces' },
}

test('W16 without a word, only that chip goes, wherever it is said', () => {
  const without = (kind: 'style' | 'negative', word: string): LookLevels | undefined =>
    withoutWord({ look: LOOK }, { kind, word })?.look
  expect(without('style', 'GRAIN')).toEqual({
    ...LOOK,
    film: { style: 'Super 8; neon', negative: 'text' },
    shot: { style: 'blue', negative: 'text, faces' },
  })
  expect(without('style', 'super  8')?.film.style).toBe('grain; neon')
  expect(without('style', 'neon')?.film.style).toBe('Super 8,  grain')
  expect(without('style', 'night')).toEqual({ ...LOOK, section: { style: '', negative: '' } })
  expect(without('negative', 'text')).toMatchObject({ film: { negative: '' }, shot: { negative: 'faces' } })
  expect(without('negative', 'grain')).toBeUndefined()
  expect(without('style', ' ')).toBeUndefined()
  expect(lookWordsOf(LOOK).map(({ kind, word }) => `${kind} ${word}`)).toEqual([
    ...['style Super 8', 'style grain', 'style neon', 'style night', 'style blue'],
    ...['negative text', 'negative faces'],
  ])
})

test('W16 the other chips are those there were, in their order', () => {
  const text = fc
    .array(fc.constantFrom('a', 'B', 'b', ' c d', ',', ', ', ';', '\n', ' '), { maxLength: 12 })
    .map(pieces => pieces.join(''))
  fc.assert(
    fc.property(text, fc.constantFrom('a', 'b', 'C  d'), (style, word) => {
      const look = { film: { style, negative: '' }, section: NO_LOOK, shot: NO_LOOK }
      const left = withoutWord({ look }, { kind: 'style', word })?.look.film.style ?? style
      const wanted = wordsOf(word)[0]!.toLowerCase()
      expect(wordsOf(left)).toEqual(wordsOf(style).filter(other => other.toLowerCase() !== wanted))
    }),
  )
})

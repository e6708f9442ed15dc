import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fittingEnd, LENGTH_UNITS, textLength } from './text-length.ts'

test('W10 length is counted as the service counts', () => {
  const text = 'aé場😀'
  expect(LENGTH_UNITS.map(unit => textLength(text, unit))).toEqual([4, 5, 10])
  expect(LENGTH_UNITS.map(unit => fittingEnd(text, 4, unit))).toEqual([5, 3, 2])
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(20), fc.constantFrom(...LENGTH_UNITS), (text, most, unit) => {
      const end = fittingEnd(text, most, unit)
      expect(textLength(text.slice(0, end), unit)).toBeLessThanOrEqual(most)
      const next = String.fromCodePoint(...[text.codePointAt(end) ?? []].flat())
      expect(end === text.length || textLength(text.slice(0, end) + next, unit) > most).toBe(true)
    }),
  )
})

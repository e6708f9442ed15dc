import { expect, test } from 'vitest'
import { clipRate, otherRate } from './clip-rate.ts'

const at = (numerator: number, denominator = 1) => ({ numerator, denominator })

test('V18 clips come at the rate nearest to the film that a model makes, and another than the film has is told', () => {
  const ltx = { rates: [24, 25, 48, 50] }
  expect([at(24), at(30), at(60), at(24_000, 1001)].map(film => clipRate(ltx, film))).toEqual([24, 25, 50, 24])
  expect([at(24), at(30), at(60), at(24_000, 1001)].map(film => otherRate(ltx, film))).toEqual([null, 25, 50, null])
  expect(otherRate({ rates: [16] }, at(24))).toBe(16)
  expect([clipRate({}, at(24)), otherRate({}, at(24))]).toEqual([null, null])
})

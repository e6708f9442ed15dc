import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countHeld, decimalDollars, isCovered, parseDollars, sumPrices } from './money.ts'

test.each([
  [0, '0.00'],
  [1, '0.000001'],
  [12_500, '0.0125'],
  [400_000, '0.40'],
  [1_000_000, '1.00'],
  [1_234_500_000, '1234.50'],
  [-2_100_000, '-2.10'],
])('%i millionths are %s dollars', (microUsd, text) => expect(decimalDollars(microUsd)).toBe(text))

test.each([
  ['50', 50_000_000],
  [' $12.50 ', 12_500_000],
  ['0.000001', 1],
  ['0', 0],
  ['1000000', 1_000_000_000_000],
  ['1000000.01', null],
  ['$1,234,567.5', null],
  ['1,234.5', 1_234_500_000],
  ['1,000', 1_000_000_000],
  ['12,34', null],
  ['1234,567', null],
  ['12,50', null],
  ['-3', null],
  ['0.0000001', null],
  ['1e3', null],
  ['', null],
  ['.5', null],
])('a person who writes "%s" means %s millionths', (text, microUsd) => expect(parseDollars(text)).toBe(microUsd))

test('Q18 every amount is written exactly, and read back as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), microUsd => {
      expect(parseDollars(decimalDollars(microUsd))).toBe(microUsd)
    }),
  )
})

test('Q16 what is free always goes, what is paid only within the cap, what nobody knows the price of with any room', () => {
  const none = { capMicroUsd: null, spentMicroUsd: 0 }
  const some = { capMicroUsd: 10, spentMicroUsd: 7 }
  const full = { capMicroUsd: 10, spentMicroUsd: 10 }
  expect([0, 1, null].map(estimate => isCovered(estimate, none))).toEqual([true, false, false])
  expect([0, 3, 4, null].map(estimate => isCovered(estimate, some))).toEqual([true, true, false, true])
  expect([0, 1, null].map(estimate => isCovered(estimate, full))).toEqual([true, false, false])
})

test('Q16 what would be held is counted behind all that waits, and the first without room holds the paid ones after it', () => {
  const money = { capMicroUsd: 10, spentMicroUsd: 2, reservedMicroUsd: 3 }
  expect(countHeld([2, 2, 2, 1, 0], money)).toBe(2)
  expect(countHeld([2, null, 3], money)).toBe(0)
  expect(countHeld([5, null], money)).toBe(1)
  expect(countHeld([0, 1, null], { ...money, capMicroUsd: null })).toBe(2)
  expect(countHeld([0, 0], { ...money, capMicroUsd: null })).toBe(0)
})

test('Q18 unknown prices are counted beside the sum', () => {
  expect(sumPrices([400_000, null, 0, 800_000, null])).toEqual({ takes: 5, microUsd: 1_200_000, unpricedTakes: 2 })
})

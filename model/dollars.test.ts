import { expect, test } from 'vitest'
import { dollars } from './dollars.ts'

test('Q18 amounts are told exactly, in dollars and cents or as many digits as they have', () => {
  expect([0, 1, 4_800, 50_000, 400_000, 66_000_000, 1_234_560_000].map(amount => dollars(amount))).toEqual([
    ...['$0.00', '$0.000001', '$0.0048', '$0.05', '$0.40', '$66.00', '$1,234.56'],
  ])
  expect([50_000_000, 12_500_000].map(amount => dollars(amount, 'short'))).toEqual(['$50', '$12.50'])
})

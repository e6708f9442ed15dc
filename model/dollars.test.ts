import { expect, test } from 'vitest'
import { dollars } from './dollars.ts'

test('sums are told in dollars and cents', () => {
  expect([0, 1, 5_000, 400_000, 999_995, 66_000_000, 1_204_500_000].map(dollars)).toEqual([
    ...['$0.00', 'under $0.01', '$0.01', '$0.40', '$1.00', '$66.00', '$1,204.50'],
  ])
})

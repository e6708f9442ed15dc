import { expect, test } from 'vitest'
import { clock } from './clock.ts'

test.each([
  [0, '0:00'],
  [9.4, '0:09'],
  [59.6, '1:00'],
  [231, '3:51'],
  [3599.5, '1:00:00'],
  [3723, '1:02:03'],
])('%d seconds are %s', (seconds, written) => {
  expect(clock(seconds)).toBe(written)
})

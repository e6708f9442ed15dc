import { expect, test } from 'vitest'
import { movedBefore } from './shot-order.ts'

test.each([
  ['c a', null, 'b d a c'],
  ['a c', 'b', 'a c b d'],
  ['c b', 'c', 'a b c d'],
  ['d', 'a', 'd a b c'],
  ['a', 'a', 'a b c d'],
])('moves %s before %s', (ids, before, after) => {
  expect(movedBefore(['a', 'b', 'c', 'd'], ids.split(' '), before).join(' ')).toBe(after)
})

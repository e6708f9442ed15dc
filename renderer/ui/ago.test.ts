import { expect, test } from 'vitest'
import { ago } from './ago.ts'

const now = new Date(2026, 10, 22, 13, 30).getTime()

test.each([
  [new Date(2026, 10, 22, 13, 31), 'just now'],
  [new Date(2026, 10, 22, 13, 29, 30), 'just now'],
  [new Date(2026, 10, 22, 13, 5), '25 min ago'],
  [new Date(2026, 10, 22, 11, 10), '2 h ago'],
  [new Date(2026, 10, 22, 0, 0), '13 h ago'],
  [new Date(2026, 10, 21, 23, 59), 'yesterday'],
  [new Date(2026, 10, 21, 0, 0), 'yesterday'],
  [new Date(2026, 10, 20, 23, 59), '2 days ago'],
  [new Date(2026, 10, 16, 9, 0), '6 days ago'],
  [new Date(2026, 10, 15, 9, 0), '15 Nov'],
  [new Date(2025, 11, 31, 9, 0), '31 Dec 2025'],
])('%s is %s', (then, said) => {
  expect(ago(then.getTime(), now)).toBe(said)
})

test('an hour that crossed midnight is yesterday only after an hour', () => {
  const soonAfterMidnight = new Date(2026, 10, 22, 0, 20).getTime()
  expect(ago(new Date(2026, 10, 21, 23, 50).getTime(), soonAfterMidnight)).toBe('30 min ago')
  expect(ago(new Date(2026, 10, 21, 22, 50).getTime(), soonAfterMidnight)).toBe('yesterday')
})

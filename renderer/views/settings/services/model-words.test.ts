import { expect, test } from 'vitest'
import { dayWords, lengthWords, priceWords } from './model-words.ts'

test('prices are told as people pay them', () => {
  expect(priceWords({ kind: 'free' })).toBe('free')
  expect(priceWords({ kind: 'unknown' })).toBe('price not known before')
  expect(priceWords({ kind: 'per-clip', microUsd: 400_000 })).toBe('$0.40 a clip')
  expect(priceWords({ kind: 'per-second', microUsd: 100_000 })).toBe('$0.10 a second')
  const byHeight = [{ maxHeight: 480, microUsd: 50_000 }]
  expect(priceWords({ kind: 'per-second', microUsd: 100_000, byHeight })).toBe('from $0.05 a second')
})

test('lengths that follow each other are told as a span', () => {
  expect(lengthWords({ kind: 'listed', seconds: [8, 4, 12] })).toBe('4, 8, 12 s')
  expect(lengthWords({ kind: 'listed', seconds: [2, 3, 4, 5] })).toBe('2 to 5 s')
  expect(lengthWords({ kind: 'listed', seconds: [5.0625, 6.3125] })).toBe('5.06, 6.31 s')
  expect(lengthWords({ kind: 'any', minSeconds: 0.5, maxSeconds: 60 })).toBe('0.5 to 60 s')
  expect(dayWords('2026-09-24')).toBe('24 Sept 2026')
})

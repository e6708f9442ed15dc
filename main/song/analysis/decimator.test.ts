import { expect, test } from 'vitest'
import { Decimator, halvingsAbove } from './decimator.ts'

const RATE = 48_000

function loudness(hz: number, halvings: number): number {
  const decimator = new Decimator(halvings)
  const input = Float32Array.from({ length: RATE }, (_, i) => Math.sin((2 * Math.PI * hz * i) / RATE))
  const output = decimator.push(input)
  return Math.sqrt(output.slice(100).reduce((sum, value) => sum + value * value, 0) / (output.length - 100))
}

test('keeps what lies below the new limit and removes what would fold back', () => {
  expect(loudness(1000, 1)).toBeCloseTo(Math.SQRT1_2, 2)
  expect(loudness(8000, 1)).toBeCloseTo(Math.SQRT1_2, 2)
  expect(loudness(18_000, 1)).toBeLessThan(0.01)
  expect(loudness(1000, 3)).toBeCloseTo(Math.SQRT1_2, 2)
  expect(loudness(6000, 3)).toBeLessThan(0.01)
})

test('keeps time, and a stream in pieces is the same stream', () => {
  const input = new Float32Array(2000)
  input[800] = 1
  const whole = new Decimator(2).push(input)
  expect(whole.indexOf(Math.max(...whole))).toBe(200)
  const pieces = new Decimator(2)
  const joined: number[] = []
  for (let at = 0; at < input.length; at += 37) joined.push(...pieces.push(input.subarray(at, at + 37)))
  expect(joined).toEqual([...whole])
  expect(whole.length + pieces.flush().length).toBeGreaterThanOrEqual(input.length / 4)
})

test.each([
  [44_100, 1],
  [48_000, 1],
  [96_000, 2],
  [192_000, 3],
  [32_000, 0],
  [8000, 0],
])('%i Hz is halved %i times to stay above 22 kHz', (rate, halvings) =>
  expect(halvingsAbove(rate, 22_000)).toBe(halvings),
)

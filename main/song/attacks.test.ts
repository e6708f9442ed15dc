import { expect, test } from 'vitest'
import { secondsFromTicks } from '#model/time.ts'
import { attacksOf } from './attacks.ts'
import { WavePeaksBuilder } from './peaks.ts'

const RATE = 44_100

function peaksOf(sample: (seconds: number) => number, seconds: number) {
  const builder = new WavePeaksBuilder(RATE, 1)
  builder.push(Float32Array.from({ length: seconds * RATE }, (_, index) => sample(index / RATE)))
  return builder.finish()
}

test('drums are found where they are struck, within a bucket of the peaks', () => {
  const drum = (at: number): number => Math.exp(-20 * (at % 0.5)) * Math.sin(2 * Math.PI * 180 * at)
  const found = attacksOf(peaksOf(drum, 8)).map(({ atTicks }) => secondsFromTicks(atTicks))
  expect(found).toHaveLength(16)
  for (const [index, seconds] of found.entries()) expect(Math.abs(seconds - index * 0.5)).toBeLessThan(0.012)
})

test('a loud drum is stronger than a soft one', () => {
  const drum = (at: number): number =>
    (Math.floor(at * 2) % 4 === 0 ? 0.9 : 0.4) * Math.exp(-20 * (at % 0.5)) * Math.sin(2 * Math.PI * 180 * at)
  const strengths = attacksOf(peaksOf(drum, 8)).map(({ strength }) => strength)
  const loud = strengths.filter((_, index) => index % 4 === 0)
  const soft = strengths.filter((_, index) => index % 4 !== 0)
  expect(Math.min(...loud)).toBeGreaterThan(1.5 * Math.max(...soft))
})

test('silence and a steady tone have none after they begin', () => {
  expect(attacksOf(peaksOf(() => 0, 2))).toEqual([])
  const tone = attacksOf(peaksOf(at => 0.5 * Math.sin(2 * Math.PI * 440 * at), 4))
  expect(tone.length).toBeLessThanOrEqual(1)
})

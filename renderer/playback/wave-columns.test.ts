import { expect, test } from 'vitest'
import type { WavePeaks } from '#model/wave-peaks.ts'
import { columnsFromPeaks, columnsFromSamples, needsSamples } from './wave-columns.ts'

/** Two zooms, of 4 and 16 samples a bucket. */
function peaksOf(pairs: readonly (readonly [number, number])[]): WavePeaks {
  const coarse = Array.from({ length: Math.ceil(pairs.length / 4) }, (_, index) =>
    pairs.slice(4 * index, 4 * index + 4),
  )
  const wide = coarse.map(four => [Math.min(...four.map(([low]) => low)), Math.max(...four.map(([, high]) => high))])
  const zoom = (samplesPerBucket: number, buckets: readonly (readonly number[])[]) => ({
    samplesPerBucket,
    bucketCount: buckets.length,
    minMax: Int8Array.from(buckets.flat()),
  })
  return { sampleRate: 100, sampleCount: 4 * pairs.length, zooms: [zoom(4, pairs), zoom(16, wide)] }
}

const peaks = peaksOf(Array.from({ length: 16 }, (_, bucket) => [-bucket * 2, bucket * 4] as const))
const shown = (values: Float32Array) => Array.from(values, value => Math.round(value * 127))

test('a column holds the extremes of its buckets, and a share of their mean as its core', () => {
  const columns = columnsFromPeaks(peaks, 0, 8, 4)
  expect(shown(columns.low)).toEqual([-2, -6, -10, -14])
  expect(shown(columns.high)).toEqual([4, 12, 20, 28])
  expect(shown(columns.coreHigh)).toEqual([2, 10, 18, 26].map(mean => Math.round(0.6 * mean)))
})

test('takes the coarse peaks where a point is wide, and the fine ones where it is narrow', () => {
  expect(shown(columnsFromPeaks(peaks, 0, 32, 2).high)).toEqual([28, 60])
  expect(shown(columnsFromPeaks(peaks, 8, 2, 4).high)).toEqual([8, 8, 12, 12])
  expect([needsSamples(peaks, 3.9), needsSamples(peaks, 4)]).toEqual([true, false])
})

test('is silent before and after the sound', () => {
  expect(shown(columnsFromPeaks(peaks, -16, 8, 12).high)).toEqual([0, 0, 4, 12, 20, 28, 36, 44, 52, 60, 0, 0])
})

test('down to a few samples, each column reaching from the sample before it', () => {
  const samples = Float32Array.from([0, 0.5, -0.5, 1, 0.25, -1])
  const columns = columnsFromSamples(samples, 100, 100, 2, 4)
  expect([...columns.high]).toEqual([0.5, 1, 1, 0])
  expect([...columns.low]).toEqual([0, -0.5, -1, 0])
  expect(columns.coreHigh.every((value, index) => value <= columns.high[index]!)).toBe(true)
})

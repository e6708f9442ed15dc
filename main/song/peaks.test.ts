import { expect, test } from 'vitest'
import fc from 'fast-check'
import { unpackPeaks } from '#model/wave-peaks.ts'
import { packPeaks, PEAK_ZOOMS, WavePeaksBuilder } from './peaks.ts'

function peaksOf(samples: Float32Array, chunkLength: number, channels = 1) {
  const builder = new WavePeaksBuilder(44_100, channels)
  for (let at = 0; at < samples.length; at += chunkLength) builder.push(samples.subarray(at, at + chunkLength))
  return builder.finish()
}

test('a bucket holds the lowest and highest of its samples, at every zoom', () => {
  const samples = new Float32Array(2048 * 8 + 300)
  samples[5] = 0.5
  samples[2050] = -0.25
  samples[samples.length - 1] = 1.5
  const { zooms, sampleCount } = peaksOf(samples, 1000)
  expect(sampleCount).toBe(samples.length)
  expect(zooms.map(zoom => zoom.samplesPerBucket)).toEqual([...PEAK_ZOOMS])
  expect(zooms.map(zoom => zoom.bucketCount)).toEqual([66, 9, 2])
  expect([...zooms[0]!.minMax.slice(0, 2)]).toEqual([0, 64])
  expect([...zooms[1]!.minMax.slice(0, 4)]).toEqual([0, 64, -32, 0])
  expect([...zooms[2]!.minMax]).toEqual([-32, 64, 0, 127])
})

test('channels are mixed', () => {
  const { zooms } = peaksOf(Float32Array.of(1, 0, -1, -1), 2, 2)
  expect([...zooms[0]!.minMax]).toEqual([-127, 64])
})

test('no sound gives no buckets', () => {
  expect(peaksOf(new Float32Array(0), 1).zooms.map(zoom => zoom.bucketCount)).toEqual([0, 0, 0])
})

test('packing loses nothing, and how the stream was cut changes nothing', () => {
  fc.assert(
    fc.property(
      fc.float32Array({ min: -1, max: 1, noNaN: true, minLength: 1, maxLength: 5000 }),
      fc.integer({ min: 1, max: 700 }),
      (samples, chunkLength) => {
        const peaks = peaksOf(samples, chunkLength)
        expect(peaksOf(samples, samples.length)).toEqual(peaks)
        expect(unpackPeaks(packPeaks(peaks))).toEqual(peaks)
      },
    ),
    { numRuns: 40 },
  )
})

test('bytes that are no waveform, or half of one, are refused', () => {
  const packed = packPeaks(peaksOf(new Float32Array(10_000), 4096))
  expect(() => unpackPeaks(Buffer.from('something else altogether'))).toThrow('not a packed waveform')
  expect(() => unpackPeaks(packed.subarray(0, packed.length - 10))).toThrow('cut off')
})

import type { Attack } from '#model/song-repair/attack.ts'
import { ticksFromSamples } from '#model/time.ts'
import type { WavePeaks } from '#model/wave-peaks.ts'

/** A rise is measured against the sound just before it. */
const BEFORE_SECONDS = 0.035
/** Two rises this near are one. */
const SAME_SECONDS = 0.06
/** Weaker rises than this share of an ordinary one are noise. */
const LEAST_STRENGTH = 0.25

/**
 * Where the waveform rises suddenly, in the order of the song. Far coarser than the analysis, but it costs no decoding: the
 * peaks are kept. Each stands at the start of its bucket of 256 samples.
 */
export function attacksOf(peaks: WavePeaks): Attack[] {
  const finest = peaks.zooms[0]
  if (!finest) return []
  const { samplesPerBucket, bucketCount, minMax } = finest
  const bucketsIn = (seconds: number) => Math.max(1, Math.round((seconds * peaks.sampleRate) / samplesPerBucket))
  const before = bucketsIn(BEFORE_SECONDS)
  const same = bucketsIn(SAME_SECONDS)

  const rises = new Float32Array(bucketCount)
  let sum = 0
  const height = (bucket: number) => (minMax[2 * bucket + 1]! - minMax[2 * bucket]!) / 2
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const from = Math.max(0, bucket - before)
    rises[bucket] = Math.max(0, height(bucket) - (bucket === 0 ? 0 : sum / (bucket - from)))
    sum += height(bucket)
    if (bucket >= before) sum -= height(bucket - before)
  }

  const tops: number[] = []
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    if (rises[bucket]! > 0 && isHighest(rises, bucket, same)) tops.push(bucket)
  }
  const heights = tops.map(bucket => rises[bucket]!).toSorted((a, b) => a - b)
  const ordinary = heights[Math.floor(heights.length * 0.75)] ?? 1
  return tops.flatMap(bucket => {
    const strength = rises[bucket]! / ordinary
    const atTicks = ticksFromSamples(bucket * samplesPerBucket, peaks.sampleRate)
    return strength < LEAST_STRENGTH ? [] : [{ atTicks, strength: Math.round(100 * strength) / 100 }]
  })
}

/** Whether nothing within `reach` rises more; of equals the first counts. */
function isHighest(rises: Float32Array, bucket: number, reach: number): boolean {
  const value = rises[bucket]!
  for (let other = Math.max(0, bucket - reach); other < Math.min(rises.length, bucket + reach + 1); other++) {
    if (rises[other]! > value || (rises[other] === value && other < bucket)) return false
  }
  return true
}

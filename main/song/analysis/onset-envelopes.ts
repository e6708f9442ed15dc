import { FLUX_BANDS } from './onset-flux.ts'
import type { SongFeatures } from './song-features.ts'

const MEAN_REACH_SECONDS = 0.4
const SCALE_REACH_SECONDS = 4
/** A passage's own loudness scales it, but silence must not be blown up: never above a quarter of the song's own scale. */
const QUIETEST_SCALE = 0.25
/** The kick carries the beat more reliably than any other band. */
const KICK_WEIGHT = 1.5

/** Onset strength over time, one value a frame, scaled so that 1 is an ordinary onset anywhere in the song. */
export type OnsetEnvelopes = {
  readonly framesPerSecond: number
  readonly frameCount: number
  /** One for each flux band, from kick to hats. */
  readonly bands: readonly Float32Array[]
  readonly total: Float32Array
}

export function onsetEnvelopes(features: SongFeatures): OnsetEnvelopes {
  const { framesPerSecond } = features
  const frameCount = features.flux.rowCount
  const flux = features.flux.values
  const bands: Float32Array[] = []
  const total = new Float32Array(frameCount)
  for (let band = 0; band < FLUX_BANDS; band++) {
    const raw = new Float32Array(frameCount)
    for (let t = 0; t < frameCount; t++) raw[t] = flux[t * FLUX_BANDS + band]!
    const even = evenOut(raw, framesPerSecond)
    const weight = band === 0 ? KICK_WEIGHT : 1
    for (let t = 0; t < frameCount; t++) total[t]! += weight * even[t]!
    bands.push(even)
  }
  return { framesPerSecond, frameCount, bands, total }
}

/** Removes the local mean, keeps what stands out, and divides by how much usually stands out around there. */
function evenOut(raw: Float32Array, framesPerSecond: number): Float32Array {
  const { length } = raw
  const meanReach = Math.round(MEAN_REACH_SECONDS * framesPerSecond)
  const scaleReach = Math.round(SCALE_REACH_SECONDS * framesPerSecond)
  const sums = runningSums(raw, value => value)
  const outstanding = new Float32Array(length)
  for (let t = 0; t < length; t++) outstanding[t] = Math.max(0, raw[t]! - meanAround(sums, t, meanReach))
  const squares = runningSums(outstanding, value => value * value)
  const overall = Math.sqrt(squares[length]! / Math.max(1, length)) || 1
  const scaled = new Float32Array(length)
  for (let t = 0; t < length; t++) {
    const scale = Math.max(Math.sqrt(meanAround(squares, t, scaleReach)), QUIETEST_SCALE * overall)
    scaled[t] = outstanding[t]! / scale
  }
  const smooth = new Float32Array(length)
  for (let t = 0; t < length; t++) smooth[t] = 0.5 * scaled[t]! + 0.25 * ((scaled[t - 1] ?? 0) + (scaled[t + 1] ?? 0))
  return smooth
}

function runningSums(values: Float32Array, of: (value: number) => number): Float64Array {
  const sums = new Float64Array(values.length + 1)
  for (let t = 0; t < values.length; t++) sums[t + 1] = sums[t]! + of(values[t]!)
  return sums
}

function meanAround(sums: Float64Array, t: number, reach: number): number {
  const from = Math.max(0, t - reach)
  const to = Math.min(sums.length - 1, t + reach)
  return (sums[to]! - sums[from]!) / Math.max(1, to - from)
}

import { changeAtRows } from './beat-features.ts'
import { CHROMA_BANDS } from './chroma.ts'
import type { OnsetEnvelopes } from './onset-envelopes.ts'
import { FRAMES_PER_BLOCK, type SongFeatures } from './song-features.ts'

/** Divisible by two, three and four: halves, triplets and sixteenths each fall on their own places within the beat. */
const PLACES = 12
/** Nothing heard at a place still has a logarithm. */
const LEAST_STRENGTH = 0.05
/** How far both ways chords are compared to tell how much the harmony moves. */
const MOTION_REACH_BLOCKS = 6
/** Flux bands of kick, bass, body and snare, hats. */
const PARTS = [[0], [1, 2], [3, 4], [5, 6]] as const

/**
 * What speaks for a row of beats being *the* beats, each as a logarithm or difference around 0, and what it weighs.
 * The weights are a softmax regression over the readings of some eighty songs with known beats, checked by cross-validation.
 */
const WEIGHTS = {
  /** Onsets on the beat against onsets anywhere, by part of the spectrum. */
  onAll: 0.8,
  onBass: 0.53,
  onMid: 0.68,
  onHigh: 0.95,
  /** Onsets on the beat against half-way between beats: tells the beat from the off-beat. */
  offBass: 0.41,
  offMid: 0.4,
  offHigh: 0.48,
  /** Onsets a sixteenth, or an early triplet, away from the beat: where music seldom puts them. */
  quarter: -0.44,
  tripletEarly: -2.04,
  /** Octaves above 120 beats a minute, their square, and how far below 80. */
  tempo: 1.88,
  tempoSquared: -3.74,
  slow: -2.59,
  /** Every other beat stronger in the snare's range, and kick and snare taking turns. */
  alternateMid: -0.6,
  backbeat: 0.52,
  /** Chords that change on the beat, rather on than off it, and rather on every other beat. */
  harmonyOn: 2.1,
  harmonyOff: 0.91,
  harmonyAlternate: 0.97,
}

export type MetricalEvidence = Readonly<Record<keyof typeof WEIGHTS, number>>

export function metricalScore(evidence: MetricalEvidence): number {
  let score = 0
  for (const name of Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[]) score += WEIGHTS[name] * evidence[name]
  return score
}

/** What the evidence is read from, made once for all readings of a song. */
export type MetricalSource = {
  readonly framesPerSecond: number
  /** The strongest onset within a frame of each frame, summed over the bands of each part of the spectrum. */
  readonly low: Float32Array
  readonly bass: Float32Array
  readonly mid: Float32Array
  readonly high: Float32Array
  readonly all: Float32Array
  /** How much the harmony moves at each slow-feature block: 0 (same notes) to 1. */
  readonly motion: Float32Array
}

export function metricalSource(onsets: OnsetEnvelopes, features: SongFeatures): MetricalSource {
  const [low, bass, mid, high] = PARTS.map(bands => sumOfPeaks(bands.map(band => onsets.bands[band]!))) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  const all = low.map((value, t) => value + bass[t]! + mid[t]! + high[t]!)
  const motion = changeAtRows(features.chroma.values, CHROMA_BANDS, MOTION_REACH_BLOCKS)
  return { framesPerSecond: onsets.framesPerSecond, low, bass, mid, high, all, motion }
}

function sumOfPeaks(bands: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(bands[0]!.length)
  for (const band of bands) {
    for (let t = 0; t < band.length; t++) sum[t]! += Math.max(band[t - 1] ?? 0, band[t]!, band[t + 1] ?? 0)
  }
  return sum
}

/** `beats` are frames. */
export function metricalEvidence(source: MetricalSource, beats: Float64Array): MetricalEvidence {
  const all = fold(source.all, beats)
  const low = fold(source.low, beats)
  const bass = fold(source.bass, beats)
  const mid = fold(source.mid, beats)
  const high = fold(source.high, beats)
  const harmony = foldMotion(source.motion, beats)
  const spanSeconds = (beats[beats.length - 1]! - beats[0]!) / source.framesPerSecond
  const octaves = Math.log2((60 * (beats.length - 1)) / spanSeconds / 120)
  const onBeat = (folded: Folded) => Math.log(folded.places[0]!)
  const onAgainstOff = (folded: Folded) => Math.log(folded.places[0]! / folded.places[PLACES / 2]!)
  const alternation = (folded: Folded) => Math.log(folded.even / folded.odd)
  return {
    onAll: onBeat(all),
    onBass: onBeat(bass),
    onMid: onBeat(mid),
    onHigh: onBeat(high),
    offBass: onAgainstOff(bass),
    offMid: onAgainstOff(mid),
    offHigh: onAgainstOff(high),
    quarter: Math.log((all.places[PLACES / 4]! + all.places[(3 * PLACES) / 4]!) / 2),
    tripletEarly: Math.log(all.places[PLACES / 3]!),
    tempo: octaves,
    tempoSquared: octaves * octaves,
    slow: Math.max(0, -octaves - 0.6),
    alternateMid: Math.abs(alternation(mid)),
    backbeat: -alternation(low) * alternation(mid),
    harmonyOn: harmony.on,
    harmonyOff: harmony.on - harmony.off,
    harmonyAlternate: Math.abs(harmony.even - harmony.odd),
  }
}

type Folded = { readonly places: Float64Array; readonly even: number; readonly odd: number }

/** The mean onset strength at each place within the beat, and on every other beat, against the song's mean. */
function fold(strength: Float32Array, beats: Float64Array): Folded {
  const places = new Float64Array(PLACES)
  const turns = [0, 0]
  const count = Math.max(1, beats.length - 1)
  for (let i = 0; i + 1 < beats.length; i++) {
    const from = beats[i]!
    const length = beats[i + 1]! - from
    turns[i & 1]! += strength[Math.round(from)] ?? 0
    for (let place = 0; place < PLACES; place++)
      places[place]! += strength[Math.round(from + (length * place) / PLACES)] ?? 0
  }
  const mean = strength.reduce((sum, value) => sum + value, 0) / Math.max(1, strength.length) || 1e-6
  const [even, odd] = turns as [number, number]
  return {
    places: places.map(value => LEAST_STRENGTH + value / count / mean),
    even: LEAST_STRENGTH + even / count / mean,
    odd: LEAST_STRENGTH + odd / count / mean,
  }
}

/** The harmonic motion on and between the beats, and on every other beat, against its mean. */
function foldMotion(motion: Float32Array, beats: Float64Array): { on: number; off: number; even: number; odd: number } {
  let mean = 0
  for (const value of motion) mean += value
  mean = mean / Math.max(1, motion.length) || 1e-6
  const at = (frame: number) => (motion[Math.round(frame / FRAMES_PER_BLOCK)] ?? 0) / mean
  let off = 0
  const turns = [0, 0]
  for (let i = 0; i + 1 < beats.length; i++) {
    turns[i & 1]! += at(beats[i]!)
    off += at((beats[i]! + beats[i + 1]!) / 2)
  }
  const count = Math.max(1, beats.length - 1)
  const [even, odd] = turns as [number, number]
  return { on: (even + odd) / count, off: off / count, even: (2 * even) / count, odd: (2 * odd) / count }
}

import type { BeatFeatures } from './beat-features.ts'
import { CHROMA_BANDS } from './chroma.ts'
import { TIMBRE_BANDS } from './onset-flux.ts'

const PITCH_CLASSES = 12
/** How much each side of the sound counts when bars are compared; squares are shares of the whole. */
const TIMBRE_WEIGHT = 1
const HARMONY_WEIGHT = 0.4
const LEVEL_WEIGHT = 0.6
const RHYTHM_WEIGHT = 0.8

/** Every bar as a point; bars that sound alike lie close together. The mean squared distance from the middle is at most 1. */
export type BarFeatures = {
  readonly barCount: number
  readonly width: number
  readonly points: Float32Array
  /** Mean loudness of each bar in decibels, and how strong its kick range is struck. */
  readonly levelDb: Float32Array
  readonly kick: Float32Array
}

/** A run of bars; `to` is not in it. */
export type BarSpan = { readonly from: number; readonly to: number }

/** `barStarts` are beat indexes; beats before the first belong to the first bar. */
export function barFeatures(beats: BeatFeatures, barStarts: readonly number[]): BarFeatures {
  const barCount = barStarts.length
  const bandGroups = [[0], [1, 2], [3, 4], [5, 6]]
  const width = TIMBRE_BANDS + PITCH_CLASSES + 1 + bandGroups.length
  const points = new Float32Array(barCount * width)
  const levelDb = new Float32Array(barCount)
  const kick = new Float32Array(barCount)
  for (let bar = 0; bar < barCount; bar++) {
    const from = bar === 0 ? 0 : barStarts[bar]!
    const to = bar + 1 < barCount ? barStarts[bar + 1]! : beats.beatCount
    const share = 1 / (to - from)
    const row = points.subarray(bar * width, (bar + 1) * width)
    for (let beat = from; beat < to; beat++) {
      for (let k = 0; k < TIMBRE_BANDS; k++) row[k]! += share * beats.timbre[beat * TIMBRE_BANDS + k]!
      for (let k = 0; k < CHROMA_BANDS; k++)
        row[TIMBRE_BANDS + (k % PITCH_CLASSES)]! += share * beats.chroma[beat * CHROMA_BANDS + k]!
      row[TIMBRE_BANDS + PITCH_CLASSES]! += share * beats.levelDb[beat]!
      bandGroups.forEach((bands, group) => {
        for (const band of bands) row[TIMBRE_BANDS + PITCH_CLASSES + 1 + group]! += share * beats.accents[band]![beat]!
      })
    }
    levelDb[bar] = row[TIMBRE_BANDS + PITCH_CLASSES]!
    kick[bar] = row[TIMBRE_BANDS + PITCH_CLASSES + 1]!
  }
  weigh(points, width, 0, TIMBRE_BANDS, TIMBRE_WEIGHT)
  weigh(points, width, TIMBRE_BANDS, PITCH_CLASSES, HARMONY_WEIGHT)
  weigh(points, width, TIMBRE_BANDS + PITCH_CLASSES, 1, LEVEL_WEIGHT)
  weigh(points, width, TIMBRE_BANDS + PITCH_CLASSES + 1, bandGroups.length, RHYTHM_WEIGHT)
  return { barCount, width, points, levelDb, kick }
}

/** The middle of a run of bars. */
export function meanBar(features: BarFeatures, span: BarSpan): Float64Array {
  const mean = new Float64Array(features.width)
  for (let bar = span.from; bar < span.to; bar++) {
    for (let k = 0; k < features.width; k++)
      mean[k]! += features.points[bar * features.width + k]! / (span.to - span.from)
  }
  return mean
}

/** Centres a group of columns and scales it so that the group's variances sum up to `weight` squared. */
function weigh(points: Float32Array, width: number, first: number, count: number, weight: number): void {
  const rowCount = points.length / width
  let variance = 0
  for (let column = first; column < first + count; column++) {
    let mean = 0
    for (let row = 0; row < rowCount; row++) mean += points[row * width + column]! / rowCount
    for (let row = 0; row < rowCount; row++) {
      points[row * width + column]! -= mean
      variance += points[row * width + column]! ** 2 / rowCount
    }
  }
  const scale = weight / (Math.sqrt(variance) + 1e-6)
  for (let row = 0; row < rowCount; row++)
    for (let column = first; column < first + count; column++) points[row * width + column]! *= scale
}

import { CHROMA_BANDS } from './chroma.ts'
import { TIMBRE_BANDS } from './onset-flux.ts'
import type { OnsetEnvelopes } from './onset-envelopes.ts'
import { FRAMES_PER_BLOCK, type SongFeatures } from './song-features.ts'

/** How far around a beat its accent may fall. */
const ACCENT_REACH_FRAMES = 3
const QUIETEST_DB = -80

/** What sounds on each beat and until the next. */
export type BeatFeatures = {
  readonly beatCount: number
  /** Onset strength at the beat, one array for each flux band. */
  readonly accents: readonly Float32Array[]
  /** Mean over the beat: TIMBRE_BANDS and CHROMA_BANDS values a beat, and loudness in decibels. */
  readonly timbre: Float32Array
  readonly chroma: Float32Array
  readonly levelDb: Float32Array
}

/** `beats` are frames, ascending; the last beat lasts until the song's end. */
export function beatFeatures(features: SongFeatures, onsets: OnsetEnvelopes, beats: Float64Array): BeatFeatures {
  const beatCount = beats.length
  const accents = onsets.bands.map(band =>
    Float32Array.from(beats, beat => {
      let strongest = 0
      const middle = Math.round(beat)
      for (let t = middle - ACCENT_REACH_FRAMES; t <= middle + ACCENT_REACH_FRAMES; t++)
        strongest = Math.max(strongest, band[t] ?? 0)
      return strongest
    }),
  )
  const blockCount = Math.min(features.timbre.rowCount, features.chroma.rowCount, features.power.rowCount)
  const firstBlock = (i: number) =>
    i < beatCount ? Math.max(0, Math.min(blockCount - 1, Math.round(beats[i]! / FRAMES_PER_BLOCK))) : blockCount
  const timbre = new Float32Array(beatCount * TIMBRE_BANDS)
  const chroma = new Float32Array(beatCount * CHROMA_BANDS)
  const levelDb = new Float32Array(beatCount)
  for (let i = 0; i < beatCount; i++) {
    const from = firstBlock(i)
    const to = Math.max(from + 1, firstBlock(i + 1))
    addRows(features.timbre.values, TIMBRE_BANDS, from, to, timbre, i)
    addRows(features.chroma.values, CHROMA_BANDS, from, to, chroma, i)
    let power = 0
    for (let block = from; block < to; block++) power += features.power.values[block]!
    levelDb[i] = Math.max(QUIETEST_DB, 10 * Math.log10(power / (to - from) + 1e-12))
  }
  return { beatCount, accents, timbre, chroma, levelDb }
}

function addRows(rows: Float32Array, width: number, from: number, to: number, into: Float32Array, at: number): void {
  for (let row = from; row < to; row++) {
    for (let k = 0; k < width; k++) into[at * width + k]! += rows[row * width + k]! / (to - from)
  }
}

/**
 * How different the music is before and after each row (a beat, or a block of time), looking `reach` rows both ways: 0 (the
 * same) to 1. `rows` holds `width` values a row.
 */
export function changeAtRows(rows: Float32Array, width: number, reach: number): Float32Array {
  const rowCount = rows.length / width
  const change = new Float32Array(rowCount)
  const before = new Float64Array(width)
  const after = new Float64Array(width)
  for (let row = 1; row < rowCount; row++) {
    before.fill(0)
    after.fill(0)
    for (let i = 0; i < reach; i++) {
      const back = Math.max(0, row - 1 - i) * width
      const ahead = Math.min(rowCount - 1, row + i) * width
      for (let k = 0; k < width; k++) {
        before[k]! += rows[back + k]!
        after[k]! += rows[ahead + k]!
      }
    }
    change[row] = cosineDistance(before, after)
  }
  return change
}

function cosineDistance(a: Float64Array, b: Float64Array): number {
  let dot = 0
  let aa = 0
  let bb = 0
  for (let k = 0; k < a.length; k++) {
    dot += a[k]! * b[k]!
    aa += a[k]! * a[k]!
    bb += b[k]! * b[k]!
  }
  return aa > 0 && bb > 0 ? Math.max(0, 1 - dot / Math.sqrt(aa * bb)) : 0
}

import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { ticksFromSamples, type Ticks } from '#model/time.ts'
import { CHROMA_BANDS } from '../analysis/chroma.ts'
import { onsetEnvelopes } from '../analysis/onset-envelopes.ts'
import { TIMBRE_BANDS } from '../analysis/onset-flux.ts'
import type { Series } from '../analysis/series.ts'
import { FeatureStream, FRAMES_PER_BLOCK, type SongFeatures } from '../analysis/song-features.ts'
import { decodeSong } from '../decode.ts'

/** A table of 32-bit floats, one row after another. */
export type Rows = {
  readonly perSecond: number
  readonly width: number
  readonly count: number
  readonly values: Float32Array
}

/** What a song is known by, whatever was done to its loudness and colour. */
export type SoundPrint = {
  readonly durationTicks: Ticks
  /** How strongly something begins, for each part of the spectrum; some 86 frames a second. */
  readonly onsets: readonly Float32Array[]
  readonly framesPerSecond: number
  /** Harmony and colour, some 21 rows a second, every row of length 1. */
  readonly colours: Rows
}

/** Decodes a song and hears what it can be known by. Rejects as decodeSong does. */
export async function takeSoundPrint(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  path: string,
  signal?: AbortSignal,
): Promise<SoundPrint> {
  let ear: { stream: FeatureStream; sampleRate: number } | undefined
  const { sampleCount, sampleRate } = await decodeSong(ffmpeg, path, {
    signal,
    onSamples(samples, format) {
      ear ??= { stream: new FeatureStream(format.sampleRate, format.channels), sampleRate: format.sampleRate }
      ear.stream.push(samples)
    },
  })
  if (!ear) throw new Error('decodeSong gave no samples and no error')
  const features = ear.stream.finish()
  return {
    durationTicks: ticksFromSamples(sampleCount, sampleRate),
    onsets: onsetEnvelopes(features).bands,
    framesPerSecond: features.framesPerSecond,
    colours: coloursOf(features),
  }
}

/** Harmony and colour weigh the same; each value is told by how far it is from the song's usual. */
function coloursOf({ framesPerSecond, chroma, timbre }: SongFeatures): Rows {
  const count = Math.min(chroma.rowCount, timbre.rowCount)
  const width = CHROMA_BANDS + TIMBRE_BANDS
  const values = new Float32Array(count * width)
  const write = (series: Series, at: number): void => {
    const standard = standardised(series, count)
    const share = Math.SQRT1_2
    for (let row = 0; row < count; row++) {
      let squares = 0
      for (let i = 0; i < series.width; i++) squares += standard[row * series.width + i]! ** 2
      const scale = share / (Math.sqrt(squares) || 1)
      for (let i = 0; i < series.width; i++) values[row * width + at + i] = scale * standard[row * series.width + i]!
    }
  }
  write(chroma, 0)
  write(timbre, CHROMA_BANDS)
  return { perSecond: framesPerSecond / FRAMES_PER_BLOCK, width, count, values }
}

function standardised({ values, width }: Series, count: number): Float32Array {
  const standard = new Float32Array(count * width)
  for (let column = 0; column < width; column++) {
    let sum = 0
    let squares = 0
    for (let row = 0; row < count; row++) {
      const value = values[row * width + column]!
      sum += value
      squares += value * value
    }
    const mean = sum / count
    const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean)) + 1e-9
    for (let row = 0; row < count; row++)
      standard[row * width + column] = (values[row * width + column]! - mean) / deviation
  }
  return standard
}

/** How alike row `a` of one table and row `b` of another are: 1 the same, 0 nothing in common. */
export function likeness(one: Rows, a: number, other: Rows, b: number): number {
  let sum = 0
  const from = a * one.width
  const to = b * other.width
  for (let i = 0; i < one.width; i++) sum += one.values[from + i]! * other.values[to + i]!
  return sum
}

/** Every `merged` rows as one, of length 1 again. */
export function coarser(rows: Rows, merged: number): Rows {
  const count = Math.floor(rows.count / merged)
  const values = new Float32Array(count * rows.width)
  for (let row = 0; row < count; row++) {
    let squares = 0
    for (let i = 0; i < rows.width; i++) {
      let sum = 0
      for (let k = 0; k < merged; k++) sum += rows.values[(row * merged + k) * rows.width + i]!
      values[row * rows.width + i] = sum
      squares += sum * sum
    }
    const scale = 1 / (Math.sqrt(squares) || 1)
    for (let i = 0; i < rows.width; i++) values[row * rows.width + i]! *= scale
  }
  return { perSecond: rows.perSecond / merged, width: rows.width, count, values }
}

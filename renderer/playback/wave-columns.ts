import type { PeakZoom, WavePeaks } from '#model/wave-peaks.ts'

/** A waveform in the columns of a drawing: for each the lowest and highest value, and the core that most of it keeps within, -1..1. */
export type WaveColumns = {
  readonly low: Float32Array
  readonly high: Float32Array
  readonly coreLow: Float32Array
  readonly coreHigh: Float32Array
}

/** What the effective value of music comes to of its peaks: the core then looks as it does where samples are counted. */
const CORE_SHARE = 0.6

/** Below this many samples in a point the peaks are too coarse, and the samples themselves are needed. */
export function needsSamples(peaks: WavePeaks, samplesPerPoint: number): boolean {
  return samplesPerPoint < (peaks.zooms[0]?.samplesPerBucket ?? Infinity)
}

/** The columns of `count` points from `fromSample` on; before and after the sound they are 0. */
export function columnsFromPeaks(
  peaks: WavePeaks,
  fromSample: number,
  samplesPerPoint: number,
  count: number,
): WaveColumns {
  const columns = emptyColumns(count)
  const zoom = zoomFor(peaks, samplesPerPoint)
  if (!zoom) return columns
  for (let column = 0; column < count; column += 1) {
    const start = fromSample + column * samplesPerPoint
    const first = Math.floor(start / zoom.samplesPerBucket)
    // At least the bucket it begins in; never the one that begins where it ends.
    const last = Math.max(first, Math.ceil((start + samplesPerPoint) / zoom.samplesPerBucket) - 1)
    if (start + samplesPerPoint <= 0 || first >= zoom.bucketCount) continue
    writeColumn(columns, column, zoom, Math.max(0, first), Math.min(zoom.bucketCount - 1, last))
  }
  return columns
}

function writeColumn(columns: WaveColumns, column: number, { minMax }: PeakZoom, first: number, last: number): void {
  let [low, high, lowSum, highSum] = [127, -127, 0, 0]
  for (let bucket = first; bucket <= last; bucket += 1) {
    const [least, most] = [minMax[2 * bucket]!, minMax[2 * bucket + 1]!]
    low = Math.min(low, least)
    high = Math.max(high, most)
    lowSum += least
    highSum += most
  }
  const buckets = last - first + 1
  columns.low[column] = low / 127
  columns.high[column] = high / 127
  columns.coreLow[column] = (CORE_SHARE * lowSum) / buckets / 127
  columns.coreHigh[column] = (CORE_SHARE * highSum) / buckets / 127
}

/** The coarsest zoom that still has some buckets in every point, so that the mean means something. */
function zoomFor(peaks: WavePeaks, samplesPerPoint: number): PeakZoom | undefined {
  return peaks.zooms.findLast(zoom => zoom.samplesPerBucket * 2 <= samplesPerPoint) ?? peaks.zooms[0]
}

/**
 * The columns of samples that lie from `samplesFrom` on, for points of less than a bucket. Each reaches from the last sample before it,
 * so that what goes up or down steeply is one line.
 */
export function columnsFromSamples(
  samples: Float32Array,
  samplesFrom: number,
  fromSample: number,
  samplesPerPoint: number,
  count: number,
): WaveColumns {
  const columns = emptyColumns(count)
  for (let column = 0; column < count; column += 1) {
    const start = Math.floor(fromSample + column * samplesPerPoint) - samplesFrom
    const end = Math.max(start + 1, Math.floor(fromSample + (column + 1) * samplesPerPoint) - samplesFrom)
    const before = samples[start - 1]
    let [low, high, sum, squares, seen] = [before ?? Infinity, before ?? -Infinity, 0, 0, 0]
    for (let at = Math.max(0, start); at < Math.min(samples.length, end); at += 1) {
      const value = samples[at]!
      low = Math.min(low, value)
      high = Math.max(high, value)
      sum += value
      squares += value * value
      seen += 1
    }
    if (seen === 0) continue
    const mean = sum / seen
    const spread = Math.sqrt(Math.max(0, squares / seen - mean * mean))
    columns.low[column] = low
    columns.high[column] = high
    columns.coreLow[column] = Math.max(low, mean - spread)
    columns.coreHigh[column] = Math.min(high, mean + spread)
  }
  return columns
}

function emptyColumns(count: number): WaveColumns {
  return {
    low: new Float32Array(count),
    high: new Float32Array(count),
    coreLow: new Float32Array(count),
    coreHigh: new Float32Array(count),
  }
}

import { FRAMES_PER_BLOCK, type SongFeatures } from './song-features.ts'

const SMOOTHING_SECONDS = 1
/** Passages further below the loudest than this are all equally quiet to an editor. */
const RANGE_DB = 36
/** A song that never gets quieter than this below its loudest passages keeps its small differences small. */
const LEAST_RANGE_DB = 12

/** Loudness over time, 0 (the song's quietest, or 36 dB below its loudest) to 1: one value for every `stepSeconds`. */
export function energyCurve(features: SongFeatures, durationSeconds: number, stepSeconds: number): number[] {
  const blocksPerSecond = features.framesPerSecond / FRAMES_PER_BLOCK
  const power = features.power.values
  const levels = Array.from({ length: Math.max(1, Math.ceil(durationSeconds / stepSeconds)) }, (_, i) => {
    const middle = (i + 0.5) * stepSeconds
    const from = Math.max(0, Math.floor((middle - SMOOTHING_SECONDS / 2) * blocksPerSecond))
    const to = Math.min(power.length, Math.max(from + 1, Math.ceil((middle + SMOOTHING_SECONDS / 2) * blocksPerSecond)))
    let sum = 0
    for (let block = from; block < to; block++) sum += power[block]!
    return 10 * Math.log10(sum / Math.max(1, to - from) + 1e-10)
  })
  let loudest = -Infinity
  let quietest = Infinity
  for (const level of levels) {
    loudest = Math.max(loudest, level)
    quietest = Math.min(quietest, level)
  }
  if (loudest <= -90) return levels.map(() => 0)
  const floor = Math.min(loudest - LEAST_RANGE_DB, Math.max(loudest - RANGE_DB, quietest))
  return levels.map(level => Math.round(1000 * Math.max(0, Math.min(1, (level - floor) / (loudest - floor)))) / 1000)
}

import { peakOffset } from './maxima.ts'
import type { OnsetEnvelopes } from './onset-envelopes.ts'

/** How dear it is to leave the expected period: times the squared logarithm of the ratio. */
const TIGHTNESS = 300

/**
 * The row of onsets that lies best on a changing tempo (dynamic programming after Ellis, 2007):
 * each beat earns its onset strength and pays for every deviation from the period expected there.
 * `periodFrames(t)` gives the expected period. Beats come in frames, between frames where the onset's peak lies between.
 */
export function followBeats(onsets: OnsetEnvelopes, periodFrames: (frame: number) => number): Float64Array {
  const { total, frameCount } = onsets
  let squares = 0
  for (let t = 0; t < frameCount; t++) squares += total[t]! * total[t]!
  const scale = Math.sqrt(squares / Math.max(1, frameCount)) || 1
  const earned = new Float32Array(frameCount)
  const before = new Int32Array(frameCount).fill(-1)
  const logs = Float32Array.from({ length: 1024 }, (_, i) => Math.log(Math.max(1, i)))
  for (let t = 0; t < frameCount; t++) {
    const period = periodFrames(t)
    const logPeriod = Math.log(period)
    let best = 0
    let from = -1
    const longest = Math.min(t, Math.round(2 * period), logs.length - 1)
    for (let distance = Math.round(period / 2); distance <= longest; distance++) {
      const deviation = logs[distance]! - logPeriod
      const value = earned[t - distance]! - TIGHTNESS * deviation * deviation
      if (value > best) {
        best = value
        from = t - distance
      }
    }
    earned[t] = total[t]! / scale + best
    before[t] = from
  }
  if (frameCount === 0) return new Float64Array(0)

  let last = frameCount - 1
  const lastPeriod = Math.round(periodFrames(last))
  for (let t = Math.max(0, frameCount - lastPeriod); t < frameCount; t++) if (earned[t]! > earned[last]!) last = t
  const beats: number[] = []
  for (let t = last; t >= 0; t = before[t]!) beats.push(peakNear(total, t))
  return Float64Array.from(beats.toReversed())
}

function peakNear(values: Float32Array, t: number): number {
  return t + peakOffset(values[t - 1] ?? 0, values[t]!, values[t + 1] ?? 0)
}

import { followBeats } from './beat-path.ts'
import { peakOffset } from './maxima.ts'
import type { OnsetEnvelopes } from './onset-envelopes.ts'
import { findSteadyPeriod } from './steady-period.ts'
import { periodAt, type TempoPath } from './tempo-path.ts'

/** How many beats there may be to one pulse of the tempo path. */
const RATIOS = [1, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 4 / 3, 3 / 2, 2, 3] as const
const SLOWEST_BPM = 50
const FASTEST_BPM = 206
const PHASES = 24
const MOST_PHASES = 3
/** The path may wander this much and still be one tempo: the 88th percentile over the 12th. */
const STEADY_SPREAD = 1.04

/** One reading of the song's beats: at which level of its rhythm, and from where. */
export type BeatHypothesis = {
  /** Positions in frames, ascending. */
  readonly beats: Float64Array
  /** Whether one constant period holds throughout. */
  readonly isSteady: boolean
}

/** Every reading worth weighing: each level along each tempo path, and from each place within the period where onsets gather. */
export function beatHypotheses(onsets: OnsetEnvelopes, paths: readonly TempoPath[]): BeatHypothesis[] {
  return paths.flatMap(path => hypothesesAlong(onsets, path)).filter(hypothesis => hypothesis.beats.length >= 4)
}

function hypothesesAlong(onsets: OnsetEnvelopes, path: TempoPath): BeatHypothesis[] {
  const { framesPerSecond, frameCount } = onsets
  const sorted = path.periodsSeconds.toSorted()
  const median = sorted[sorted.length >> 1]!
  const spread = sorted[Math.floor(sorted.length * 0.88)]! / sorted[Math.floor(sorted.length * 0.12)]!
  const steadyPeriod = spread < STEADY_SPREAD ? findSteadyPeriod(onsets, median * framesPerSecond) : undefined
  const found: BeatHypothesis[] = []
  for (const ratio of RATIOS) {
    const bpm = (60 / median) * ratio
    if (bpm < SLOWEST_BPM || bpm > FASTEST_BPM) continue
    if (steadyPeriod !== undefined) {
      const period = steadyPeriod / ratio
      for (const offset of likelyOffsets(onsets.total, period)) {
        const beats = Float64Array.from(
          { length: Math.max(0, Math.ceil((frameCount - offset) / period)) },
          (_, i) => offset + i * period,
        )
        found.push({ beats, isSteady: true })
      }
    } else {
      const beats = followBeats(onsets, t => (periodAt(path, t / framesPerSecond) * framesPerSecond) / ratio)
      found.push({ beats, isSteady: false })
      found.push({ beats: beats.subarray(1).map((beat, i) => (beat + beats[i]!) / 2), isSteady: false })
    }
  }
  return found
}

/** Where within a period the onsets gather: the strongest few places, in frames from the start. */
function likelyOffsets(values: Float32Array, period: number): number[] {
  const places = new Float64Array(PHASES)
  for (let t = 0; t < values.length; t++) {
    const at = ((t / period) % 1) * PHASES
    const left = Math.floor(at)
    places[left % PHASES]! += values[t]! * (1 - (at - left))
    places[(left + 1) % PHASES]! += values[t]! * (at - left)
  }
  const peaks: { place: number; strength: number }[] = []
  for (let i = 0; i < PHASES; i++) {
    const left = places[(i + PHASES - 1) % PHASES]!
    const middle = places[i]!
    const right = places[(i + 1) % PHASES]!
    if (middle < left || middle <= right) continue
    peaks.push({ place: i + peakOffset(left, middle, right), strength: middle })
  }
  peaks.sort((a, b) => b.strength - a.strength)
  return peaks.slice(0, MOST_PHASES).map(peak => (((peak.place + PHASES) % PHASES) / PHASES) * period)
}

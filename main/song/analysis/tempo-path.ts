import { indexOfMaximum } from './maxima.ts'
import type { OnsetEnvelopes } from './onset-envelopes.ts'

const WINDOW_SECONDS = 10
const STEP_SECONDS = 1
const SLOWEST_BPM = 50
const FASTEST_BPM = 215
const BPM_RATIO = 1.01
/** How often a pulse comes back after one, two, three and four beats, and how much each return says. */
const RETURNS = [
  { beats: 1, weight: 1 },
  { beats: 2, weight: 0.8 },
  { beats: 3, weight: 0.4 },
  { beats: 4, weight: 0.6 },
] as const
const USUAL_BPM = 118
const USUAL_SPREAD_OCTAVES = 0.75
const COST_PER_STEP = 0.12
const COST_OF_JUMP = 2.5
const STEPS_REACHED = 6

/** The pulse's period over time: one value for every STEP_SECONDS of the song. */
export type TempoPath = { readonly secondsPerStep: number; readonly periodsSeconds: Float32Array }

export function periodAt(path: TempoPath, seconds: number): number {
  const at = Math.min(path.periodsSeconds.length - 1, Math.max(0, seconds / path.secondsPerStep))
  const left = Math.floor(at)
  const from = path.periodsSeconds[left]!
  const to = path.periodsSeconds[Math.min(left + 1, path.periodsSeconds.length - 1)]!
  // Across a sudden change there is no tempo in between: the nearer side holds.
  if (Math.abs(to - from) > 0.1 * from) return at - left < 0.5 ? from : to
  return from + (to - from) * (at - left)
}

/**
 * Follows the strongest pulse through the song: how well the onsets repeat at each tempo in ten-second windows,
 * then the path through those windows that scores best while changing tempo seldom and little (Viterbi).
 * Where that path jumps, a second reading is given that only glides: a jump may be a change of tempo, or the same tempo heard at another level.
 */
export function findTempoPaths(onsets: OnsetEnvelopes): TempoPath[] {
  const { framesPerSecond, frameCount, total } = onsets
  const bpms: number[] = []
  for (let bpm = SLOWEST_BPM; bpm <= FASTEST_BPM; bpm *= BPM_RATIO) bpms.push(bpm)
  const lagCount = Math.ceil((4 * 60 * framesPerSecond) / SLOWEST_BPM) + 2
  const step = Math.round(STEP_SECONDS * framesPerSecond)
  const window = Math.min(frameCount, Math.round(WINDOW_SECONDS * framesPerSecond))

  const correlations: Float32Array[] = []
  const overall = new Float32Array(lagCount)
  for (let centre = 0; centre < Math.max(1, frameCount); centre += step) {
    const end = Math.min(frameCount, Math.max(window, centre + (window >> 1)))
    const correlation = autocorrelation(total, end - window, end, lagCount)
    for (let lag = 0; lag < lagCount; lag++) overall[lag]! += correlation[lag]!
    correlations.push(correlation)
  }
  const songScores = scoreTempi(overall, bpms, framesPerSecond)
  const windowScores = correlations.map(correlation => {
    const own = scoreTempi(correlation, bpms, framesPerSecond)
    return own.map((score, k) => Math.log(1e-3 + 0.7 * score + 0.3 * songScores[k]!))
  })
  const asPath = (states: Int16Array): TempoPath => ({
    secondsPerStep: step / framesPerSecond,
    periodsSeconds: Float32Array.from(states, k => 60 / bpms[k]!),
  })
  const free = bestPath(windowScores, COST_OF_JUMP)
  const hasJumps = free.some((state, i) => i > 0 && Math.abs(state - free[i - 1]!) > STEPS_REACHED)
  return hasJumps ? [asPath(free), asPath(bestPath(windowScores, Infinity))] : [asPath(free)]
}

function autocorrelation(values: Float32Array, from: number, to: number, lagCount: number): Float32Array {
  const result = new Float32Array(lagCount)
  for (let lag = 0; lag < Math.min(lagCount, to - from); lag++) {
    let sum = 0
    for (let t = from + lag; t < to; t++) sum += values[t]! * values[t - lag]!
    result[lag] = sum / (to - from - lag)
  }
  return result
}

/** 0 and up: how much more the onsets repeat at each tempo than at any lag. */
function scoreTempi(correlation: Float32Array, bpms: readonly number[], framesPerSecond: number): Float32Array {
  const first = 20
  let mean = 0
  for (let lag = first; lag < correlation.length; lag++) mean += correlation[lag]!
  mean /= correlation.length - first
  const at = (lag: number) => {
    const left = Math.floor(lag)
    return correlation[left]! + (correlation[left + 1]! - correlation[left]!) * (lag - left)
  }
  const peakNear = (lag: number) => Math.max(at(lag - 0.5), at(lag), at(lag + 0.5))
  return Float32Array.from(bpms, bpm => {
    const period = (60 * framesPerSecond) / bpm
    let score = 0
    let weights = 0
    for (const { beats, weight } of RETURNS) {
      if (period * beats > correlation.length - 3) continue
      score += weight * peakNear(period * beats)
      weights += weight
    }
    const offBeat = 0.175 * at(period * 1.5)
    const usual = Math.exp(-0.5 * (Math.log2(bpm / USUAL_BPM) / USUAL_SPREAD_OCTAVES) ** 2)
    return Math.max(0, (score / weights - offBeat - mean) / (correlation[0]! || 1)) * usual
  })
}

function bestPath(scores: readonly Float32Array[], costOfJump: number): Int16Array {
  const stateCount = scores[0]!.length
  let reached = scores[0]!
  const cameFrom: Int16Array[] = []
  for (let i = 1; i < scores.length; i++) {
    const best = indexOfMaximum(reached)
    const next = new Float32Array(stateCount)
    const from = new Int16Array(stateCount)
    for (let k = 0; k < stateCount; k++) {
      let bestValue = reached[best]! - costOfJump
      let bestFrom = best
      for (let j = Math.max(0, k - STEPS_REACHED); j <= Math.min(stateCount - 1, k + STEPS_REACHED); j++) {
        const value = reached[j]! - COST_PER_STEP * Math.abs(j - k)
        if (value > bestValue) {
          bestValue = value
          bestFrom = j
        }
      }
      next[k] = bestValue + scores[i]![k]!
      from[k] = bestFrom
    }
    reached = next
    cameFrom.push(from)
  }
  const path = new Int16Array(scores.length)
  path[path.length - 1] = indexOfMaximum(reached)
  for (let i = path.length - 1; i > 0; i--) path[i - 1] = cameFrom[i - 1]![path[i]!]!
  return path
}

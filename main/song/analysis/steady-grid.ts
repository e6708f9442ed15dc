import type { OnsetEnvelopes } from './onset-envelopes.ts'

/** How far the found tempo may be off: the tempo path moves in steps of one percent. */
const PERIOD_SEARCH = 0.015
const WINDOW_SECONDS = 12
/** A window follows the grid when its onsets fall within this part of a pulse from where the whole song's do. */
const PHASE_TOLERANCE = 0.15
/** Below this the window has no pulse of its own to disagree with. */
const LEAST_COHERENCE = 0.08
/** The share of windows that may disagree: a solo, a fill, a slip of the player. */
const MOST_DISAGREEMENT = 0.15
const HARMONICS = [1, 2, 3, 4] as const

/**
 * Looks for one constant period, in frames, that explains the whole song, as produced music has. Undefined when the music does not keep to it.
 * Judged at the pulse or the subdivision (2, 3 or 4 to a pulse) whose onsets are most regular, so that off-beat passages count as steady too.
 */
export function findSteadyPulse(onsets: OnsetEnvelopes, roughPeriodFrames: number): number | undefined {
  const { total, frameCount, framesPerSecond } = onsets
  if (frameCount < 8 * roughPeriodFrames) return undefined
  const stepRatio = (0.06 * roughPeriodFrames) / frameCount
  let best = { period: roughPeriodFrames, strength: -1 }
  for (let ratio = 1 - PERIOD_SEARCH; ratio <= 1 + PERIOD_SEARCH; ratio += Math.max(stepRatio, 2e-5)) {
    const period = roughPeriodFrames * ratio
    let strength = 0
    for (const harmonic of HARMONICS) strength += phaseOf(total, period / harmonic, 0, frameCount).coherence
    if (strength > best.strength) best = { period, strength }
  }

  const byHarmonic = HARMONICS.map(harmonic => phaseOf(total, best.period / harmonic, 0, frameCount))
  const strongest = byHarmonic.reduce((a, b) => (b.coherence > a.coherence ? b : a))
  const pulse = best.period / HARMONICS[byHarmonic.indexOf(strongest)]!
  const window = Math.round(WINDOW_SECONDS * framesPerSecond)
  let windowCount = 0
  let disagreeing = 0
  for (let from = 0; from === 0 || from + window / 2 < frameCount; from += window) {
    const local = phaseOf(total, pulse, from, Math.min(frameCount, from + window))
    const turns = (local.phase - strongest.phase) / (2 * Math.PI)
    const distance = Math.abs(turns - Math.round(turns))
    windowCount += 1
    if (local.coherence < LEAST_COHERENCE) continue
    if (distance >= PHASE_TOLERANCE) disagreeing += 1
  }
  return disagreeing > MOST_DISAGREEMENT * windowCount ? undefined : best.period
}

/** The onsets as hands of a clock that turns once a period: where they point together, and how much they agree (0..1). */
function phaseOf(values: Float32Array, period: number, from: number, to: number): { phase: number; coherence: number } {
  const turn = (2 * Math.PI) / period
  // A rotating unit vector instead of a sine for every frame; renewed now and then against rounding.
  const cosStep = Math.cos(turn)
  const sinStep = Math.sin(turn)
  let cos = 1
  let sin = 0
  let re = 0
  let im = 0
  let sum = 0
  for (let t = from; t < to; t++) {
    if ((t - from) % 1024 === 0) {
      cos = Math.cos(turn * t)
      sin = Math.sin(turn * t)
    }
    const value = values[t]!
    re += value * cos
    im += value * sin
    sum += value
    const next = cos * cosStep - sin * sinStep
    sin = sin * cosStep + cos * sinStep
    cos = next
  }
  return { phase: Math.atan2(im, re), coherence: Math.hypot(re, im) / (sum || 1) }
}

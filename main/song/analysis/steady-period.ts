import type { OnsetEnvelopes } from './onset-envelopes.ts'

/** How far the found tempo may be off: the tempo path moves in steps of one percent. */
const PERIOD_SEARCH = 0.015
/** The search is fine enough that at the song's end the grid is off by no more than this share of a period. */
const PERIOD_STEP = 0.06
const FINEST_STEP_RATIO = 2e-5
/** Within a slice no period in the search drifts noticeably from another: its onsets need be summed only once. */
const SLICE_SECONDS = 1
const WINDOW_SECONDS = 12
/** A window follows the grid when its onsets fall within this part of a pulse from where the whole song's do. */
const PHASE_TOLERANCE = 0.15
/** Below this the window has no pulse of its own to disagree with. */
const LEAST_COHERENCE = 0.08
/** The share of windows that may disagree: a solo, a fill, a slip of the player. */
const MOST_DISAGREEMENT = 0.15
const LEAST_PULSES = 8
const HARMONICS = [1, 2, 3, 4] as const

/**
 * Looks for one constant period, in frames, that explains the whole song, as produced music has. Undefined when the music does not keep to it.
 * Judged at the pulse or the subdivision (2, 3 or 4 to a pulse) whose onsets are most regular, so that off-beat passages count as steady too.
 */
export function findSteadyPeriod(onsets: OnsetEnvelopes, roughPeriodFrames: number): number | undefined {
  const { total, frameCount, framesPerSecond } = onsets
  if (frameCount < LEAST_PULSES * roughPeriodFrames) return undefined
  const period = sharpenPeriod(onsets, roughPeriodFrames)

  const wholes = HARMONICS.map(harmonic => sumHands(total, period / harmonic, 0, frameCount))
  const strongest = wholes.reduce((best, hand, i) => (length(hand) > length(wholes[best]!) ? i : best), 0)
  const pulse = period / HARMONICS[strongest]!
  const songPhase = phase(wholes[strongest]!)
  const window = Math.round(WINDOW_SECONDS * framesPerSecond)
  let windowCount = 0
  let disagreeing = 0
  for (let from = 0; from === 0 || from + window / 2 < frameCount; from += window) {
    const hand = sumHands(total, pulse, from, Math.min(frameCount, from + window))
    windowCount += 1
    if (length(hand) < LEAST_COHERENCE * hand.weight) continue
    const turns = (phase(hand) - songPhase) / (2 * Math.PI)
    if (Math.abs(turns - Math.round(turns)) >= PHASE_TOLERANCE) disagreeing += 1
  }
  return disagreeing > MOST_DISAGREEMENT * windowCount ? undefined : period
}

/** The period near the rough one at which the song's onsets agree most. */
function sharpenPeriod(onsets: OnsetEnvelopes, rough: number): number {
  const { total, frameCount, framesPerSecond } = onsets
  const sliceLength = Math.round(SLICE_SECONDS * framesPerSecond)
  const slices = HARMONICS.map(harmonic =>
    Array.from({ length: Math.ceil(frameCount / sliceLength) }, (_, i) =>
      sumHands(total, rough / harmonic, i * sliceLength, Math.min(frameCount, (i + 1) * sliceLength)),
    ),
  )
  const stepRatio = Math.max(FINEST_STEP_RATIO, (PERIOD_STEP * rough) / frameCount)
  let best = { period: rough, strength: -1 }
  for (let ratio = 1 - PERIOD_SEARCH; ratio <= 1 + PERIOD_SEARCH; ratio += stepRatio) {
    const period = rough * ratio
    let strength = 0
    HARMONICS.forEach((harmonic, h) => {
      // What a slice's sum would be at this period is its sum at the rough one, turned by how far the two have drifted apart there.
      const drift = 2 * Math.PI * harmonic * (1 / period - 1 / rough)
      let re = 0
      let im = 0
      slices[h]!.forEach((hand, i) => {
        const angle = drift * (i + 0.5) * sliceLength
        const cos = Math.cos(angle)
        const sin = Math.sin(angle)
        re += hand.re * cos - hand.im * sin
        im += hand.re * sin + hand.im * cos
      })
      strength += Math.hypot(re, im)
    })
    if (strength > best.strength) best = { period, strength }
  }
  return best.period
}

/** Onsets as hands of a clock that turns once a period, each as long as it is strong, laid end to end. */
type Hands = { readonly re: number; readonly im: number; readonly weight: number }

function length(hands: Hands): number {
  return Math.hypot(hands.re, hands.im)
}

function phase(hands: Hands): number {
  return Math.atan2(hands.im, hands.re)
}

function sumHands(values: Float32Array, period: number, from: number, to: number): Hands {
  const turn = (2 * Math.PI) / period
  // A rotating unit vector instead of a sine for every frame; renewed now and then against rounding.
  const cosStep = Math.cos(turn)
  const sinStep = Math.sin(turn)
  let cos = 1
  let sin = 0
  let re = 0
  let im = 0
  let weight = 0
  for (let t = from; t < to; t++) {
    if ((t - from) % 1024 === 0) {
      cos = Math.cos(turn * t)
      sin = Math.sin(turn * t)
    }
    const value = values[t]!
    re += value * cos
    im += value * sin
    weight += value
    const next = cos * cosStep - sin * sinStep
    sin = sin * cosStep + cos * sinStep
    cos = next
  }
  return { re, im, weight }
}

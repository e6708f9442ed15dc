import type { OnsetEnvelopes } from './onset-envelopes.ts'

const SPAN_SECONDS = 8
const SUBDIVISIONS = [1, 2, 3, 4] as const
/** Agreement that chance alone gives a span of onsets, and that of music locked to its grid. */
const CHANCE = 0.12
const LOCKED = 0.55
/** From one beat to the next a good player's tempo changes by this share; more costs clarity. */
const PLAYED_UNEVENNESS = 0.005
const UNEVENNESS_COST = 12
/** An onset this strong is heard as one (1 is an ordinary onset of one part of the spectrum). */
const HEARD_STRENGTH = 2.5
const HEARD_REACH_FRAMES = 2

/** How clearly the onsets of each stretch follow the beats, 0..1, in spans of about eight seconds. */
export type ClaritySpan = { readonly fromFrame: number; readonly toFrame: number; readonly clarity: number }

/**
 * Every onset is a hand on a clock that turns once a beat (or once a half, third or quarter of one, whichever fits the song best);
 * where the hands of a span point the same way as the whole song's, the beats are believed.
 */
export function pulseClarity(onsets: OnsetEnvelopes, beats: Float64Array): ClaritySpan[] {
  const { frameCount, framesPerSecond, total } = onsets
  const spanCount = Math.max(1, Math.round(frameCount / framesPerSecond / SPAN_SECONDS))
  const spans = Array.from({ length: spanCount }, (_, i) => ({
    fromFrame: Math.round((i * frameCount) / spanCount),
    toFrame: Math.round(((i + 1) * frameCount) / spanCount),
  }))
  const perSpan = SUBDIVISIONS.map(() => spans.map(() => ({ re: 0, im: 0, sum: 0 })))
  let beat = 0
  let span = 0
  for (let t = 0; t < frameCount; t++) {
    while (beat + 2 < beats.length && beats[beat + 1]! <= t) beat += 1
    while (t >= spans[span]!.toFrame) span += 1
    const from = beats[beat]!
    const phase = ((t - from) / (beats[beat + 1]! - from)) * 2 * Math.PI
    const value = total[t]!
    if (value === 0) continue
    SUBDIVISIONS.forEach((subdivision, k) => {
      const hand = perSpan[k]![span]!
      hand.re += value * Math.cos(subdivision * phase)
      hand.im += value * Math.sin(subdivision * phase)
      hand.sum += value
    })
  }
  const whole = perSpan.map(hands => {
    const re = hands.reduce((sum, hand) => sum + hand.re, 0)
    const im = hands.reduce((sum, hand) => sum + hand.im, 0)
    return { re, im, length: Math.hypot(re, im) }
  })
  const best = whole.reduce((a, b, k) => (b.length > whole[a]!.length ? k : a), 0)
  const { re, im, length } = whole[best]!
  return spans.map((place, i) => {
    const hand = perSpan[best]![i]!
    const agreement = length > 0 && hand.sum > 0 ? (hand.re * re + hand.im * im) / (length * hand.sum) : 0
    return {
      ...place,
      clarity: clamp01((agreement - CHANCE) / (LOCKED - CHANCE)) * evenness(beats, place.fromFrame, place.toFrame),
    }
  })
}

/** The share of beats on which something is heard: a row bent to pass through a few far onsets is mostly empty. */
export function heardShare(onsets: OnsetEnvelopes, beats: Float64Array): number {
  let heard = 0
  for (const beat of beats) {
    const middle = Math.round(beat)
    const near = onsets.total.subarray(Math.max(0, middle - HEARD_REACH_FRAMES), middle + HEARD_REACH_FRAMES + 1)
    if (near.some(strength => strength > HEARD_STRENGTH)) heard += 1
  }
  return heard / Math.max(1, beats.length)
}

/** 1 for equal beats, falling as their lengths scatter: a row of beats that follows every onset agrees with all of them. */
function evenness(beats: Float64Array, from: number, to: number): number {
  let change = 0
  let count = 0
  for (let i = 2; i < beats.length; i++) {
    if (beats[i]! < from || beats[i - 2]! > to) continue
    const before = beats[i - 1]! - beats[i - 2]!
    change += Math.abs(Math.log((beats[i]! - beats[i - 1]!) / before))
    count += 1
  }
  return count === 0 ? 1 : Math.exp(-UNEVENNESS_COST * Math.max(0, change / count - PLAYED_UNEVENNESS))
}

function clamp01(value: number): number {
  return Math.max(0, Math.min(1, value))
}

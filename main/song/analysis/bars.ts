import { changeAtRows, type BeatFeatures } from './beat-features.ts'
import { CHROMA_BANDS } from './chroma.ts'
import { indexOfMaximum } from './maxima.ts'

/**
 * What makes a beat the first of a bar: kick, chords that change (looking one, two and four beats both ways), and its absence in bass runs and hats.
 * The weights are a logistic regression over songs with known bars; the constant is the rarity of downbeats among beats.
 */
const WEIGHTS = { kick: 0.46, bass: -0.24, snare: 0.12, hats: -0.14, chord1: 0.79, chord2: 0.44, chord4: 0.15 } as const
const RARITY = -1.39
/** Every beat pays this much in an unusual metre. */
const METERS = [
  { meter: 4, costPerBeat: 0 },
  { meter: 3, costPerBeat: 0.03 },
  { meter: 5, costPerBeat: 0.03 },
] as const
/** What it costs to begin a bar early or late: rare extra beats, or beats the tracker lost. */
const COST_OF_SLIP = 12

export type Bars = {
  readonly meter: number
  /** Indexes of the beats that begin a bar. */
  readonly downbeats: readonly number[]
}

/** Finds the metre that explains the song's accents and chord changes best, and where its bars begin. */
export function findBars(features: BeatFeatures): Bars {
  const evidence = downbeatEvidence(features)
  let best: { score: number; bars: Bars } | undefined
  for (const { meter, costPerBeat } of METERS) {
    if (best && features.beatCount < 2 * meter) continue
    const { score, positions } = bestPositions(evidence, meter)
    const fair = score - costPerBeat * features.beatCount
    if (best && fair <= best.score) continue
    const downbeats = Array.from(positions.keys()).filter(beat => positions[beat] === 0)
    best = { score: fair, bars: { meter, downbeats } }
  }
  return best!.bars
}

/** For each beat the logarithm of the odds that it begins a bar. */
function downbeatEvidence(features: BeatFeatures): Float32Array {
  const { accents, chroma, beatCount } = features
  const sum = (a: Float32Array, b: Float32Array) => a.map((value, i) => value + b[i]!)
  const cues: Record<keyof typeof WEIGHTS, Float32Array> = {
    kick: accents[0]!,
    bass: sum(accents[1]!, accents[2]!),
    snare: sum(accents[3]!, accents[4]!),
    hats: sum(accents[5]!, accents[6]!),
    chord1: changeAtRows(chroma, CHROMA_BANDS, 1),
    chord2: changeAtRows(chroma, CHROMA_BANDS, 2),
    chord4: changeAtRows(chroma, CHROMA_BANDS, 4),
  }
  const evidence = new Float32Array(beatCount).fill(RARITY)
  for (const name of Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[]) {
    const standard = standardise(cues[name])
    for (let beat = 0; beat < beatCount; beat++) evidence[beat]! += WEIGHTS[name] * standard[beat]!
  }
  return evidence
}

/** In standard deviations from the song's mean, with outliers held back. */
function standardise(values: Float32Array): Float32Array {
  let sum = 0
  let squares = 0
  for (const value of values) {
    sum += value
    squares += value * value
  }
  const mean = sum / values.length
  const deviation = Math.sqrt(Math.max(0, squares / values.length - mean * mean)) + 1e-9
  return values.map(value => Math.max(-2, Math.min(3, (value - mean) / deviation)))
}

/** The best place in the bar for every beat (Viterbi): places follow one another, except for rare slips. */
function bestPositions(evidence: Float32Array, meter: number): { score: number; positions: Int8Array } {
  const beatCount = evidence.length
  let reached = new Float64Array(meter)
  reached[0] = evidence[0] ?? 0
  const cameFrom = new Int8Array(beatCount * meter)
  for (let beat = 1; beat < beatCount; beat++) {
    const best = indexOfMaximum(reached)
    const next = new Float64Array(meter)
    for (let position = 0; position < meter; position++) {
      const usual = (position + meter - 1) % meter
      const isSlip = reached[best]! - COST_OF_SLIP > reached[usual]!
      cameFrom[beat * meter + position] = isSlip ? best : usual
      next[position] =
        (isSlip ? reached[best]! - COST_OF_SLIP : reached[usual]!) + (position === 0 ? evidence[beat]! : 0)
    }
    reached = next
  }
  const last = indexOfMaximum(reached)
  const positions = new Int8Array(beatCount)
  if (beatCount > 0) positions[beatCount - 1] = last
  for (let beat = beatCount - 1; beat > 0; beat--) positions[beat - 1] = cameFrom[beat * meter + positions[beat]!]!
  return { score: reached[last]!, positions }
}

import { beatHypotheses, type BeatHypothesis } from './beat-hypotheses.ts'
import { metricalEvidence, metricalScore, metricalSource } from './metrical-evidence.ts'
import type { OnsetEnvelopes } from './onset-envelopes.ts'
import type { SongFeatures } from './song-features.ts'
import { findTempoPaths } from './tempo-path.ts'

/** Readings whose tempi differ by less than this are the same level, from another place. */
const SAME_TEMPO_RATIO = 1.05

export type ChosenBeats = {
  /** Frames, ascending. */
  readonly beats: Float64Array
  readonly periodFrames: number
  /** Whether one constant tempo holds throughout. */
  readonly isSteady: boolean
  /** 0..1: how far this reading stands above the others. */
  readonly certainty: number
}

/** Weighs every reading of the song's rhythm and takes the best; undefined when the song is too short for any. */
export function chooseBeats(features: SongFeatures, onsets: OnsetEnvelopes): ChosenBeats | undefined {
  const hypotheses = beatHypotheses(onsets, findTempoPaths(onsets))
  if (hypotheses.length === 0) return undefined
  const source = metricalSource(onsets, features)
  const scores = hypotheses.map(hypothesis => metricalScore(metricalEvidence(source, hypothesis.beats)))
  const best = scores.reduce((a, score, i) => (score > scores[a]! ? i : a), 0)
  const chosen = hypotheses[best]!
  const periodFrames = typicalPeriod(chosen)
  let sum = 0
  let own = 0
  hypotheses.forEach((hypothesis, i) => {
    const weight = Math.exp(scores[i]! - scores[best]!)
    sum += weight
    // Two paths may lead to the very same beats: they do not contradict each other.
    const isSame =
      Math.abs(Math.log(typicalPeriod(hypothesis) / periodFrames)) < Math.log(SAME_TEMPO_RATIO) &&
      hasBeatNear(hypothesis.beats, chosen.beats, periodFrames)
    if (isSame) own += weight
  })
  return { beats: chosen.beats, periodFrames, isSteady: chosen.isSteady, certainty: own / sum }
}

function typicalPeriod(hypothesis: BeatHypothesis): number {
  const { beats, isSteady } = hypothesis
  if (isSteady) return (beats[beats.length - 1]! - beats[0]!) / (beats.length - 1)
  const gaps = beats
    .subarray(1)
    .map((beat, i) => beat - beats[i]!)
    .toSorted()
  return gaps[gaps.length >> 1]!
}

/** Whether two rows of beats of one tempo fall together in the middle of the song. */
function hasBeatNear(beats: Float64Array, others: Float64Array, periodFrames: number): boolean {
  const middle = others[others.length >> 1]!
  return beats.some(beat => Math.abs(beat - middle) < 0.15 * periodFrames)
}

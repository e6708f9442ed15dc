import { secondsFromTicks, ticks, ticksFromSamples, TICKS_PER_SECOND, type Ticks } from '#model/time.ts'
import type { ConfidenceSpan, Section, SongAnalysis, SongGrid } from '#model/song.ts'
import { barFeatures } from './bar-features.ts'
import { findBars } from './bars.ts'
import { beatFeatures } from './beat-features.ts'
import { chooseBeats } from './choose-beats.ts'
import { energyCurve } from './energy.ts'
import { FrameClock } from './frame-clock.ts'
import { onsetEnvelopes, type OnsetEnvelopes } from './onset-envelopes.ts'
import { pickOnsets } from './onset-grid.ts'
import { heardShare, pulseClarity, type ClaritySpan } from './pulse-clarity.ts'
import { labelSections } from './section-labels.ts'
import { boundaryContrast, findSectionSpans } from './section-spans.ts'
import { FeatureStream, type SongFeatures } from './song-features.ts'
import { ANALYSER_VERSION } from './version.ts'

const ENERGY_STEP_TICKS = ticks(TICKS_PER_SECOND / 2)
const EVEN_STEP_SECONDS = 0.5
const EVEN_STEPS_PER_BAR = 4
/** Flux of an onset that is heard as one; noise, however loud, stays below. */
const AUDIBLE_FLUX = 16
const LEAST_ONSETS = 4
const SAME_ONSET_SECONDS = 0.1
/** Below this mean clarity there is no beat to speak of. */
const LEAST_CLARITY = 0.12
/** A beat that changes tempo must be heard on this share of its beats, or it is only a line drawn through scattered onsets. */
const LEAST_HEARD_SHARE = 0.6
const CHANGING_TEMPO_CONFIDENCE = 0.85
/** Beats fewer than this are chance. */
const LEAST_BEATS = 6
/** An onset grid never claims more than this. */
const ONSET_CONFIDENCE = 0.3

/** Positions in the song at which it may be cut, still in frames. */
type Grid = {
  readonly kind: SongGrid
  readonly beats: Float64Array
  readonly downbeats: readonly number[]
  readonly tempoBpm: number | null
  readonly meter: number | null
  readonly spans: readonly ClaritySpan[]
}

/**
 * Hears a song from its samples as they come: beats, bars, tempo, sections, energy, and how sure it is.
 * Feed interleaved samples with `push`, in chunks of any size holding whole sample frames, then call `finish` once. The same samples give the same analysis.
 */
export class SongAnalyser {
  readonly #sampleRate: number
  readonly #channels: number
  readonly #stream: FeatureStream
  #sampleCount = 0

  constructor(sampleRate: number, channels: number) {
    this.#sampleRate = sampleRate
    this.#channels = channels
    this.#stream = new FeatureStream(sampleRate, channels)
  }

  push(interleaved: Float32Array): void {
    this.#sampleCount += interleaved.length / this.#channels
    this.#stream.push(interleaved)
  }

  finish(): SongAnalysis {
    const durationTicks = ticksFromSamples(this.#sampleCount, this.#sampleRate)
    const features = this.#stream.finish()
    const onsets = onsetEnvelopes(features)
    const clock = new FrameClock(features.framesPerSecond, durationTicks)
    const grid = findGrid(features, onsets, clock)
    const confidenceSpans = grid.spans.map((span, i) => ({
      startTicks: clock.boundary(span.fromFrame),
      endTicks: i + 1 < grid.spans.length ? clock.boundary(span.toFrame) : durationTicks,
      confidence: roundShare(span.clarity),
    }))
    const beats = Array.from(grid.beats, frame => clock.instant(frame))
    return {
      analyserVersion: ANALYSER_VERSION,
      sampleRate: this.#sampleRate,
      sampleCount: this.#sampleCount,
      durationTicks,
      tempoBpm: grid.tempoBpm,
      meter: grid.meter,
      grid: grid.kind,
      beats,
      downbeats: grid.downbeats.map(i => beats[i]!),
      energy: {
        stepTicks: ENERGY_STEP_TICKS,
        values: energyCurve(features, secondsFromTicks(durationTicks), secondsFromTicks(ENERGY_STEP_TICKS)),
      },
      sections: findSections(features, onsets, grid, beats, durationTicks, confidenceSpans),
      confidence: meanConfidence(confidenceSpans, durationTicks),
      confidenceSpans,
    }
  }
}

function findGrid(features: SongFeatures, onsets: OnsetEnvelopes, clock: FrameClock): Grid {
  const wholeSong = (clarity: number) => [{ fromFrame: 0, toFrame: onsets.frameCount, clarity }]
  if (countAudibleOnsets(features) < LEAST_ONSETS) {
    const step = EVEN_STEP_SECONDS * features.framesPerSecond
    const stepCount = Math.ceil(onsets.frameCount / step) + 1
    const beats = clock.within(Float64Array.from({ length: stepCount }, (_, i) => clock.startFrame + i * step))
    const downbeats = Array.from(beats.keys()).filter(i => i % EVEN_STEPS_PER_BAR === 0)
    return { kind: 'even', beats, downbeats, tempoBpm: null, meter: null, spans: wholeSong(0) }
  }
  const chosen = chooseBeats(features, onsets)
  if (chosen) {
    const beats = clock.within(chosen.beats)
    const spans = pulseClarity(onsets, beats)
    const clarity = spans.reduce((sum, span) => sum + span.clarity, 0) / spans.length
    const isHeard = chosen.isSteady || heardShare(onsets, beats) >= LEAST_HEARD_SHARE
    if (isHeard && clarity >= LEAST_CLARITY && beats.length >= LEAST_BEATS) {
      const { meter, downbeats } = findBars(beatFeatures(features, onsets, beats))
      const tempoBpm = Math.round((6000 * features.framesPerSecond) / chosen.periodFrames) / 100
      const sure = 0.5 + 0.5 * chosen.certainty
      // That one tempo holds throughout is itself evidence, where the onsets alone are unclear.
      const confidence = (clarity: number) =>
        sure * (chosen.isSteady ? Math.sqrt(clarity) : CHANGING_TEMPO_CONFIDENCE * clarity)
      const believed = spans.map(span => ({ ...span, clarity: confidence(span.clarity) }))
      return { kind: 'beat', beats, downbeats, tempoBpm, meter, spans: believed }
    }
  }
  const { beats, downbeats } = pickOnsets(onsets)
  return { kind: 'onset', beats, downbeats, tempoBpm: null, meter: null, spans: wholeSong(ONSET_CONFIDENCE) }
}

function countAudibleOnsets(features: SongFeatures): number {
  const { values, width, rowCount } = features.flux
  const sameOnsetFrames = SAME_ONSET_SECONDS * features.framesPerSecond
  let count = 0
  let latest = -Infinity
  for (let row = 0; row < rowCount; row++) {
    let sum = 0
    for (let band = 0; band < width; band++) sum += values[row * width + band]!
    if (sum < AUDIBLE_FLUX) continue
    if (row - latest > sameOnsetFrames) count += 1
    latest = row
  }
  return count
}

/** Sections begin at downbeats, and tile the song from its very start to its very end. */
function findSections(
  features: SongFeatures,
  onsets: OnsetEnvelopes,
  grid: Grid,
  beats: readonly Ticks[],
  durationTicks: Ticks,
  confidenceSpans: readonly ConfidenceSpan[],
): Section[] {
  if (durationTicks === 0) return []
  const bars = barFeatures(beatFeatures(features, onsets, grid.beats), grid.downbeats)
  const spans = findSectionSpans(bars)
  if (spans.length < 2) return [{ startTicks: ticks(0), endTicks: durationTicks, label: 'verse', confidence: 1 }]
  const labels = labelSections(bars, spans)
  const startOf = (i: number) => (i === 0 ? ticks(0) : beats[grid.downbeats[spans[i]!.from]!]!)
  return spans.map((_, i) => {
    const startTicks = startOf(i)
    const around = confidenceSpans.find(span => span.endTicks > startTicks)?.confidence ?? 0
    // Where the song begins is certain; elsewhere it takes both a clear change and a grid to place it on.
    const confidence = i === 0 ? 1 : roundShare(boundaryContrast(bars, spans[i - 1]!, spans[i]!) * (0.3 + 0.7 * around))
    return {
      startTicks,
      endTicks: i + 1 < spans.length ? startOf(i + 1) : durationTicks,
      label: labels[i]!,
      confidence,
    }
  })
}

function meanConfidence(spans: readonly ConfidenceSpan[], durationTicks: Ticks): number {
  let sum = 0
  for (const span of spans) sum += span.confidence * (span.endTicks - span.startTicks)
  return durationTicks === 0 ? 0 : roundShare(sum / durationTicks)
}

function roundShare(value: number): number {
  return Math.round(1000 * Math.max(0, Math.min(1, value))) / 1000
}

import type { SongAnalysis } from '../song.ts'
import { secondsFromTicks, ticks, type Ticks } from '../time.ts'
import { attackNear, type Attack } from './attack.ts'
import { effectiveAnalysis } from './effective-analysis.ts'
import { tempoOf, usualStepTicks } from './grid.ts'
import type { SongRepairs, Span } from './song-repairs.ts'
import { isIn } from './spans.ts'

/** Why the beats of a stretch are doubted: the best guess. */
export type DoubtReason =
  | { readonly kind: 'half' | 'double'; readonly bpm: number }
  | { readonly kind: 'drifts'; readonly mostOffMs: number }
  | { readonly kind: 'slows' | 'quickens' | 'quiet' | 'no-drums' | 'no-beat' | 'even-grid' | 'unclear' }

export type Doubt = Span & { readonly confidence: number; readonly reason: DoubtReason }

/** What the analysis is less sure of is doubted. */
const SURE = 0.55

/** An attack this strong is a drum, or might be one. */
const DRUM_STRENGTH = 0.8
const QUIET_ENERGY = 0.3
const DRIFT_MS = 15
const SLOWING = 0.06

/** The stretches of the song that are worth a listen: unsure, and neither settled nor given beats by hand. */
export function doubtsOf(analysis: SongAnalysis, repairs: SongRepairs, attacks: readonly Attack[]): Doubt[] {
  const now = effectiveAnalysis(analysis, repairs)
  const doubts: Doubt[] = []
  for (const { startTicks, endTicks, confidence } of now.confidenceSpans) {
    if (confidence >= SURE) continue
    const last = doubts.at(-1)
    if (last?.endTicks === startTicks) {
      const share = (last.endTicks - last.startTicks) / (endTicks - last.startTicks)
      doubts[doubts.length - 1] = { ...last, endTicks, confidence: share * last.confidence + (1 - share) * confidence }
    } else doubts.push({ startTicks, endTicks, confidence, reason: { kind: 'unclear' } })
  }
  return doubts.map(doubt => ({ ...doubt, reason: reasonOf(now, doubt, attacks) }))
}

function reasonOf(song: SongAnalysis, span: Span, attacks: readonly Attack[]): DoubtReason {
  if (song.grid !== 'beat') return { kind: song.grid === 'even' ? 'even-grid' : 'no-beat' }
  const beats = song.beats.filter(beat => isIn(span, beat))
  const step = usualStepTicks(beats)
  if (step === undefined) return { kind: 'no-beat' }
  const slowing = paceChange(beats)
  if (slowing > SLOWING) return { kind: 'slows' }
  if (slowing < -SLOWING) return { kind: 'quickens' }
  const { onEven, onOdd, between } = sharesHeard(beats, step, attacks)
  const bpm = tempoOf(beats)
  if (Math.max(onEven, onOdd) > 0.6 && Math.min(onEven, onOdd) < 0.35) return { kind: 'half', bpm: round(bpm / 2) }
  if (between > 0.7 && bpm < 100) return { kind: 'double', bpm: round(bpm * 2) }
  const mostOffMs = mostOff(beats)
  if (mostOffMs >= DRIFT_MS) return { kind: 'drifts', mostOffMs }
  if (meanEnergy(song, span) < QUIET_ENERGY) return { kind: 'quiet' }
  return onEven + onOdd < 0.8 ? { kind: 'no-drums' } : { kind: 'unclear' }
}

/** How much longer the beats at the end of the span are than at its start, as a share. */
function paceChange(beats: readonly Ticks[]): number {
  const steps = beats.slice(1).map((beat, index) => beat - beats[index]!)
  if (steps.length < 6) return 0
  const third = Math.floor(steps.length / 3)
  const mean = (part: readonly number[]) => part.reduce((sum, step) => sum + step, 0) / part.length
  return mean(steps.slice(-third)) / mean(steps.slice(0, third)) - 1
}

/** On which share of every other beat, and of the places between beats, a drum is heard. */
function sharesHeard(beats: readonly Ticks[], step: number, attacks: readonly Attack[]) {
  const isHeard = (at: number): boolean => (attackNear(attacks, at, 0.1 * step)?.strength ?? 0) >= DRUM_STRENGTH
  const share = (places: readonly number[]) => places.filter(isHeard).length / Math.max(1, places.length)
  return {
    onEven: share(beats.filter((_, index) => index % 2 === 0)),
    onOdd: share(beats.filter((_, index) => index % 2 === 1)),
    between: share(beats.map(beat => beat + step / 2)),
  }
}

/** How far, in milliseconds, a beat lies at most from the middle between its neighbours. */
function mostOff(beats: readonly Ticks[]): number {
  const offs = beats.slice(1, -1).map((beat, index) => Math.abs(beat - (beats[index]! + beats[index + 2]!) / 2))
  return Math.round(1000 * secondsFromTicks(ticks(Math.round(Math.max(0, ...offs)))))
}

function meanEnergy({ energy }: SongAnalysis, span: Span): number {
  const from = Math.floor(span.startTicks / energy.stepTicks)
  const values = energy.values.slice(from, Math.max(from + 1, Math.ceil(span.endTicks / energy.stepTicks)))
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

function round(bpm: number): number {
  return Math.round(100 * bpm) / 100
}

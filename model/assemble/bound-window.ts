import { sourceTicksFor } from '../plan/source-length.ts'
import type { Speed } from '../sequence.ts'
import type { VideoFacts } from '../take.ts'
import { framesFromTicks, ticksFromFrames, type FrameRate, type Ticks } from '../time.ts'
import { sourceWindow, windowFrom, type SourceWindow } from './source-window.ts'

/** Whether a take was begun, and ended, on a neighbour's picture. */
export type BoundEnds = { readonly begins: boolean; readonly ends: boolean }

export type BoundWindow = SourceWindow & { readonly speed: Speed }

/** A take that is bound at both ends is played so much slower or faster at most to reach from one to the other. */
const MOST_HURRY = 2

/**
 * Where a film looks into a take that was begun or ended on a neighbour's picture (B5): the neighbour shows that picture, so this
 * one begins right after it, or ends right before it. Bound at both ends it is played as fast as its place needs.
 *
 *     begins        P|===== used =====|-------|
 *     ends          |-------|===== used =====|P
 *     both          P|========= used ========|P
 */
export function boundWindow(
  facts: Pick<VideoFacts, 'durationTicks' | 'rate'>,
  placeFrames: number,
  rate: FrameRate,
  pace: Speed,
  handleTicks: Ticks,
  bound: BoundEnds,
): BoundWindow {
  if (!bound.begins && !bound.ends) return { ...sourceWindow(facts, placeFrames, rate, pace, handleTicks), speed: pace }
  const pictures = framesFromTicks(facts.durationTicks, facts.rate)
  const step = Math.max(1, framesFromTicks(sourceTicksFor(1, rate, pace), facts.rate))
  const speed =
    bound.begins && bound.ends ? speedThrough(pictures - 2 * step, facts.rate, placeFrames, rate, pace) : pace
  const used = framesFromTicks(sourceTicksFor(placeFrames, rate, speed), facts.rate)
  const spare = Math.max(0, pictures - used)
  const startFrame = bound.begins ? Math.min(step, spare) : Math.max(0, spare - step)
  return { ...windowFrom(facts, ticksFromFrames(startFrame, facts.rate), placeFrames, rate, speed), speed }
}

/** The speed at which so many pictures fill so many frames of the film; the pace where that would be too hurried or too slow. */
export function speedThrough(
  pictures: number,
  pictureRate: FrameRate,
  frames: number,
  rate: FrameRate,
  pace: Speed,
): Speed {
  const numerator = pictures * pictureRate.denominator * rate.numerator
  const denominator = frames * pictureRate.numerator * rate.denominator
  if (numerator < 1) return pace
  const hurry = (numerator * pace.denominator) / (denominator * pace.numerator)
  if (hurry > MOST_HURRY || hurry < 1 / MOST_HURRY) return pace
  const shared = greatestShared(numerator, denominator)
  return { numerator: numerator / shared, denominator: denominator / shared }
}

function greatestShared(a: number, b: number): number {
  return b === 0 ? a : greatestShared(b, a % b)
}

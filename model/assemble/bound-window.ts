import { sourceTicksFor } from '../plan/source-length.ts'
import type { HandedFrames } from '../seam/binding.ts'
import type { Speed } from '../sequence.ts'
import type { VideoFacts } from '../take.ts'
import { framesFromTicks, ticksFromFrames, type FrameRate, type Ticks } from '../time.ts'
import { sourceWindow, windowFrom, type SourceWindow } from './source-window.ts'

/** Whether a take was begun, and ended, on a neighbour's picture; `leadPictures` come before the first of these. */
export type BoundEnds = { readonly begins: boolean; readonly ends: boolean; readonly leadPictures?: number | undefined }

export function boundEnds(handed: HandedFrames | undefined): BoundEnds {
  const { first, last, leadPictures = 0 } = handed ?? NOTHING_HANDED
  return { begins: Boolean(first), ends: Boolean(last), ...(leadPictures > 0 && { leadPictures }) }
}

const NOTHING_HANDED: HandedFrames = { first: null, last: null }

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
 *     led       LLLLP|===== used =====|-------|
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
  const lead = bound.leadPictures ?? 0
  const pictures = framesFromTicks(facts.durationTicks, facts.rate)
  const step = Math.max(1, framesFromTicks(sourceTicksFor(1, rate, pace), facts.rate))
  const through = speedThrough(pictures - lead - 2 * step, facts.rate, placeFrames, rate)
  const speed = bound.begins && bound.ends && !isHurried(through, pace) ? through : pace
  const used = framesFromTicks(sourceTicksFor(placeFrames, rate, speed), facts.rate)
  const spare = Math.max(0, pictures - used)
  // A take that is too short rests on its last picture rather than show the neighbour's once more.
  const startFrame = bound.begins ? Math.max(lead, Math.min(lead + step, spare)) : Math.max(0, spare - step)
  return { ...windowFrom(facts, ticksFromFrames(startFrame, facts.rate), placeFrames, rate, speed), speed }
}

/** The speed at which so many pictures, one at least, fill so many frames of the film. */
export function speedThrough(pictures: number, pictureRate: FrameRate, frames: number, rate: FrameRate): Speed {
  const numerator = Math.max(1, pictures) * pictureRate.denominator * rate.numerator
  const denominator = frames * pictureRate.numerator * rate.denominator
  const shared = greatestShared(numerator, denominator)
  return { numerator: numerator / shared, denominator: denominator / shared }
}

/** More than `MOST_HURRY` times as fast, or as slow, as the pace. */
function isHurried(speed: Speed, pace: Speed): boolean {
  const hurry = (speed.numerator * pace.denominator) / (speed.denominator * pace.numerator)
  return hurry > MOST_HURRY || hurry < 1 / MOST_HURRY
}

function greatestShared(a: number, b: number): number {
  return b === 0 ? a : greatestShared(b, a % b)
}

import { longestClip, smallestCovering } from '../catalogue.ts'
import type { Speed } from '../sequence.ts'
import { ticks, type FrameRate, type Ticks } from '../time.ts'
import type { PlanShot } from './plan.ts'
import { framesWithin, sourceTicksFor } from './source-length.ts'

/** How long a shot's place may be, in film frames. */
export type PlaceLimits = {
  /** The model's longest clip, all of it. */
  readonly modelFrames: number
  /** The same with a handle on both sides. */
  readonly handledFrames: number
  /** What the take that is already there covers; null without one. */
  readonly takeFrames: number | null
  /** No place is longer: what the model makes, or the take that is there where that is longer. */
  readonly mostFrames: number
}

export function placeLimits(shot: PlanShot, rate: FrameRate, pace: Speed, handleTicks: Ticks): PlaceLimits {
  const longest = longestClip(shot.lengths)
  const modelFrames = framesWithin(longest, rate, pace)
  return {
    modelFrames,
    mostFrames: Math.max(modelFrames, shot.maxFrames ?? 0),
    handledFrames: framesWithin(ticks(longest - 2 * handleTicks), rate, pace),
    takeFrames: shot.maxFrames,
  }
}

/** The smallest length the model allows that covers the place with handles; its longest where handles had to give way. */
export function askFor(
  { lengths }: Pick<PlanShot, 'lengths'>,
  placeFrames: number,
  rate: FrameRate,
  pace: Speed,
  handleTicks: Ticks,
): Ticks {
  const needed = ticks(sourceTicksFor(placeFrames, rate, pace) + 2 * handleTicks)
  return smallestCovering(lengths, needed) ?? longestClip(lengths)
}

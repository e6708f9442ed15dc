import { framesBegunWithin, framesWithin, sourceTicksFor } from '../plan/source-length.ts'
import type { Speed } from '../sequence.ts'
import type { VideoFacts } from '../take.ts'
import { framesFromTicks, ticks, ticksFromFrames, type FrameRate, type Ticks } from '../time.ts'

/** How a clip in the film looks into its take. */
export type SourceWindow = {
  readonly startTicks: Ticks
  /** What the take has before and after the used part, in film frames at the clip's pace. */
  readonly spareBeforeFrames: number
  readonly spareAfterFrames: number
}

/** How long a take is without the pictures of its neighbour that it begins with. */
export function ownTicks({ durationTicks, rate }: Pick<VideoFacts, 'durationTicks' | 'rate'>, leadPictures = 0): Ticks {
  return ticks(Math.max(0, durationTicks - ticksFromFrames(leadPictures, rate)))
}

/** How many film frames a take can fill at a pace: those of its own that begin before it is over. */
export function coverableFrames(
  facts: Pick<VideoFacts, 'durationTicks' | 'rate'>,
  rate: FrameRate,
  pace: Speed,
  leadPictures?: number,
): number {
  return framesBegunWithin(ownTicks(facts, leadPictures), rate, pace)
}

/**
 * Begins a handle into the take, or nearer to its start where the take is short, so that as much is left after as before:
 *
 *     take    |--handle--|======= used =======|--handle--|----|
 *     short      |------|======= used =======|------|
 *
 * The start is a whole frame at the take's rate.
 */
export function sourceWindow(
  facts: Pick<VideoFacts, 'durationTicks' | 'rate'>,
  placeFrames: number,
  rate: FrameRate,
  pace: Speed,
  handleTicks: Ticks,
): SourceWindow {
  const length = facts.durationTicks
  const used = sourceTicksFor(placeFrames, rate, pace)
  const spareFrames = Math.max(0, framesFromTicks(ticks(length - used), facts.rate))
  const startFrame = Math.min(framesFromTicks(handleTicks, facts.rate), Math.floor(spareFrames / 2))
  return windowFrom(facts, ticksFromFrames(startFrame, facts.rate), placeFrames, rate, pace)
}

/** A use of so many film frames from there on. */
export function windowFrom(
  { durationTicks }: Pick<VideoFacts, 'durationTicks'>,
  startTicks: Ticks,
  placeFrames: number,
  rate: FrameRate,
  pace: Speed,
): SourceWindow {
  const used = sourceTicksFor(placeFrames, rate, pace)
  return {
    startTicks,
    spareBeforeFrames: framesWithin(startTicks, rate, pace),
    spareAfterFrames: framesWithin(ticks(durationTicks - startTicks - used), rate, pace),
  }
}

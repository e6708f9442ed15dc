import type { Speed } from '../sequence.ts'
import { framesFromTicks, scaleRound, ticks, ticksFromFrames, type FrameRate, type Ticks } from '../time.ts'

/** The source time that a place of `frames` film frames uses up at a pace. */
export function sourceTicksFor(frames: number, rate: FrameRate, pace: Speed): Ticks {
  return ticks(scaleRound(ticksFromFrames(frames, rate), pace.numerator, pace.denominator))
}

/** The most film frames whose source time at a pace is within `sourceTicks`. */
export function framesWithin(sourceTicks: Ticks, rate: FrameRate, pace: Speed): number {
  const filmTicks = ticks(scaleRound(Math.max(0, sourceTicks), pace.denominator, pace.numerator))
  const frames = framesFromTicks(filmTicks, rate)
  return sourceTicksFor(frames, rate, pace) > sourceTicks ? frames - 1 : frames
}

import type { Speed } from '../sequence.ts'
import { framesFromTicks, scaleRound, ticks, ticksFromFrames, type FrameRate, type Ticks } from '../time.ts'

/** The source time that a place of `frames` film frames uses up at a pace. */
export function sourceTicksFor(frames: number, rate: FrameRate, pace: Speed): Ticks {
  return ticks(scaleRound(ticksFromFrames(frames, rate), pace.numerator, pace.denominator))
}

/** The most film frames whose source time at a pace is within `sourceTicks`; 0 when that is negative. */
export function framesWithin(sourceTicks: Ticks, rate: FrameRate, pace: Speed): number {
  if (sourceTicks <= 0) return 0
  const frames = framesFromTicks(ticks(scaleRound(sourceTicks, pace.denominator, pace.numerator)), rate)
  return sourceTicksFor(frames, rate, pace) > sourceTicks ? frames - 1 : frames
}

import type { Speed } from '../sequence.ts'
import {
  framesCovering,
  framesFromTicks,
  scaleRound,
  ticks,
  ticksFromFrames,
  type FrameRate,
  type Ticks,
} from '../time.ts'

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

/** The film frames whose source instant at a pace is before `sourceTicks`; 0 when that is negative. */
export function framesBegunWithin(sourceTicks: Ticks, rate: FrameRate, pace: Speed): number {
  if (sourceTicks <= 0) return 0
  const frames = framesCovering(ticks(scaleRound(sourceTicks, pace.denominator, pace.numerator)), rate)
  // Rounded to a tick, that may be one too many or too few.
  if (sourceTicksFor(frames - 1, rate, pace) >= sourceTicks) return frames - 1
  return sourceTicksFor(frames, rate, pace) < sourceTicks ? frames + 1 : frames
}

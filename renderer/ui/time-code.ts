import { timecodeOf } from '#model/timecode.ts'
import { framesFromTicks, type FrameRate, type Ticks } from '#model/time.ts'

/** The film's time at a position, as editors write it. */
export function timeCodeAt(position: Ticks, rate: FrameRate): string {
  return timecodeOf(framesFromTicks(position, rate), rate)
}

/** Bar and beat in it, both from 1; bar 0 before the first downbeat. `beats` and `downbeats` ascend. */
export function barAt(
  position: Ticks,
  beats: readonly number[],
  downbeats: readonly number[],
): { bar: number; beat: number } {
  const bar = countUpTo(downbeats, position)
  const inBar = countUpTo(beats, position) - countUpTo(beats, (downbeats[bar - 1] ?? 0) - 1)
  return { bar, beat: Math.max(1, inBar) }
}

/** How many of the ascending values are not above `limit`. */
function countUpTo(values: readonly number[], limit: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}

import { framesFromTicks, type FrameRate, type Ticks } from '#model/time.ts'

/** `00:01:07:12`: hours, minutes, seconds and frames, counted at the nominal rate without dropping any. */
export function timeCode(frame: number, rate: FrameRate): string {
  const perSecond = Math.round(rate.numerator / rate.denominator)
  const seconds = Math.floor(frame / perSecond)
  const two = (value: number): string => String(value).padStart(2, '0')
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frame % perSecond].map(two).join(':')
}

export function timeCodeAt(position: Ticks, rate: FrameRate): string {
  return timeCode(framesFromTicks(position, rate), rate)
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

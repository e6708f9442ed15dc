import { FRAME_RATES, ticks, ticksFromFrames, TICKS_PER_SECOND, type FrameRate, type Ticks } from '#model/time.ts'

/** What the timestamps of a file's pictures say. */
export type FrameTiming = {
  readonly rate: FrameRate
  /** The pictures do not stand at even distances. */
  readonly isVariableRate: boolean
  /** When the first picture appears, on the file's own clock. */
  readonly startTicks: Ticks
  /** From the first picture to the end of the last: whole pictures, unless rounding of timestamps cannot explain the rest. */
  readonly durationTicks: Ticks
  /** When the last picture appears, counted from the first. */
  readonly lastPictureTicks: Ticks
  /** The longest that one picture stands. */
  readonly longestPictureTicks: Ticks
}

/** Rates that video models and cameras write besides those that a film may have. */
const OTHER_RATES: readonly FrameRate[] = [6, 8, 10, 12, 15, 16, 18, 20, 90, 100, 120].map(numerator => ({
  numerator,
  denominator: 1,
}))
/** 24 and 23.976 differ by 0.001; a clock of milliseconds blurs a short clip's rate by about as much. */
const SNAP = 0.004
/** Containers round timestamps, Matroska to a millisecond. */
const ROUNDING_TICKS = 0.0011 * TICKS_PER_SECOND

/**
 * Reads rate and length from the pictures' timestamps in any order; `lastDurationTicks` is how long the last one stands.
 * Throws on an empty list.
 */
export function timingOf(timestampsTicks: readonly number[], lastDurationTicks: number): FrameTiming {
  const times = timestampsTicks.toSorted((a, b) => a - b)
  const first = times[0]
  const last = times.at(-1)
  if (first === undefined || last === undefined) throw new Error('no pictures to time')
  const steps = times.slice(1).map((time, index) => time - times[index]!)
  const mean = steps.length > 0 ? (last - first) / steps.length : lastDurationTicks
  const isVariableRate = steps.some(step => Math.abs(step - mean) > 2 * ROUNDING_TICKS)
  const frameTicks = isVariableRate ? commonest(steps) : mean
  const lastTicks = lastDurationTicks > 0 ? lastDurationTicks : frameTicks
  const rate = nearestRate(TICKS_PER_SECOND / frameTicks)
  const toldTicks = ticks(Math.round(last - first + lastTicks))
  const evenTicks = ticksFromFrames(times.length, rate)
  return {
    rate,
    isVariableRate,
    startTicks: ticks(Math.round(first)),
    durationTicks: Math.abs(toldTicks - evenTicks) < frameTicks / 4 ? evenTicks : toldTicks,
    lastPictureTicks: ticks(Math.round(last - first)),
    longestPictureTicks: ticks(Math.round(steps.reduce((longest, step) => Math.max(longest, step), lastTicks))),
  }
}

/** The step that most steps are like. */
function commonest(steps: readonly number[]): number {
  const groups = new Map<number, number[]>()
  for (const step of steps) {
    const key = Math.round(step / ROUNDING_TICKS)
    const group = groups.get(key)
    if (group) group.push(step)
    else groups.set(key, [step])
  }
  const largest = [...groups.values()].reduce((best, group) => (group.length > best.length ? group : best), [])
  return largest.reduce((sum, step) => sum + step, 0) / largest.length
}

/** The known rate that is meant, or thousandths of a frame per second where none is near. */
export function nearestRate(framesPerSecond: number): FrameRate {
  const distance = (rate: FrameRate): number => Math.abs(rate.numerator / rate.denominator / framesPerSecond - 1)
  const nearest = [...FRAME_RATES, ...OTHER_RATES].reduce((a, b) => (distance(b) < distance(a) ? b : a))
  if (distance(nearest) < SNAP) return nearest
  return { numerator: Math.max(1, Math.round(framesPerSecond * 1000)), denominator: 1000 }
}

import { secondsFromTicks, type Ticks } from './time.ts'

/** How much a still is enlarged when its clip begins; the rest is spare picture for a dissolve that begins before. */
const SCALE_AT_START = 1.02
/** What a push that never ends comes to: no still is enlarged beyond it. */
const SCALE_AT_LAST = 1.3
/** The push slows down with this time constant, so that it begins at 2 % of the picture a second. */
const SLOWING_SECONDS = 14

/** The numbers of the push, for those who must write it in another language than this one. */
export const STILL_PUSH = { atStart: SCALE_AT_START, atLast: SCALE_AT_LAST, slowingSeconds: SLOWING_SECONDS } as const

/**
 * How much a still is enlarged about its middle at an instant of it (R9): a slow push-in, the same in preview and render.
 * Never below 1, so that no edge of the picture shows.
 */
export function stillScaleAt(instant: Ticks): number {
  const left = (SCALE_AT_LAST - SCALE_AT_START) * Math.exp(-secondsFromTicks(instant) / SLOWING_SECONDS)
  return Math.max(1, SCALE_AT_LAST - left)
}

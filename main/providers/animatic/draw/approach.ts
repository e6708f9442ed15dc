import { clamp } from './numbers.ts'

/** How a camera comes flying: the natural logarithm of the growth in a second, and the point flown to, in shares of the frame. */
export type Approach = { readonly zoomPerSecond: number; readonly x: number; readonly y: number }

/** A plain flight forwards, where nobody has told another. */
export const PLAIN_APPROACH: Approach = { zoomPerSecond: 0.5, x: 0.5, y: 0.5 }

/** Whoever hardly moves gathers speed soon, and whoever races slows down to what can be followed. */
const SLOWEST = 0.5
const FASTEST = 1.1
/** A picture is left no faster: it would be gone before it was seen; and no slower, since what is far away hides how fast a flight is. */
const FASTEST_LEAVING = 2.2
const SLOWEST_LEAVING = 0.4

/** The flight out of a picture goes on as it came: the growth of the picture after so many seconds, of `length`. */
export function growthAfter({ zoomPerSecond }: Approach, seconds: number, length: number): number {
  const begun = clamp(zoomPerSecond, SLOWEST_LEAVING, FASTEST_LEAVING)
  const reached = clamp(zoomPerSecond, SLOWEST, FASTEST)
  // The speed goes from the one to the other evenly, and the growth is what it adds up to.
  const share = clamp(seconds / length)
  return Math.exp(begun * seconds + ((reached - begun) * share * seconds) / 2)
}

/** How small a picture is seen so many seconds before the flight reaches it. */
export function sizeBefore({ zoomPerSecond }: Approach, secondsLeft: number): number {
  return Math.exp(-clamp(zoomPerSecond, SLOWEST, FASTEST) * secondsLeft)
}

/** Near its ends a bridge keeps the speed of the shot there: what is beside a cut tells how fast a clip is. */
const EASES_FROM = 0.3
const EASES_TO = 0.7

/**
 * A bridge takes over the speed of the shot it leaves and ends at that of the one it comes to: how much it grows from second `from` to
 * second `to`, of `length`.
 */
export function growthOverBridge(
  { zoomPerSecond: before }: Approach,
  { zoomPerSecond: after }: Approach,
  from: number,
  to: number,
  length: number,
): number {
  const begun = clamp(before, SLOWEST_LEAVING, FASTEST_LEAVING)
  const reached = clamp(after, 0, FASTEST_LEAVING)
  const [easingFrom, easingTo] = [EASES_FROM * length, EASES_TO * length]
  const flown = (seconds: number): number => {
    const easing = clamp(seconds - easingFrom, 0, easingTo - easingFrom)
    const past = Math.max(0, seconds - easingTo)
    return begun * seconds + (reached - begun) * (easing ** 2 / (2 * (easingTo - easingFrom)) + past)
  }
  return Math.exp(flown(to) - flown(from))
}

/** A bound flight gathers so much speed, beginning and done so long before its end: the film leaves it about a second before that. */
const GATHERED_PER_SECOND = 0.7
const GATHERING_FROM_SECONDS = 2.6
const GATHERING_TO_SECONDS = 1.4

/** How much larger all of a bound flight is so long before its end, for the speed it has gathered by then. */
export function growthTowardsEnd(secondsLeft: number, length: number): number {
  const from = Math.min(GATHERING_FROM_SECONDS, length)
  const to = Math.min(GATHERING_TO_SECONDS, length / 2)
  const gathering = clamp(from - secondsLeft, 0, from - to)
  const full = Math.max(0, to - secondsLeft)
  return Math.exp(GATHERED_PER_SECOND * (gathering ** 2 / (2 * (from - to)) + full))
}

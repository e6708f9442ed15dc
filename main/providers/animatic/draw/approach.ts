import { clamp } from './numbers.ts'

/** How a camera comes flying: the natural logarithm of the growth in a second, and the point flown to, in shares of the frame. */
export type Approach = { readonly zoomPerSecond: number; readonly x: number; readonly y: number }

/** A plain flight forwards, where nobody has told another. */
export const PLAIN_APPROACH: Approach = { zoomPerSecond: 0.5, x: 0.5, y: 0.5 }

/** Whoever hardly moves gathers speed soon, and nobody flies so fast that a picture is gone before it was seen. */
const SLOWEST = 0.3
const FASTEST = 1.4

/** The flight out of a picture goes on as it came: the growth of the picture after so many seconds, of `length`. */
export function growthAfter({ zoomPerSecond }: Approach, seconds: number, length: number): number {
  const begun = clamp(zoomPerSecond, 0.1, FASTEST)
  const reached = clamp(zoomPerSecond, SLOWEST, FASTEST)
  // The speed goes from the one to the other evenly, and the growth is what it adds up to.
  const share = clamp(seconds / length)
  return Math.exp(begun * seconds + ((reached - begun) * share * seconds) / 2)
}

/** How small a picture is seen so many seconds before the flight reaches it. */
export function sizeBefore({ zoomPerSecond }: Approach, secondsLeft: number): number {
  return Math.exp(-clamp(zoomPerSecond, SLOWEST, FASTEST) * secondsLeft)
}

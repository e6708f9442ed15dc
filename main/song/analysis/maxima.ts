/** Where the largest value stands; the first of several. */
export function indexOfMaximum(values: ArrayLike<number>): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i
  return best
}

/** How far from the middle of three values the top of the parabola through them lies: at most half a step; 0 without a top. */
export function peakOffset(left: number, middle: number, right: number): number {
  const bend = left - 2 * middle + right
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (left - right)) / bend)) : 0
}

/** The value in the middle by weight; 0 of nothing. Values whose weight is 0 do not count. */
export function weightedMedian(values: readonly number[], weights: readonly number[]): number {
  const order = values.map((_, index) => index).filter(index => weights[index]! > 0)
  order.sort((a, b) => values[a]! - values[b]!)
  const total = order.reduce((sum, index) => sum + weights[index]!, 0)
  let below = 0
  for (const [place, index] of order.entries()) {
    below += weights[index]!
    if (below > total / 2) return values[index]!
    const next = order[place + 1]
    if (below === total / 2 && next !== undefined) return (values[index]! + values[next]!) / 2
  }
  return 0
}

/** The middle value, or the mean of the two in the middle; 0 of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  if (sorted.length === 0) return 0
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** The line through most of the points (Theil and Sen), as the value at a time. Times differ. */
export function lineThrough(
  points: readonly { readonly seconds: number; readonly value: number }[],
): (seconds: number) => number {
  const slopes = points.flatMap((a, index) =>
    points.slice(index + 1).map(b => (b.value - a.value) / (b.seconds - a.seconds)),
  )
  const slope = median(slopes)
  const start = median(points.map(({ seconds, value }) => value - slope * seconds))
  return seconds => start + slope * seconds
}

import { meanBar, type BarFeatures, type BarSpan } from './bar-features.ts'

const LONGEST_BARS = 64
/** What a new section costs, in the squared distance it must explain away. */
const COST_OF_SECTION = 2.2
/** Music is built in fours and eights: other lengths cost extra, as a share of the section's cost. */
const COST_OF_ODD_FOUR = 0.5
const COST_OF_ODD_EIGHT = 0.2
const COST_OF_SHORT = 1
const COST_OF_SHORT_EDGE = 0.6
/** Less than this is a fill or a crash, not a section; at the song's edges a section may be cut short. */
const LEAST_BARS = 3
const LEAST_BARS_AT_EDGE = 2
/** Distance between mean bars of two sections that nobody would take for one. */
const FULL_CONTRAST = 2.5

/**
 * Cuts the song into runs of bars that are alike within and different from their neighbours: of all ways to cut,
 * the one with the least spread inside the sections plus a price for each section (dynamic programming).
 */
export function findSectionSpans(features: BarFeatures): BarSpan[] {
  const { barCount } = features
  if (barCount === 0) return []
  const spread = spreadWithin(features)
  const cheapest = new Float64Array(barCount + 1).fill(Infinity)
  cheapest[0] = 0
  const startOf = new Int32Array(barCount + 1)
  for (let to = 1; to <= barCount; to++) {
    for (let from = Math.max(0, to - LONGEST_BARS); from < to; from++) {
      const isAtEdge = from === 0 || to === barCount
      const cost = cheapest[from]! + spread(from, to) + COST_OF_SECTION * (1 + oddness(to - from, isAtEdge))
      if (cost < cheapest[to]!) {
        cheapest[to] = cost
        startOf[to] = from
      }
    }
  }
  const spans: BarSpan[] = []
  for (let to = barCount; to > 0; to = startOf[to]!) spans.push({ from: startOf[to]!, to })
  return mergeShort(features, spans.toReversed())
}

/** Gives runs too short for a section to the neighbour they resemble more, the shortest first. */
function mergeShort(features: BarFeatures, spans: readonly BarSpan[]): BarSpan[] {
  const merged = [...spans]
  const lack = (span: BarSpan, i: number) =>
    (i === 0 || i === merged.length - 1 ? LEAST_BARS_AT_EDGE : LEAST_BARS) - (span.to - span.from)
  while (merged.length > 1) {
    const lacks = merged.map(lack)
    const worst = lacks.reduce((a, value, i) => (value > lacks[a]! ? i : a), 0)
    if (lacks[worst]! <= 0) break
    const span = merged[worst]!
    const toLeft = worst > 0 ? distanceBetween(features, merged[worst - 1]!, span) : Infinity
    const toRight = worst + 1 < merged.length ? distanceBetween(features, span, merged[worst + 1]!) : Infinity
    const first = toLeft <= toRight ? worst - 1 : worst
    merged.splice(first, 2, { from: merged[first]!.from, to: merged[first + 1]!.to })
  }
  return merged
}

/** The first section may begin in the middle of a group of bars, and the last may end there. */
function oddness(lengthBars: number, isAtEdge: boolean): number {
  if (isAtEdge) return lengthBars < 4 ? COST_OF_SHORT_EDGE : 0
  const short = lengthBars < 4 ? COST_OF_SHORT : 0
  return short + (lengthBars % 4 === 0 ? 0 : COST_OF_ODD_FOUR) + (lengthBars % 8 === 0 ? 0 : COST_OF_ODD_EIGHT)
}

/** The sum of squared distances of bars [from, to) from their mean, in constant time per column from running sums. */
function spreadWithin(features: BarFeatures): (from: number, to: number) => number {
  const { barCount, width, points } = features
  const sums = new Float64Array((barCount + 1) * width)
  const squares = new Float64Array(barCount + 1)
  for (let bar = 0; bar < barCount; bar++) {
    let square = 0
    for (let k = 0; k < width; k++) {
      const value = points[bar * width + k]!
      sums[(bar + 1) * width + k] = sums[bar * width + k]! + value
      square += value * value
    }
    squares[bar + 1] = squares[bar]! + square
  }
  return (from, to) => {
    let squaredSum = 0
    for (let k = 0; k < width; k++) squaredSum += (sums[to * width + k]! - sums[from * width + k]!) ** 2
    return squares[to]! - squares[from]! - squaredSum / (to - from)
  }
}

/** 0 (alike) to 1 (nothing in common): how different the music is on the two sides of a boundary. */
export function boundaryContrast(features: BarFeatures, before: BarSpan, after: BarSpan): number {
  return Math.min(1, distanceBetween(features, before, after) / FULL_CONTRAST)
}

function distanceBetween(features: BarFeatures, one: BarSpan, other: BarSpan): number {
  const a = meanBar(features, one)
  const b = meanBar(features, other)
  return Math.hypot(...a.map((value, k) => value - b[k]!))
}

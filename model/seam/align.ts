import type { Level } from './prepared-picture.ts'
import { after, inverse, type Similarity } from './similarity.ts'
import { solve4 } from './solve4.ts'

/** The telling points of a picture at one size, and how its value there changes with zoom, turn and shift. */
export type Points = {
  readonly count: number
  /** From the frame's middle. */
  readonly x: Float32Array
  readonly y: Float32Array
  readonly value: Float32Array
  /** Four numbers a point. */
  readonly slopes: Float32Array
  /** What zoom and turn are multiplied by, so that one unit of each moves the picture about as far as a pixel. */
  readonly reach: number
}

/** Gradients below this share of the mean tell little. */
const LEAST_GRADIENT = 0.6

/** Picks at most about `limit` points with enough texture; `mask` is 0 where none may stand. */
export function pointsOf({ plane, centreX, centreY }: Level, limit: number, mask: Level | undefined): Points {
  const { width, height, data } = plane
  const step = Math.max(1, Math.round(Math.sqrt((width * height) / limit / 2)))
  let [sum, seen] = [0, 0]
  const gradients = new Float32Array(width * height)
  for (let y = 1; y < height - 1; y += step) {
    for (let x = 1; x < width - 1; x += step) {
      const at = y * width + x
      if (mask && mask.plane.data[at]! < 0.99) continue
      const gradient = Math.abs(data[at + 1]! - data[at - 1]!) + Math.abs(data[at + width]! - data[at - width]!)
      gradients[at] = gradient
      sum += gradient
      seen += 1
    }
  }
  const least = Math.max(0.02, (LEAST_GRADIENT * sum) / Math.max(1, seen))
  const reach = 4 / (width + height)
  const [xs, ys, values, slopes]: number[][] = [[], [], [], []]
  for (let y = 1; y < height - 1; y += step) {
    for (let x = 1; x < width - 1; x += step) {
      const at = y * width + x
      if (gradients[at]! < least) continue
      const [u, v] = [x - centreX, y - centreY]
      const [gx, gy] = [(data[at + 1]! - data[at - 1]!) / 2, (data[at + width]! - data[at - width]!) / 2]
      xs!.push(u)
      ys!.push(v)
      values!.push(data[at]!)
      slopes!.push((gx * u + gy * v) * reach, (gy * u - gx * v) * reach, gx, gy)
    }
  }
  return {
    count: xs!.length,
    x: Float32Array.from(xs!),
    y: Float32Array.from(ys!),
    value: Float32Array.from(values!),
    slopes: Float32Array.from(slopes!),
    reach,
  }
}

export type Alignment = {
  readonly move: Similarity
  /** How well the points that stay in the frame meet: 1 = exactly, 0 or less = no better than two strangers would. */
  readonly score: number
  /** The share of points that are still in the frame. */
  readonly overlap: number
}

/** Differences beyond this (contrast is 1) say no more than that a point is not met. */
const CUT_OFF = 1
/** So much further than its own value is a point from a stranger's. */
const STRANGERS = Math.SQRT2
/** A share of points in the frame below which a score says nothing. */
const LEAST_OVERLAP = 0.35

/** Where a point is neither met nor in the frame. */
const OUTSIDE = Number.NaN

/** Reads another picture at the points as moved; the differences go into `differences`. */
function compare(
  points: Points,
  { plane, centreX, centreY }: Level,
  move: Similarity,
  differences: Float32Array,
): void {
  const { width, height, data } = plane
  const { real, imaginary, shiftX, shiftY } = move
  for (let i = 0; i < points.count; i += 1) {
    const [u, v] = [points.x[i]!, points.y[i]!]
    const x = real * u - imaginary * v + shiftX + centreX
    const y = real * v + imaginary * u + shiftY + centreY
    if (!(x >= 0 && y >= 0 && x < width - 1 && y < height - 1)) {
      differences[i] = OUTSIDE
      continue
    }
    const [left, top] = [Math.floor(x), Math.floor(y)]
    const at = top * width + left
    const upper = data[at]! + (x - left) * (data[at + 1]! - data[at]!)
    const lower = data[at + width]! + (x - left) * (data[at + width + 1]! - data[at + width]!)
    differences[i] = upper + (y - top) * (lower - upper) - points.value[i]!
  }
}

function scored(move: Similarity, differences: Float32Array, { count, value }: Points): Alignment {
  let [sum, base, inside] = [0, 0, 0]
  for (let i = 0; i < count; i += 1) {
    const off = Math.abs(differences[i]!)
    if (off >= 0) {
      inside += 1
      sum += Math.min(off, CUT_OFF)
      base += Math.min(STRANGERS * Math.abs(value[i]!), CUT_OFF)
    }
  }
  const overlap = inside / Math.max(1, count)
  return { move, score: overlap < LEAST_OVERLAP || base === 0 ? -1 : 1 - sum / base, overlap }
}

/** How well a move brings the points onto another picture. */
export function scoreOf(points: Points, other: Level, move: Similarity): Alignment {
  const differences = new Float32Array(points.count)
  compare(points, other, move, differences)
  return scored(move, differences, points)
}

/** A step smaller than this many pixels at the frame's edge is the last one. */
const SMALL_STEP = 0.004
/** Differences beyond so many times the usual one are not met by this move, and do not count. */
const TUKEY = 3.5
const LEAST_SPREAD = 0.04

/**
 * Moves the points onto another picture, beginning at `start`: Gauss-Newton on the points' side (inverse compositional),
 * with Tukey's weights. Where it gets no better it ends where it is.
 */
export function align(points: Points, other: Level, start: Similarity, iterations: number): Alignment {
  const differences = new Float32Array(points.count)
  compare(points, other, start, differences)
  let best = scored(start, differences, points)
  for (let iteration = 0; iteration < iterations; iteration += 1) {
    const step = stepOf(points, differences)
    if (!step) break
    const [zoom, turn, shiftX, shiftY] = step
    const scale = Math.exp(zoom * points.reach)
    const angle = turn * points.reach
    const change = { real: scale * Math.cos(angle), imaginary: scale * Math.sin(angle), shiftX, shiftY }
    const move = after(best.move, inverse(change))
    compare(points, other, move, differences)
    const next = scored(move, differences, points)
    if (next.score < best.score - 0.002) break
    best = next
    if (Math.max(Math.abs(zoom), Math.abs(turn), Math.abs(shiftX), Math.abs(shiftY)) < SMALL_STEP) break
  }
  return best
}

function stepOf(points: Points, differences: Float32Array): [number, number, number, number] | undefined {
  const limit = TUKEY * spreadOf(differences, points.count)
  const { slopes } = points
  const normal = new Float64Array(10)
  const right = new Float64Array(4)
  for (let i = 0; i < points.count; i += 1) {
    const off = differences[i]!
    const share = off / limit
    if (!(share < 1 && share > -1)) continue
    const weight = (1 - share * share) ** 2
    const [a, b, c, d] = [slopes[4 * i]!, slopes[4 * i + 1]!, slopes[4 * i + 2]!, slopes[4 * i + 3]!]
    const [wa, wb, wc, wd] = [weight * a, weight * b, weight * c, weight * d]
    normal[0]! += wa * a
    normal[1]! += wa * b
    normal[2]! += wa * c
    normal[3]! += wa * d
    normal[4]! += wb * b
    normal[5]! += wb * c
    normal[6]! += wb * d
    normal[7]! += wc * c
    normal[8]! += wc * d
    normal[9]! += wd * d
    right[0]! += wa * off
    right[1]! += wb * off
    right[2]! += wc * off
    right[3]! += wd * off
  }
  return solve4(normal, right)
}

/** The usual difference: the median of some of them, as if they were spread normally. */
function spreadOf(differences: Float32Array, count: number): number {
  const every = Math.max(1, Math.floor(count / 301))
  const some: number[] = []
  for (let i = 0; i < count; i += every) {
    const off = Math.abs(differences[i]!)
    if (off >= 0) some.push(off)
  }
  if (some.length === 0) return LEAST_SPREAD
  const sorted = Float32Array.from(some).toSorted()
  return Math.max(LEAST_SPREAD, 1.4826 * sorted[sorted.length >> 1]!)
}

import { median } from './median.ts'
import { planeOf, smooth, type Plane } from './plane.ts'

/** The part of a picture that is not bars: half-open. */
export type Content = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Bars are darker than this, 0..255, in every picture. */
const BAR_LEVEL = 22
/** On one side, bars take no more of the picture than this; what is darker yet is a dark scene. */
const LARGEST_BAR = 0.4
/** Beside a bar stands a row that is half bar, half picture. */
const BAR_EDGE = 1

/** Finds black bars that stand in all of the pictures, which are of one size. */
export function contentOf(pictures: readonly Plane[]): Content {
  const { width, height } = pictures[0]!
  const isBarRow = (y: number): boolean => isDark(pictures, y * width, 1, width)
  const isBarColumn = (x: number): boolean => isDark(pictures, x, width, height)
  const [top, bottom] = barsOf(height, isBarRow)
  const [left, right] = barsOf(width, isBarColumn)
  return { left, top, right, bottom }
}

function isDark(pictures: readonly Plane[], start: number, step: number, count: number): boolean {
  return pictures.every(({ data }) => {
    for (let i = 0; i < count; i += 1) if (data[start + i * step]! > BAR_LEVEL) return false
    return true
  })
}

function barsOf(length: number, isBar: (at: number) => boolean): [number, number] {
  const largest = Math.floor(length * LARGEST_BAR)
  let [first, last] = [0, 0]
  while (first < largest && isBar(first)) first += 1
  while (last < largest && isBar(length - 1 - last)) last += 1
  // All dark to the limit is a dark scene, not a bar.
  if (first === largest) first = 0
  if (last === largest) last = 0
  return [first > 0 ? first + BAR_EDGE : 0, length - (last > 0 ? last + BAR_EDGE : 0)]
}

export function crop({ width, data }: Plane, { left, top, right, bottom }: Content): Plane {
  const part = planeOf(right - left, bottom - top)
  for (let y = top; y < bottom; y += 1) {
    part.data.set(data.subarray(y * width + left, y * width + right), (y - top) * part.width)
  }
  return part
}

/** A point that differs by no more than this in all pictures, and by more from its neighbours, is laid over them. */
const STILL_LEVELS = 3
const EDGE_LEVELS = 8
/** Grain changes points by more than that; so many times what it usually does is still no motion. */
const GRAIN = 4
/** Where more of all edges than this stand still, it is the camera that does. */
const STILL_SHARE = 0.5
/** What is laid over changes its neighbours, too, when the picture is smoothed. */
const SPILL = 2

/**
 * What is laid over moving pictures and does not move with them, such as a caption or a mark: 0 there, 1 elsewhere. The
 * pictures are some of one clip, of one size; undefined where there is nothing of the kind.
 */
export function movingPart(pictures: readonly Plane[]): Plane | undefined {
  const [first, ...others] = pictures.map(smooth)
  const { width, height, data } = first!
  const stillLevels = Math.max(STILL_LEVELS, GRAIN * grainOf(first!, others[0]))
  const mask = planeOf(width, height)
  mask.data.fill(1)
  let [edges, still] = [0, 0]
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      if (edgeAt(first!, at) < EDGE_LEVELS) continue
      edges += 1
      if (others.some(other => Math.abs(other.data[at]! - data[at]!) > stillLevels)) continue
      still += 1
      for (let row = Math.max(0, y - SPILL); row <= Math.min(height - 1, y + SPILL); row += 1) {
        mask.data.fill(0, row * width + Math.max(0, x - SPILL), row * width + Math.min(width, x + SPILL + 1))
      }
    }
  }
  return still === 0 || still > STILL_SHARE * edges ? undefined : mask
}

function edgeAt({ width, data }: Plane, at: number): number {
  return Math.abs(data[at + 1]! - data[at - 1]!) + Math.abs(data[at + width]! - data[at - width]!)
}

/** How much points without an edge change from one picture to another, in the median. */
function grainOf(one: Plane, other: Plane | undefined): number {
  if (!other) return 0
  const changes: number[] = []
  for (let at = one.width + 1; at < one.data.length - one.width - 1; at += 7) {
    if (edgeAt(one, at) < EDGE_LEVELS / 2) changes.push(Math.abs(other.data[at]! - one.data[at]!))
  }
  return median(changes)
}

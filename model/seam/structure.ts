import { align } from './align.ts'
import { moveNear, type TrackedPicture } from './pair-motion.ts'
import { valueAt } from './plane.ts'
import type { Level } from './prepared-picture.ts'
import type { Side } from './side.ts'
import {
  after,
  flowOf,
  inverse,
  meanProduct,
  moveOf,
  resized,
  STANDING,
  type Flow,
  type Similarity,
} from './similarity.ts'

/** The size that is compared: half the finest, so that grain and small errors of the motion do no harm. */
const LEVEL = 1
/** The incoming picture may be off from where the motion leads by this much and still show the same: zoom, frame widths. */
const LARGEST_ZOOM = 0.12
const LARGEST_SHIFT = 0.06
/** Texture below this is none; two pictures without any are alike. */
const LEAST_TEXTURE = 0.02

/**
 * How like the incoming picture is to what the outgoing motion leads to, by where edges and textures are, not by light or
 * colour: 1 = it goes on, 0 = nothing in common.
 */
export function structureOf(outgoing: TrackedPicture, incoming: TrackedPicture, flow: Flow, seconds: number): number {
  const to = incoming.picture.levels[LEVEL]!
  const from = outgoing.picture.levels[LEVEL]!
  const expected = resized(moveOf(flow, seconds), 1 / 2 ** LEVEL)
  const found = [expected, STANDING].map(start => align(outgoing.pointsAt(LEVEL), to, start, 8).move)
  const near = found.filter(move => isNear(after(move, inverse(expected)), from.plane.width))
  return Math.max(0, ...[expected, ...near].map(move => likeness(from, to, move)))
}

function isNear(rest: Similarity, width: number): boolean {
  const { zoom } = flowOf(rest, 1)
  return Math.abs(zoom) <= LARGEST_ZOOM && Math.hypot(rest.shiftX, rest.shiftY) <= LARGEST_SHIFT * width
}

function likeness(from: Level, to: Level, move: Similarity): number {
  const { width, height, data } = from.plane
  let [products, squares, count] = [0, 0, 0]
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [u, v] = [x - from.centreX, y - from.centreY]
      const other = valueAt(
        to.plane,
        move.real * u - move.imaginary * v + move.shiftX + to.centreX,
        move.real * v + move.imaginary * u + move.shiftY + to.centreY,
      )
      if (Number.isNaN(other)) continue
      const own = data[y * width + x]!
      products += own * other
      squares += own * own + other * other
      count += 1
    }
  }
  const none = LEAST_TEXTURE * count
  return count === 0 ? 0 : (2 * products + none) / (squares + none)
}

/** Below this score (see `Alignment`) the incoming picture is another one. */
const SAME_PICTURE = 0.4
/** A way between two pictures that is shorter than this, in pixels in the root mean square, cannot be told from none. */
const LEAST_WAY = 0.2

/**
 * How far the picture goes on from the outgoing clip's last to the incoming one's first, by the way that the outgoing motion
 * leads in that time: 1 = as it should, 0 = the same picture again, 2 = one is left out. Null where it is another picture,
 * or the motion is too slow to tell.
 */
export function advanceOf(outgoing: Side, incoming: Side, flow: Flow, seconds: number): number | null {
  const { width, height } = outgoing
  const expected = moveOf(flow, seconds)
  const own = meanProduct(flow, flow, width, height)
  if (Math.sqrt(own) * seconds < LEAST_WAY) return null
  const [from, to] = [outgoing.tracked.at(-1)!, incoming.tracked[0]!.picture]
  const found = [expected, STANDING].map(start => moveNear(from, to, start))
  const best = found.reduce((a, b) => (b.score > a.score ? b : a))
  if (best.score < SAME_PICTURE) return null
  return meanProduct(flowOf(best.move, seconds), flow, width, height) / own
}

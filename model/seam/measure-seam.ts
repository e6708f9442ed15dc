import { bothMotions } from './both-motions.ts'
import { flashOf, type Flash } from './flash.ts'
import { lightJump, usualChange, type LightJump } from './light-jump.ts'
import { STANDING_SPEED, type Motion } from './motion.ts'
import { stepsOf } from './motion-steps.ts'
import type { SeamFrames } from './seam-frames.ts'
import { sideOf, type Side } from './side.ts'
import { meanProduct, type Flow } from './similarity.ts'
import { stallOf, type Stall } from './stall.ts'
import { advanceOf, structureOf } from './structure.ts'

/** How two clips meet, measured from their pictures on both sides of the cut. */
export type SeamMatch = {
  /** From the outgoing clip's last picture to the incoming one's first, in hundredths of OKLab (see `LightJump`). */
  readonly lumaJump: number
  readonly colourJump: number
  /** The same for each of `REGIONS`, row by row. */
  readonly regions: readonly LightJump[]
  /** What changes from picture to picture anyway, in the same units. */
  readonly usual: LightJump
  /** Likeness of the two pictures at the cut: 0 = nothing in common, 1 = the motion goes on in the same picture. */
  readonly structure: number
  /** The motion of the outgoing clip before the cut, and of the incoming one after it. */
  readonly before: Motion
  readonly after: Motion
  /** Zoom after the cut by zoom before it; below 0 where they go opposite ways, null where either does not zoom or is not seen. */
  readonly zoomRatio: number | null
  /** Speed at the cut after it by speed before it: of the zoom where that is most of both motions. Null where either stands or is not seen. */
  readonly speedRatio: number | null
  /** The angle between the two flows: 0 = the same way, 180 = backwards; null where either stands or is not seen. */
  readonly wayDegrees: number | null
  readonly flash: Flash
  readonly stallBefore: Stall
  readonly stallAfter: Stall
  /** By how many pictures the motion goes on at the cut: 1 = as it should; null where another picture follows (see `advanceOf`). */
  readonly advance: number | null
  /** The incoming clip's first picture shows the outgoing one's last once more. */
  readonly isRepeated: boolean
}

/** A motion is seen from this confidence on. */
export const SEEN = 0.35
/** The motion at a cut is that of so many pictures beside it. */
const MOTION_PICTURES = 12
/** An advance below this is a repeat, whatever encoding did to the picture in between. */
const REPEATED = 0.4
/** Seconds between the pictures at the cut; a slow clip may begin in the middle of a picture that stood before. */
const LEAST_GAP = 0.01
/** Growth a second below which a ratio of zooms says nothing. */
const LEAST_ZOOM = 0.02

/**
 * Measures a seam. The more pictures there are of each side, up to 16 or so, the surer; with less than three of a side its
 * motion is not seen. Throws RangeError where a side has none, or pictures differ in size.
 */
export function measureSeam(frames: SeamFrames): SeamMatch {
  requireOneSize(frames)
  const [outgoing, incoming] = [sideOf(frames.before), sideOf(frames.after)]
  const [stepsBefore, stepsAfter] = [stepsOf(outgoing), stepsOf(incoming)]
  const [before, after] = bothMotions(
    { side: lastOf(outgoing), steps: stepsBefore.slice(1 - MOTION_PICTURES) },
    { side: firstOf(incoming), steps: stepsAfter.slice(0, MOTION_PICTURES - 1) },
  )
  const [last, first] = [frames.before.at(-1)!, frames.after[0]!]
  const { luma, colour } = lightJump(last.mean, first.mean)
  const [flowBefore, flowAfter] = [flowFrom(before, outgoing), flowFrom(after, incoming)]
  const isSeen = before.confidence >= SEEN && after.confidence >= SEEN
  const isMoving = isSeen && before.speed >= STANDING_SPEED && after.speed >= STANDING_SPEED
  const isZooming = Math.min(Math.abs(before.zoomPerSecond), Math.abs(after.zoomPerSecond)) >= LEAST_ZOOM
  const seconds = Math.max(LEAST_GAP, first.seconds - last.seconds)
  const leading = before.confidence >= SEEN ? flowBefore : STANDING_FLOW
  const advance = before.confidence >= SEEN ? advanceOf(outgoing, incoming, flowBefore, seconds) : null
  return {
    lumaJump: luma,
    colourJump: colour,
    regions: last.regions.map((region, index) => lightJump(region, first.regions[index]!)),
    usual: usualChange([frames.before, frames.after]),
    structure: structureOf(outgoing.tracked.at(-1)!, incoming.tracked[0]!, leading, seconds),
    before,
    after,
    zoomRatio: isSeen && isZooming ? after.zoomPerSecond / before.zoomPerSecond : null,
    speedRatio: isMoving ? speedRatioOf(before, after, outgoing) : null,
    wayDegrees: isMoving ? angleBetween(flowBefore, flowAfter, outgoing) : null,
    flash: flashOf(frames.after),
    stallBefore: stallOf(outgoing, stepsBefore, 'last'),
    stallAfter: stallOf(incoming, stepsAfter, 'first'),
    advance,
    isRepeated: advance !== null && Math.abs(advance) < REPEATED,
  }
}

const STANDING_FLOW: Flow = { zoom: 0, turn: 0, panX: 0, panY: 0 }

function requireOneSize({ before, after }: SeamFrames): void {
  if (before.length === 0 || after.length === 0) throw new RangeError('a seam has pictures on both sides')
  const { width, height } = before[0]!.luma
  if ([...before, ...after].some(({ luma }) => luma.width !== width || luma.height !== height)) {
    throw new RangeError('the pictures of a seam are of one size')
  }
}

function lastOf(side: Side): Side {
  return { ...side, frames: side.frames.slice(-MOTION_PICTURES), tracked: side.tracked.slice(-MOTION_PICTURES) }
}

function firstOf(side: Side): Side {
  return { ...side, frames: side.frames.slice(0, MOTION_PICTURES), tracked: side.tracked.slice(0, MOTION_PICTURES) }
}

function flowFrom({ zoomPerSecond, rollPerSecond, pan }: Motion, { width, height }: Side): Flow {
  return { zoom: zoomPerSecond, turn: (rollPerSecond * Math.PI) / 180, panX: pan.x * width, panY: pan.y * height }
}

function angleBetween(a: Flow, b: Flow, { width, height }: Side): number {
  const product = (one: Flow, other: Flow): number => meanProduct(one, other, width, height)
  const cosine = product(a, b) / Math.sqrt(product(a, a) * product(b, b))
  return (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI
}

/** Flying to another point takes points of the picture along faster, but is no faster flight. */
function speedRatioOf(before: Motion, after: Motion, { width, height }: Side): number | null {
  const spread = Math.sqrt((width * width + height * height) / 12) / width
  const isFlight = [before, after].every(({ zoomPerSecond, speed }) => (zoomPerSecond * spread) ** 2 >= speed ** 2 / 2)
  const [from, to] = isFlight ? [before.zoomAtCut, after.zoomAtCut] : [before.speedAtCut, after.speedAtCut]
  return from === 0 || to === 0 ? null : Math.abs(to / from)
}

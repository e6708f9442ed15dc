import { lineThrough, median, weightedMedian } from './median.ts'
import { widerSteps, type MotionStep } from './motion-steps.ts'
import type { Side } from './side.ts'
import { meanProduct, standingPoint, type Flow } from './similarity.ts'

export type Point = { readonly x: number; readonly y: number }

/** How a camera moves, as the pictures show it. */
export type Motion = {
  /** Natural logarithm of the growth in a second, above 0 when flying forward: 0.24 is 1 % a frame at 24 frames. */
  readonly zoomPerSecond: number
  /** The point that the flight goes to or comes from, in shares of the frame from its top left; null where nothing zooms. */
  readonly centre: Point | null
  /** How the frame's middle moves: shares of the frame's width and height a second, to the right and down. */
  readonly pan: Point
  /** Degrees a second, clockwise. */
  readonly rollPerSecond: number
  /** How fast the picture's points move, in the root mean square over the frame: frame widths a second. */
  readonly speed: number
  /** The same at the cut, and the zoom there, where the clip steadily gathers or loses speed; else as they are. */
  readonly speedAtCut: number
  readonly zoomAtCut: number
  /** 0 = not seen (no texture, or what moves is no zoom, turn or shift), 1 = sure. */
  readonly confidence: number
}

/** Pictures are compared so far apart that their points have moved by about this many pixels. */
const TELLING_PIXELS = 2
const FARTHEST_APART = 6
/** Below this many frame widths a second nobody sees a motion: the clip stands. */
export const STANDING_SPEED = 0.01
/** Below this growth a second there is no point that one flies to. */
const LEAST_ZOOM = 0.015

/** Steps between pictures far enough apart for what is slow; `steps` are those from each picture to the next. */
export function tellingSteps(
  side: Side,
  steps: readonly MotionStep[],
): { readonly steps: readonly MotionStep[]; readonly apart: number } {
  if (steps.length === 0) return { steps, apart: 1 }
  const time = (side.frames.at(-1)!.seconds - side.frames[0]!.seconds) / steps.length
  const pixels = median(steps.map(({ speed }) => speed)) * side.width * time
  const wanted = Math.round(TELLING_PIXELS / Math.max(1e-9, pixels))
  const apart = Math.max(1, Math.min(FARTHEST_APART, steps.length >> 1, wanted))
  return { steps: apart === 1 ? steps : widerSteps(side, steps, apart), apart }
}

/** What the steps agree on. */
export function flowThrough(steps: readonly MotionStep[]): Flow {
  const weights = steps.map(({ confidence }) => confidence ** 2)
  const middle = (part: (flow: Flow) => number): number =>
    weightedMedian(
      steps.map(({ flow }) => part(flow)),
      weights,
    )
  return {
    zoom: middle(({ zoom }) => zoom),
    turn: middle(({ turn }) => turn),
    panX: middle(({ panX }) => panX),
    panY: middle(({ panY }) => panY),
  }
}

/** The motion of a side, whose cut is at 0 seconds, by its steps. */
export function motionOf(side: Side, steps: readonly MotionStep[]): Motion {
  const flow = flowThrough(steps)
  const zoomAt = trendOf(steps, ({ flow }) => flow.zoom, flow.zoom)
  const speedAt = trendOf(steps, ({ speed }) => speed, speedOf(side, flow))
  const confidence = median(steps.map(({ confidence }) => confidence)) * agreement(side, steps, flow, zoomAt)
  return { ...described(side, flow, confidence), speedAtCut: Math.max(0, speedAt(0)), zoomAtCut: zoomAt(0) }
}

/** A clip gathers speed where the line through its steps leads this far from their middle, and they stay this near to it. */
const LEAST_TREND = 0.15
/** Fewer steps, which overlap where the motion is slow, may lie on a line by chance. */
const TREND_STEPS = 8
const NEAR_TREND = 0.3
/** At the cut it is at most so many times faster or slower than in the middle: more than that is a leap. */
const LARGEST_TREND = 2.5

/** A value of the steps over time: along a line where they have one, else always the same. */
function trendOf(
  steps: readonly MotionStep[],
  value: (step: MotionStep) => number,
  middle: number,
): (seconds: number) => number {
  const points = steps
    .filter(({ confidence }) => confidence > 0)
    .map(step => ({ seconds: step.seconds, value: value(step) }))
  if (points.length < TREND_STEPS) return () => middle
  const line = lineThrough(points)
  const off = (at: (seconds: number) => number): number =>
    median(points.map(({ seconds, value }) => Math.abs(value - at(seconds))))
  const atCut = line(0) / middle
  const isLarge = Math.abs(atCut - 1) > LEAST_TREND && atCut < LARGEST_TREND && atCut > 1 / LARGEST_TREND
  return isLarge && off(line) < NEAR_TREND * off(() => middle) ? line : () => middle
}

/** 1 where the single flows are alike, 0 where they contradict each other. */
function agreement(side: Side, steps: readonly MotionStep[], flow: Flow, zoomAt: (seconds: number) => number): number {
  const off = steps.map(({ seconds, flow: own }) =>
    speedOf(side, {
      zoom: own.zoom - zoomAt(seconds),
      turn: own.turn - flow.turn,
      panX: own.panX - flow.panX,
      panY: own.panY - flow.panY,
    }),
  )
  const share = median(off) / Math.max(speedOf(side, flow), 2 * STANDING_SPEED)
  return Math.max(0, Math.min(1, 1.5 - share))
}

/** Root mean square over the frame, in frame widths a second. */
function speedOf({ width, height }: Side, flow: Flow): number {
  return Math.sqrt(meanProduct(flow, flow, width, height)) / width
}

function described(side: Side, flow: Flow, confidence: number): Omit<Motion, 'speedAtCut' | 'zoomAtCut'> {
  const { width, height } = side
  const point = Math.abs(flow.zoom) < LEAST_ZOOM ? undefined : standingPoint(flow)
  return {
    zoomPerSecond: flow.zoom,
    centre: point ? { x: 0.5 + point.x / width, y: 0.5 + point.y / height } : null,
    pan: { x: flow.panX / width, y: flow.panY / height },
    rollPerSecond: (flow.turn * 180) / Math.PI,
    speed: speedOf(side, flow),
    confidence,
  }
}

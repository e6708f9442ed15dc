import type { Alignment } from './align.ts'
import { moveBetween, moveNear, type TrackedPicture } from './pair-motion.ts'
import type { Side } from './side.ts'
import { after, flowOf, meanProduct, moveOf, STANDING, type Flow, type Similarity } from './similarity.ts'

/** The motion from one picture to the next. */
export type MotionStep = {
  /** Half way between the two pictures. */
  readonly seconds: number
  readonly flow: Flow
  /** Frame widths a second. */
  readonly speed: number
  /** How well the pictures meet after it (see `Alignment`), and how far that is to be believed, 0..1. */
  readonly score: number
  readonly confidence: number
}

/** Follows the pictures from one to the next. */
export function stepsOf(side: Side): MotionStep[] {
  let last: Similarity | undefined
  return side.frames.slice(1).map((_, index) => {
    const known = last ? [last, STANDING] : [STANDING]
    const to = side.tracked[index + 1]!.picture
    const found = moveBetween(side.tracked[index]!, to, known, { isKnown: last !== undefined })
    last = found.move
    return stepOf(side, index, 1, found)
  })
}

/** The same between pictures that lie `apart` of each other; `steps` say where to look. */
export function widerSteps(side: Side, steps: readonly MotionStep[], apart: number): MotionStep[] {
  return eachPair(side, apart, (from, to, index) => {
    let guess: Similarity = STANDING
    for (let step = index; step < index + apart; step += 1) {
      guess = after(moveOf(steps[step]!.flow, timeBetween(side, step, 1)), guess)
    }
    return moveBetween(from, to.picture, [guess], { isKnown: true })
  })
}

/** The same where the motion is looked for near this flow alone. */
export function stepsNear(side: Side, flow: Flow, apart: number): MotionStep[] {
  return eachPair(side, apart, (from, to, index) =>
    moveNear(from, to.picture, moveOf(flow, timeBetween(side, index, apart))),
  )
}

function eachPair(
  side: Side,
  apart: number,
  find: (from: TrackedPicture, to: TrackedPicture, index: number) => Alignment,
): MotionStep[] {
  const count = Math.max(0, side.frames.length - apart)
  return Array.from({ length: count }, (_, index) =>
    stepOf(side, index, apart, find(side.tracked[index]!, side.tracked[index + apart]!, index)),
  )
}

function timeBetween({ frames }: Side, index: number, apart: number): number {
  return frames[index + apart]!.seconds - frames[index]!.seconds
}

/** Scores from which a move begins to be believed, and is. */
const DOUBTFUL_SCORE = 0.15
const SURE_SCORE = 0.5
/** Fewer points than this say little. */
const ENOUGH_POINTS = 120

function stepOf(side: Side, index: number, apart: number, { move, score }: Alignment): MotionStep {
  const time = timeBetween(side, index, apart)
  const flow = flowOf(move, time)
  const sure = (score - DOUBTFUL_SCORE) / (SURE_SCORE - DOUBTFUL_SCORE)
  return {
    seconds: side.frames[index]!.seconds + time / 2,
    flow,
    speed: Math.sqrt(meanProduct(flow, flow, side.width, side.height)) / side.width,
    score,
    confidence: Math.max(0, Math.min(1, sure)) * Math.min(1, side.tracked[index]!.pointsAt(0).count / ENOUGH_POINTS),
  }
}

import { flowThrough, motionOf, tellingSteps, type Motion } from './motion.ts'
import { stepsNear, type MotionStep } from './motion-steps.ts'
import type { Side } from './side.ts'

/** The same motion on both sides is believed where it explains a side worse by no more than this (see `Alignment.score`). */
const HARDLY_WORSE = 0.08

/**
 * The motions before and after a cut. In a flight what is near moves faster than what is far, and either may be what most of a
 * picture does. So each side is also looked at for the motion of the other: where that explains it nearly as well, both
 * follow the same things.
 */
export function bothMotions(
  outgoing: { readonly side: Side; readonly steps: readonly MotionStep[] },
  incoming: { readonly side: Side; readonly steps: readonly MotionStep[] },
): readonly [Motion, Motion] {
  const [before, after] = [tellingSteps(outgoing.side, outgoing.steps), tellingSteps(incoming.side, incoming.steps)]
  const beforeAsAfter = stepsNear(outgoing.side, flowThrough(after.steps), before.apart)
  const afterAsBefore = stepsNear(incoming.side, flowThrough(before.steps), after.apart)
  const worseBefore = meanScore(before.steps) - meanScore(beforeAsAfter)
  const worseAfter = meanScore(after.steps) - meanScore(afterAsBefore)
  const isShared = Math.min(worseBefore, worseAfter) < HARDLY_WORSE
  const isBeforeChanged = isShared && worseBefore < worseAfter
  return [
    motionOf(outgoing.side, isBeforeChanged ? beforeAsAfter : before.steps),
    motionOf(incoming.side, isShared && !isBeforeChanged ? afterAsBefore : after.steps),
  ]
}

function meanScore(steps: readonly MotionStep[]): number {
  return steps.reduce((sum, { score }) => sum + score, 0) / Math.max(1, steps.length)
}

import { motionOf, tellingSteps, type Motion } from './motion.ts'
import { stepsOf } from './motion-steps.ts'
import type { SeamFrame } from './seam-frames.ts'
import { sideOf } from './side.ts'

/** The motion of a camera through some pictures of one clip, the last of which stands at 0 seconds; without confidence where there are less than three. */
export function motionThrough(frames: readonly SeamFrame[]): Motion {
  const side = sideOf(frames)
  return motionOf(side, tellingSteps(side, stepsOf(side)).steps)
}

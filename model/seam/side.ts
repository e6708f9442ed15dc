import { contentOf, crop, movingPart } from './content.ts'
import { track, type TrackedPicture } from './pair-motion.ts'
import { halve, type Plane } from './plane.ts'
import { prepare, type PreparedPicture } from './prepared-picture.ts'
import type { SeamFrame } from './seam-frames.ts'

/** The pictures of one side, ready to be followed. */
export type Side = {
  readonly frames: readonly SeamFrame[]
  readonly tracked: readonly TrackedPicture[]
  readonly width: number
  readonly height: number
}

export function sideOf(frames: readonly SeamFrame[]): Side {
  const { width, height } = frames[0]!.luma
  const content = contentOf(frames.map(({ luma }) => luma))
  const centre = { x: (width - 1) / 2 - content.left, y: (height - 1) / 2 - content.top }
  const planes = frames.map(({ luma }) => crop(luma, content))
  const moving = movingPart([planes[0]!, planes[1] ?? planes[0]!, planes[planes.length >> 1]!, planes.at(-1)!])
  const mask = moving && maskOf(moving)
  return { frames, tracked: planes.map(plane => track(prepare(plane, centre), mask)), width, height }
}

function maskOf(plane: Plane): PreparedPicture {
  const planes = [plane]
  while (planes.length < 3) planes.push(halve(planes.at(-1)!))
  return { levels: planes.map(plane => ({ plane, centreX: 0, centreY: 0 })) }
}

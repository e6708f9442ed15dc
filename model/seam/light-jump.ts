import { median } from './median.ts'
import type { Oklab } from './oklab.ts'
import type { SeamFrame } from './seam-frames.ts'

/**
 * How light and colour differ from one picture to another, in hundredths of OKLab: a difference of 2 is just seen side by side.
 * Black and white are 100 apart in luma; colour is the distance of the two colour axes.
 */
export type LightJump = { readonly luma: number; readonly colour: number }

export function lightJump(from: Oklab, to: Oklab): LightJump {
  return {
    luma: 100 * (to.lightness - from.lightness),
    colour: 100 * Math.hypot(to.greenRed - from.greenRed, to.blueYellow - from.blueYellow),
  }
}

/** How much light and colour change from picture to picture where nothing is cut, in the median; both above 0. */
export function usualChange(clips: readonly (readonly SeamFrame[])[]): LightJump {
  const jumps = clips.flatMap(frames =>
    frames.slice(1).map((frame, index) => lightJump(frames[index]!.mean, frame.mean)),
  )
  return { luma: median(jumps.map(({ luma }) => Math.abs(luma))), colour: median(jumps.map(({ colour }) => colour)) }
}

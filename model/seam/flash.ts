import { lightJump, usualChange, type LightJump } from './light-jump.ts'
import { lineThrough, median } from './median.ts'
import type { Oklab } from './oklab.ts'
import type { SeamFrame } from './seam-frames.ts'

/** First pictures of a clip whose light or colour stands off from what follows. Models that begin on a given picture do so. */
export type Flash = {
  /** How many pictures, 0 where there is no flash. */
  readonly frames: number
  /** The largest difference from what follows; `luma` is above 0 for a bright flash. */
  readonly luma: number
  readonly colour: number
}

/** A change of light that goes on for longer is a fade. */
const LONGEST_FLASH = 4
/** So many pictures after a flash say what it stands off from. */
const FOLLOWING = 8
/** What stands off by less than this, in the units of `LightJump`, is not seen as a flash. */
const LEAST_FLASH = 2.5
/** The same as a multiple of what remains unexplained in the pictures that follow. */
const LEAST_TIMES = 5
/** At its end a flash loses this share of itself from one picture to the next, and so many times what usually changes. */
const SUDDEN = 0.4
const SUDDEN_TIMES = 5

const NO_FLASH: Flash = { frames: 0, luma: 0, colour: 0 }

export function flashOf(frames: readonly SeamFrame[]): Flash {
  for (let count = 1; count <= LONGEST_FLASH; count += 1) {
    const following = frames.slice(count, count + FOLLOWING)
    if (following.length < 3) break
    const off = standOff(frames, count, following)
    if (off) return off
  }
  return NO_FLASH
}

/** The flash of exactly so many pictures, if there is one. */
function standOff(frames: readonly SeamFrame[], count: number, following: readonly SeamFrame[]): Flash | undefined {
  const line = colourLine(following)
  const rest = median(following.map(frame => size(lightJump(line(frame.seconds), frame.mean))))
  const least = Math.max(LEAST_FLASH, LEAST_TIMES * rest)
  const flashing = frames.slice(0, count).map(frame => lightJump(line(frame.seconds), frame.mean))
  if (flashing.some(jump => size(jump) < least)) return undefined
  const [last, next] = [frames[count - 1]!, frames[count]!]
  const usual = usualChange([following])
  const sudden = Math.max(least / 2, SUDDEN * size(flashing.at(-1)!), SUDDEN_TIMES * size(usual))
  if (size(lightJump(last.mean, next.mean)) < sudden) return undefined
  const largest = flashing.reduce((a, b) => (size(b) > size(a) ? b : a))
  return { frames: count, ...largest }
}

const size = ({ luma, colour }: LightJump): number => Math.hypot(luma, colour)

function colourLine(frames: readonly SeamFrame[]): (seconds: number) => Oklab {
  const part = (name: keyof Oklab): ((seconds: number) => number) =>
    lineThrough(frames.map(({ seconds, mean }) => ({ seconds, value: mean[name] })))
  const [lightness, greenRed, blueYellow] = [part('lightness'), part('greenRed'), part('blueYellow')]
  return seconds => ({
    lightness: lightness(seconds),
    greenRed: greenRed(seconds),
    blueYellow: blueYellow(seconds),
  })
}

import { median } from './median.ts'
import type { MotionStep } from './motion-steps.ts'
import type { Plane } from './plane.ts'
import type { SeamFrame } from './seam-frames.ts'
import type { Side } from './side.ts'

/** How a clip slows down or stops beside the cut. */
export type Stall = {
  /** The lowest speed within `NEAR` pictures of the cut, as a share of the clip's usual one; null where it stands or is not seen. */
  readonly lowestSpeed: number | null
  /** Pictures within `NEAR` of the cut that show the one before once more. */
  readonly repeats: number
}

/** Models slow down within so many pictures of a clip's ends. */
const NEAR = 8
/** A picture that differs by less than this share of what is usual, or by less than these levels of 255, is a repeat. */
const REPEAT_SHARE = 0.12
const REPEAT_LEVELS = 0.04
/** Speeds that are believed. */
const LEAST_CONFIDENCE = 0.3
/** Below so many frame widths a second a clip stands, and cannot stall. */
const LEAST_USUAL = 0.01

/** `steps` are those of the side, `end` says at which end of it the cut is. */
export function stallOf(side: Side, steps: readonly MotionStep[], end: 'first' | 'last'): Stall {
  const fromCut = <T>(values: readonly T[]): readonly T[] => (end === 'first' ? values : values.toReversed())
  const changes = fromCut(changesOf(side.frames))
  const usualChange = upperMedian(changes)
  const repeats = changes.map(change => change < Math.max(REPEAT_LEVELS, REPEAT_SHARE * usualChange))
  const seen = fromCut(steps).map(({ speed, confidence }, index) => ({
    index,
    speed: repeats[index] ? 0 : speed,
    isKnown: repeats[index] || confidence >= LEAST_CONFIDENCE,
  }))
  const known = seen.filter(({ isKnown }) => isKnown)
  const far = known.filter(({ index }) => index >= NEAR)
  // Where the clip is not known further in, its faster half tells what is usual.
  const usual = far.length >= 3 ? median(far.map(({ speed }) => speed)) : upperMedian(known.map(({ speed }) => speed))
  if (usual < LEAST_USUAL) return { lowestSpeed: null, repeats: 0 }
  const farChange = median(changes.slice(far.length >= 3 ? NEAR : 0))
  const near = known
    .filter(({ index }) => index < NEAR)
    .map(({ index }) => {
      if (repeats[index]) return 0
      // Of one picture alone a speed may be misread; and a picture that changes as ever does not stand.
      const speed = median(known.filter(other => Math.abs(other.index - index) <= 1).map(({ speed }) => speed))
      return Math.max(speed / usual, (changes[index]! / farChange) ** 2)
    })
  return {
    lowestSpeed: near.length > 0 ? Math.min(...near) : null,
    repeats: repeats.slice(0, NEAR).filter(Boolean).length,
  }
}

function upperMedian(values: readonly number[]): number {
  const middle = median(values)
  return median(values.filter(value => value >= middle))
}

/** The mean difference of each picture from the one before, in levels of 255. */
function changesOf(frames: readonly SeamFrame[]): number[] {
  return frames.slice(1).map(({ luma }, index) => meanDifference(luma, frames[index]!.luma))
}

function meanDifference(a: Plane, b: Plane): number {
  let sum = 0
  for (let i = 0; i < a.data.length; i += 1) sum += Math.abs(a.data[i]! - b.data[i]!)
  return sum / a.data.length
}

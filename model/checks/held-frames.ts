import type { MediaId } from '../ids.ts'
import type { Clip } from '../sequence.ts'
import { scaleRound, ticksFromFrames, type FrameRate } from '../time.ts'
import type { CheckedMedia } from './check.ts'

/**
 * For how many film frames a take is over before its clip is, the dissolve after it included: its last picture stands so
 * long. 0 where its length is not known.
 */
export function heldFrames(
  clip: Clip,
  framesBeyond: number,
  rate: FrameRate,
  media: ReadonlyMap<MediaId, CheckedMedia>,
): number {
  if (clip.source.kind !== 'take') return 0
  const length = media.get(clip.source.mediaId)?.durationTicks
  if (length === null || length === undefined) return 0
  const left = Math.max(0, length - clip.sourceStartTicks)
  const { numerator, denominator } = clip.speed
  const frames = clip.frameCount + framesBeyond
  // The film frames that begin before the take is over can be filled.
  const needed = scaleRound(ticksFromFrames(frames - 1, rate), numerator, denominator)
  if (needed < left) return 0
  const ticksPerFrame = scaleRound(ticksFromFrames(1, rate), numerator, denominator)
  return frames - Math.ceil(left / ticksPerFrame)
}

import { boundWindow } from '../assemble/bound-window.ts'
import { coverableFrames } from '../assemble/source-window.ts'
import type { ShotId } from '../ids.ts'
import type { ClipSource, Speed } from '../sequence.ts'
import { framesFromTicks, ticks, TICKS_PER_SECOND, type Ticks } from '../time.ts'
import type { EditContext } from './media.ts'
import type { NewClip } from './place.ts'

/** A clip begins this far into a take that has as much to spare. */
const HANDLE_TICKS = ticks(TICKS_PER_SECOND / 2)
const AS_RECORDED: Speed = { numerator: 1, denominator: 1 }

export type PictureSource = Extract<ClipSource, { readonly kind: 'take' | 'still' }>

/** A use of a take that lasts so many frames, as it was recorded, from a handle into it on; held at its last picture where it is shorter. */
export function clipOfTake(
  {
    source,
    shotId,
    frameCount,
  }: { readonly source: PictureSource; readonly shotId: ShotId | null; readonly frameCount: number },
  context: EditContext,
): NewClip {
  const sourceStartTicks = beginOf(source, { frameCount, speed: AS_RECORDED }, context)
  return { shotId, source, frameCount, sourceStartTicks, speed: AS_RECORDED }
}

/** A use of just a part of a take, as it was recorded; without a mark it begins or ends with the take. */
export function partOfTake(
  {
    source,
    shotId,
    inTicks,
    outTicks,
  }: {
    readonly source: PictureSource
    readonly shotId: ShotId | null
    readonly inTicks: number | null
    readonly outTicks: number | null
  },
  context: EditContext,
): NewClip {
  const sourceStartTicks = ticks(Math.max(0, inTicks ?? 0))
  const whole = context.media.get(source.mediaId)?.durationTicks ?? sourceStartTicks
  const length = ticks(Math.max(0, Math.min(outTicks ?? whole, whole) - sourceStartTicks))
  const frameCount = Math.max(1, framesFromTicks(length, context.rate))
  return { shotId, source, frameCount, sourceStartTicks, speed: AS_RECORDED }
}

/** How many film frames a take fills as it was recorded; endless where nobody knows its length. */
export function framesOfTake({ mediaId }: PictureSource, { media, rate }: EditContext): number {
  const facts = media.get(mediaId)
  if (!facts) return Infinity
  const known = { ...facts, rate: facts.rate ?? rate }
  return Math.max(1, coverableFrames(known, rate, AS_RECORDED, facts.bound?.leadPictures))
}

/** Where in its take a use of so many frames at a speed begins. */
export function beginOf(
  source: PictureSource,
  { frameCount, speed }: { readonly frameCount: number; readonly speed: Speed },
  { media, rate }: EditContext,
): Ticks {
  const facts = media.get(source.mediaId)
  if (source.kind === 'still' || !facts) return ticks(0)
  const known = { durationTicks: facts.durationTicks, rate: facts.rate ?? rate }
  const bound = facts.bound ?? { begins: false, ends: false }
  return boundWindow(known, frameCount, rate, speed, HANDLE_TICKS, bound).startTicks
}

import { cellsOf } from '../edit/cells.ts'
import { PICTURE_TRACK, trackNamed } from '../edit/on-track.ts'
import { overwrite, type Placing } from '../edit/place.ts'
import type { EditContext } from '../edit/media.ts'
import type { ShotId } from '../ids.ts'
import { pictureAt, type HandedPicture } from '../seam/binding.ts'
import type { Clip, Sequence } from '../sequence.ts'
import type { Take, VideoFacts } from '../take.ts'
import { framesFromTicks, ticksFromFrames } from '../time.ts'
import { speedThrough } from './bound-window.ts'

/** A bridge as long as a second is short, and long enough to be seen as one move. */
export const BRIDGE_SECONDS = 1
/** It takes at most this share of either clip. */
const MOST_OF_A_CLIP = 1 / 3

/** How many frames of the clips on both sides a bridge of so many covers: never more than a third of either. */
export function bridgeHalves(
  wishedFrames: number,
  beforeFrames: number,
  afterFrames: number,
): { readonly before: number; readonly after: number } {
  const most = (frames: number): number => Math.max(1, Math.floor(frames * MOST_OF_A_CLIP))
  const before = Math.min(Math.floor(wishedFrames / 2), most(beforeFrames))
  const after = Math.min(Math.ceil(wishedFrames / 2), most(afterFrames))
  return { before, after }
}

type Placed = { readonly clip: Clip; readonly startFrame: number }

/**
 * Where a bridge lies (B6): from after the frame that shows the picture it begins on to before the frame that shows the one it ends on,
 * played so that it fills what is between. The clips on both sides give those frames, which stay theirs as handles; nothing
 * moves. Null where the cut does not show these pictures, or the two clips do not meet.
 */
export function bridgePlacing(
  sequence: Sequence,
  take: Pick<Take, 'id' | 'media' | 'handed'>,
  factsOf: (clip: Clip) => VideoFacts | undefined,
): Placing | null {
  const { media, handed } = take
  if (!media || !handed?.first || !handed.last) return null
  const { rate } = sequence
  const clips = clipsOf(sequence)
  const frameOf = ({ clip, startFrame }: Placed, { mediaId, picture }: HandedPicture): number | null => {
    const facts = factsOf(clip)
    if (!facts || clip.source.kind !== 'take' || clip.source.mediaId !== mediaId) return null
    const frames = Array.from({ length: clip.frameCount }, (_, frame) => frame)
    const frame = frames.findLast(at => pictureAt(clip, at, facts, rate) === picture)
    return frame === undefined ? null : startFrame + frame
  }
  for (const [index, before] of clips.entries()) {
    const after = clips[index + 1]
    if (!after || before.clip.shotId !== handed.first.shotId || after.clip.shotId !== handed.last.shotId) continue
    if (before.startFrame + before.clip.frameCount !== after.startFrame) continue
    const [from, to] = [frameOf(before, handed.first), frameOf(after, handed.last)]
    if (from === null || to === null || to - from < 2) continue
    return placingBetween(take.id, media, from + 1, to, sequence)
  }
  return null
}

function placingBetween(
  takeId: Take['id'],
  { id: mediaId, facts }: NonNullable<Take['media']>,
  frame: number,
  endFrame: number,
  { rate }: Sequence,
): Placing {
  const frameCount = endFrame - frame
  const pictures = framesFromTicks(facts.durationTicks, facts.rate)
  const played = { numerator: 1, denominator: 1 }
  const clip = {
    shotId: null,
    source: { kind: 'take', takeId, mediaId },
    frameCount,
    sourceStartTicks: ticksFromFrames(1, facts.rate),
    speed: speedThrough(pictures - 2, facts.rate, frameCount, rate, played),
  } as const
  return { clip, frame, trackName: PICTURE_TRACK }
}

/** The cut with a bridge over it; as it was where it does not fit. */
export function withBridge(
  sequence: Sequence,
  take: Pick<Take, 'id' | 'media' | 'handed'>,
  factsOf: (clip: Clip) => VideoFacts | undefined,
  context: EditContext,
): Sequence {
  const placing = bridgePlacing(sequence, take, factsOf)
  return placing ? overwrite(sequence, placing, context) : sequence
}

/** The frame of the cut between two shots' clips; null where they do not meet. */
export function cutBetween(sequence: Sequence, from: ShotId, to: ShotId): number | null {
  const clips = clipsOf(sequence)
  const at = clips.findIndex(({ clip }, index) => clip.shotId === from && clips[index + 1]?.clip.shotId === to)
  return at < 0 ? null : clips[at + 1]!.startFrame
}

export function clipsOf(sequence: Sequence): Placed[] {
  const placed: Placed[] = []
  let startFrame = 0
  for (const { item } of cellsOf(trackNamed(sequence, PICTURE_TRACK))) {
    if (item.kind === 'clip') placed.push({ clip: item, startFrame })
    startFrame += item.frameCount
  }
  return placed
}

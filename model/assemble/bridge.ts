import { cellsOf } from '../edit/cells.ts'
import { PICTURE_TRACK, trackNamed } from '../edit/on-track.ts'
import { overwrite, type Placing } from '../edit/place.ts'
import type { EditContext } from '../edit/media.ts'
import type { TakeId } from '../ids.ts'
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
type Seam = NonNullable<Take['bridge']>

/** The takes that lie over a seam: one that is there already gives way to another. */
export type BridgesOf = (seam: Seam) => ReadonlySet<TakeId>

/**
 * Where a bridge lies (B6): from after the frame that shows the picture it begins on to before the frame that shows the one it ends on,
 * played so that it fills what is between. The clips on both sides give those frames, which stay theirs as handles; nothing
 * moves. Null where the cut does not show these pictures, or the two clips do not meet.
 */
export function bridgePlacing(
  sequence: Sequence,
  take: Pick<Take, 'id' | 'media' | 'handed'>,
  factsOf: (clip: Clip) => VideoFacts | undefined,
  bridgesOf: BridgesOf = () => new Set(),
): Placing | null {
  const { media, handed } = take
  if (!media || !handed?.first || !handed.last) return null
  const { rate } = sequence
  const frameOf = ({ clip, startFrame }: Placed, { mediaId, picture }: HandedPicture): number | null => {
    const facts = factsOf(clip)
    if (!facts || clip.source.kind !== 'take' || clip.source.mediaId !== mediaId) return null
    const frames = Array.from({ length: clip.frameCount }, (_, frame) => frame)
    const frame = frames.findLast(at => pictureAt(clip, at, facts, rate) === picture)
    return frame === undefined ? null : startFrame + frame
  }
  const seam = { from: handed.first.shotId, to: handed.last.shotId }
  for (const { before, after } of meetingsOf(sequence, seam, bridgesOf(seam))) {
    const [from, to] = [frameOf(before, handed.first), frameOf(after, handed.last)]
    if (from === null || to === null || to - from < 2) continue
    return placingBetween(take.id, media, from + 1, to, sequence)
  }
  return null
}

type Meeting = { readonly before: Placed; readonly after: Placed }

/** Where a clip of the first shot is followed by one of the second, or just a bridge lies between them. */
function meetingsOf(sequence: Sequence, { from, to }: Seam, bridges: ReadonlySet<TakeId>): Meeting[] {
  const clips = clipsOf(sequence)
  return clips.flatMap((before, index) => {
    const next = clips[index + 1]
    const after = next && isOneOf(bridges, next.clip) ? clips[index + 2] : next
    if (!next || !after || before.clip.shotId !== from || after.clip.shotId !== to) return []
    const isWhole = endOf(before) === next.startFrame && (after === next || endOf(next) === after.startFrame)
    return isWhole ? [{ before, after }] : []
  })
}

/** Whether a bridge over a seam lies in a cut. */
export function isBridged(sequence: Sequence, seam: Seam, bridges: ReadonlySet<TakeId>): boolean {
  return meetingsOf(sequence, seam, bridges).some(({ before, after }) => endOf(before) < after.startFrame)
}

function isOneOf(takes: ReadonlySet<TakeId>, { source }: Clip): boolean {
  return source.kind === 'take' && takes.has(source.takeId)
}

function endOf({ clip, startFrame }: Placed): number {
  return startFrame + clip.frameCount
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
  const clip = {
    shotId: null,
    source: { kind: 'take', takeId, mediaId },
    frameCount,
    sourceStartTicks: ticksFromFrames(1, facts.rate),
    speed: speedThrough(pictures - 2, facts.rate, frameCount, rate),
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

/** The seams whose cut a person has pinned, as "from to"; of one that is bridged the cut is under the bridge. */
export function pinnedSeams(sequence: Sequence): ReadonlySet<string> {
  const ofShots = clipsOf(sequence).filter(({ clip }) => clip.shotId !== null)
  const pinned = ofShots.flatMap((before, index) => {
    const after = ofShots[index + 1]
    const isPinned = after && sequence.anchorFrames.some(frame => frame >= endOf(before) && frame <= after.startFrame)
    return isPinned ? [`${before.clip.shotId} ${after.clip.shotId}`] : []
  })
  return new Set(pinned)
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

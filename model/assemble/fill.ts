import { cellOf, cellsOf, startOf, type Cell } from '../edit/cells.ts'
import type { EditContext } from '../edit/media.ts'
import { PICTURE_TRACK, trackNamed, withCells } from '../edit/on-track.ts'
import { overwrite } from '../edit/place.ts'
import { replaceTake } from '../edit/replace-take.ts'
import type { ItemId, ShotId } from '../ids.ts'
import { MIN_PLACE_FRAMES } from '../plan/cut-points.ts'
import type { Clip, Sequence } from '../sequence.ts'

export type Filled = {
  readonly sequence: Sequence
  /** Shots that had nothing to show, or were not in the cut, and have a take now. */
  readonly filled: readonly ShotId[]
  /** Shots that no hand has touched and that show what was chosen for them since. */
  readonly renewed: readonly ShotId[]
}

type Placed = { readonly clip: Clip; readonly startFrame: number }

/**
 * Takes from a new assembly what the hand has left open (A11): cards and stills get their takes, untouched clips the take that was chosen
 * since, empty places the shots that stand nowhere else. Nothing else changes, and nothing moves. `previous` is what was
 * assembled last; without it no clip is known to be untouched.
 */
export function fillUntouched(
  current: Sequence,
  proposed: Sequence,
  previous: Sequence | null,
  context: EditContext,
): Filled {
  const wanted = clipsOf(proposed)
  const before = new Map((previous ? clipsOf(previous) : []).map(placed => [placed.clip.id, placed]))
  const filled: ShotId[] = []
  const renewed: ShotId[] = []
  let sequence = current
  for (const { clip, startFrame } of wanted) {
    const { shotId } = clip
    if (shotId === null || clip.source.kind === 'missing') continue
    const uses = clipsOf(sequence).filter(placed => placed.clip.shotId === shotId)
    for (const use of uses) {
      if (use.clip.source.kind === 'missing' || (use.clip.source.kind === 'still' && clip.source.kind === 'take')) {
        sequence = withSource(sequence, use.clip.id, clip, context)
        filled.push(shotId)
      } else if (isUntouched(use, before.get(use.clip.id)) && !isSameUse(use, { clip, startFrame })) {
        const isSamePlace = use.startFrame === startFrame && use.clip.frameCount === clip.frameCount
        const renewedCut = isSamePlace
          ? withClip(sequence, use.clip.id, clip, context)
          : withSource(sequence, use.clip.id, clip, context)
        if (renewedCut === sequence) continue
        sequence = renewedCut
        renewed.push(shotId)
      }
    }
    if (uses.length > 0) continue
    const room = emptyRoom(sequence, startFrame, startFrame + clip.frameCount)
    if (!room) continue
    const { kind: _kind, id: _id, ...fresh } = clip
    const placing = {
      clip: { ...fresh, frameCount: room.frameCount },
      frame: room.startFrame,
      trackName: PICTURE_TRACK,
    }
    sequence = overwrite(sequence, placing, context)
    filled.push(shotId)
  }
  return { sequence, filled, renewed }
}

function clipsOf(sequence: Sequence): Placed[] {
  const cells = cellsOf(trackNamed(sequence, PICTURE_TRACK))
  const placed: Placed[] = []
  let startFrame = 0
  for (const { item } of cells) {
    if (item.kind === 'clip') placed.push({ clip: item, startFrame })
    startFrame += item.frameCount
  }
  return placed
}

function isUntouched(use: Placed, before: Placed | undefined): boolean {
  return before !== undefined && isSameUse(use, before)
}

function isSameUse(a: Placed, b: Placed): boolean {
  return a.startFrame === b.startFrame && inShort(a.clip) === inShort(b.clip)
}

function inShort({ frameCount, source, sourceStartTicks, speed, isOff, momentTicks }: Clip): string {
  const shown = source.kind === 'missing' ? source.kind : source.mediaId
  return [
    frameCount,
    shown,
    sourceStartTicks,
    speed.numerator,
    speed.denominator,
    isOff ?? false,
    momentTicks ?? '',
  ].join(' ')
}

/** The clip's place with another's take in it. */
function withSource(sequence: Sequence, itemId: ItemId, { source, shotId }: Clip, context: EditContext): Sequence {
  if (source.kind !== 'take' && source.kind !== 'still') return sequence
  const isShown = clipsOf(sequence).some(
    ({ clip }) => clip.id === itemId && clip.source.kind === source.kind && clip.source.mediaId === source.mediaId,
  )
  return isShown ? sequence : replaceTake(sequence, { itemId, source, shotId }, context)
}

/** The clip gives way to another of its length. */
function withClip(sequence: Sequence, itemId: ItemId, clip: Clip, context: EditContext): Sequence {
  const track = trackNamed(sequence, PICTURE_TRACK)
  const cells = cellsOf(track).map((cell): Cell =>
    cell.item.id === itemId ? { ...cellOf({ ...clip, id: itemId }), transition: cell.transition } : cell,
  )
  return withCells(sequence, track, context, () => cells)
}

/** The longest empty stretch inside a place, when a clip can be seen in it. */
function emptyRoom(sequence: Sequence, startFrame: number, endFrame: number) {
  let best: { startFrame: number; frameCount: number } | undefined
  const cells = cellsOf(trackNamed(sequence, PICTURE_TRACK))
  for (const [index, { item }] of cells.entries()) {
    if (item.kind !== 'gap') continue
    const gapStart = startOf(cells, index)
    const from = Math.max(gapStart, startFrame)
    const frameCount = Math.min(gapStart + item.frameCount, endFrame) - from
    if (frameCount > (best?.frameCount ?? 0)) best = { startFrame: from, frameCount }
  }
  return best && best.frameCount >= Math.min(MIN_PLACE_FRAMES, endFrame - startFrame) ? best : undefined
}

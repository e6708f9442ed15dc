import type { ItemId } from '../ids.ts'
import type { Sequence } from '../sequence.ts'
import { ticks } from '../time.ts'
import { momentOffset, sourceTicks, type EditContext } from './media.ts'
import { findClip, withCells } from './on-track.ts'
import { refuse } from './refuse.ts'
import { slipReach } from './slip.ts'

/** E34 Notes which picture of a clip must hit a beat: the one at this frame of the film; null for none any more. */
export function setMoment(
  sequence: Sequence,
  { itemId, frame }: { readonly itemId: ItemId; readonly frame: number | null },
  context: EditContext,
): Sequence {
  const { track, cells, index, item, startFrame, endFrame } = findClip(sequence, itemId)
  if (track.kind !== 'picture') refuse('Moments are of pictures.')
  if (frame !== null && (frame < startFrame || frame >= endFrame)) refuse('That frame is not in this clip.')
  const { momentTicks: _before, ...plain } = item
  const changed =
    frame === null
      ? plain
      : { ...plain, momentTicks: ticks(item.sourceStartTicks + sourceTicks(item, frame - startFrame, context.rate)) }
  return withCells(sequence, track, context, () => cells.with(index, { ...cells[index]!, item: changed }))
}

/**
 * By how many frames a clip must be slipped so that its moment falls on a beat inside it: the nearest one that its take reaches, and
 * where it stands on one already the next one, after the last the first. Null where there is none.
 */
export function landing(
  sequence: Sequence,
  itemId: ItemId,
  beats: readonly number[],
  context: EditContext,
): number | null {
  const { item, startFrame, endFrame } = findClip(sequence, itemId)
  const offset = momentOffset(item, context.rate)
  if (offset === null) return null
  const now = startFrame + offset
  const { min, max } = slipReach(sequence, itemId, context)
  const reached = beats.filter(beat => beat >= startFrame && beat < endFrame && now - beat >= min && now - beat <= max)
  const isOnBeat = beats.includes(now)
  const target = isOnBeat
    ? (reached.find(beat => beat > now) ?? reached.find(beat => beat !== now))
    : reached.toSorted((a, b) => Math.abs(a - now) - Math.abs(b - now))[0]
  return target === undefined ? null : now - target
}

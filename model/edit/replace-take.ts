import type { ItemId, ShotId } from '../ids.ts'
import type { Sequence } from '../sequence.ts'
import { beginOf, type PictureSource } from './clip-of-take.ts'
import type { EditContext } from './media.ts'
import { findClip, withCells } from './on-track.ts'
import { refuse } from './refuse.ts'

export type Replacement = {
  readonly itemId: ItemId
  readonly source: PictureSource
  /** The shot that the clip shows from now on. */
  readonly shotId: ShotId | null
}

/**
 * E22 Shows another take in a clip's place, a handle into it, at the clip's speed. One that is too short for the place is
 * held at its last picture.
 *
 *     before  |   a   |   b: take 1   |   c   |
 *     after   |   a   |   b: take 2   |   c   |
 */
export function replaceTake(
  sequence: Sequence,
  { itemId, source, shotId }: Replacement,
  context: EditContext,
): Sequence {
  const { track, cells, index, item } = findClip(sequence, itemId)
  if (track.kind !== 'picture') refuse('A take has no place among the sounds.')
  const sourceStartTicks = beginOf(source, item, context)
  // The moment was the other take's.
  const { momentTicks: _moment, ...use } = item
  return withCells(sequence, track, context, () =>
    cells.with(index, { ...cells[index]!, item: { ...use, shotId, source, sourceStartTicks } }),
  )
}

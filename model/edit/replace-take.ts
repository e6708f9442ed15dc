import { sourceWindow } from '../assemble/source-window.ts'
import type { ItemId, ShotId } from '../ids.ts'
import type { Clip, ClipSource, Sequence } from '../sequence.ts'
import { ticks, TICKS_PER_SECOND, type Ticks } from '../time.ts'
import type { EditContext } from './media.ts'
import { findClip, withCells } from './on-track.ts'
import { refuse } from './refuse.ts'

/** A clip begins this far into a take that has as much to spare. */
const HANDLE_TICKS = ticks(TICKS_PER_SECOND / 2)

export type Replacement = {
  readonly itemId: ItemId
  readonly source: Extract<ClipSource, { readonly kind: 'take' | 'still' }>
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
  const sourceStartTicks = beginOf(item, source, context)
  return withCells(sequence, track, context, () =>
    cells.with(index, { ...cells[index]!, item: { ...item, shotId, source, sourceStartTicks } }),
  )
}

function beginOf(item: Clip, source: Replacement['source'], { media, rate }: EditContext): Ticks {
  const facts = media.get(source.mediaId)
  if (source.kind === 'still' || !facts) return ticks(0)
  const known = { durationTicks: facts.durationTicks, rate: facts.rate ?? rate }
  return sourceWindow(known, item.frameCount, rate, item.speed, HANDLE_TICKS).startTicks
}

import type { ItemId } from '../ids.ts'
import type { Sequence } from '../sequence.ts'
import { spareAfter, spareBefore, startMoved, withEnd, withStart, type EditContext } from './media.ts'
import { findClip, withCells } from './on-track.ts'
import { least, refuse, within, WHY, type Reach } from './refuse.ts'

type Shift = { readonly itemId: ItemId; readonly frames: number }

/**
 * E13 Shows another part of the take in the same place: `frames` later when positive.
 *
 *     before  |   a   [2..6]   |
 *     after   |   a   [3..7]   |
 */
export function slip(sequence: Sequence, { itemId, frames }: Shift, context: EditContext): Sequence {
  const { track, cells, index, item } = findClip(sequence, itemId)
  const moved = within(slipReach(sequence, itemId, context), frames, 0)
  if (moved === 0) return sequence
  const sourceStartTicks = startMoved(item, moved, sequence.rate)
  return withCells(sequence, track, context, () =>
    cells.with(index, { ...cells[index]!, item: { ...item, sourceStartTicks } }),
  )
}

/** How many film frames a clip can be slipped by. */
export function slipReach(sequence: Sequence, itemId: ItemId, context: EditContext): Reach {
  const { item } = findClip(sequence, itemId)
  if (item.source.kind === 'missing' || item.source.kind === 'still') {
    return refuse('There is no take here whose other parts could be shown.')
  }
  const [before, after] = [spareBefore(item, context), spareAfter(item, context)]
  return { min: 0 - before, max: after, whyMin: WHY.takeBegins, whyMax: WHY.takeEnds }
}

/**
 * E14 Moves a clip between its neighbours: one gives what the other takes, and the clip shows the same.
 *
 *     before  |   a   |  b  |   c   |
 *     after   |  a |  b  |    c     |
 */
export function slide(sequence: Sequence, { itemId, frames }: Shift, context: EditContext): Sequence {
  const { track, cells, index } = findClip(sequence, itemId)
  const moved = within(slideReach(sequence, itemId, context), frames, 0)
  if (moved === 0) return sequence
  const [before, after] = [cells[index - 1]!, cells[index + 1]!]
  return withCells(sequence, track, context, () =>
    cells
      .with(index - 1, { ...before, item: withEnd(before.item, moved) })
      .with(index + 1, { ...after, item: withStart(after.item, moved, sequence.rate) }),
  )
}

/** How many film frames a clip can be slid by. */
export function slideReach(sequence: Sequence, itemId: ItemId, context: EditContext): Reach {
  const { cells, index } = findClip(sequence, itemId)
  const [before, after] = [cells[index - 1]?.item, cells[index + 1]?.item]
  if (!before || !after) return refuse('The first and the last clip have no neighbours to slide between.')
  const [back, whyMin] = least(
    [spareBefore(after, context), 'The take after it begins there.'],
    [before.frameCount - (before.kind === 'gap' ? 0 : 1), WHY.neighbour],
  )
  const [on, whyMax] = least(
    [spareAfter(before, context), 'The take before it ends there.'],
    [after.frameCount - (after.kind === 'gap' ? 0 : 1), WHY.neighbour],
  )
  return { min: 0 - back, max: on, whyMin, whyMax }
}

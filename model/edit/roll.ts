import type { ItemId } from '../ids.ts'
import type { Sequence } from '../sequence.ts'
import { spareAfter, spareBefore, withEnd, withStart, type EditContext } from './media.ts'
import { findItem, withCells, type Found } from './on-track.ts'
import { least, refuse, within, WHY, type Reach } from './refuse.ts'

/**
 * E12 Moves the cut that begins an item to a frame: one side gives what the other takes, and nothing else moves.
 *
 *     before  |     a     |   b   |
 *     after   |   a   |     b     |
 *
 * As far as both keep a frame and their takes reach. @throws StudioError edit/refused
 */
export function roll(
  sequence: Sequence,
  { itemId, frame }: { readonly itemId: ItemId; readonly frame: number },
  context: EditContext,
): Sequence {
  const found = findItem(sequence, itemId)
  const delta = within(reachOf(found, context), frame, found.startFrame) - found.startFrame
  if (delta === 0) return sequence
  const { cells, index, item } = found
  const before = cells[index - 1]!
  return withCells(sequence, found.track, context, () =>
    cells.toSpliced(
      index - 1,
      2,
      { ...before, item: withEnd(before.item, delta) },
      { ...cells[index]!, item: withStart(item, delta, sequence.rate) },
    ),
  )
}

function reachOf({ cells, index, item, startFrame }: Found, context: EditContext): Reach {
  const before = cells[index - 1]?.item
  if (!before) return refuse('There is no cut before the first clip.')
  const [back, whyMin] = least([before.frameCount - 1, WHY.neighbour], [spareBefore(item, context), WHY.takeBegins])
  const [on, whyMax] = least([item.frameCount - 1, WHY.neighbour], [spareAfter(before, context), WHY.takeEnds])
  return { min: startFrame - back, max: startFrame + on, whyMin, whyMax }
}

import type { ItemId } from '../ids.ts'
import type { Clip, Sequence } from '../sequence.ts'
import type { EditContext } from './media.ts'
import { findClip, withCells } from './on-track.ts'

/** E33 Switches clips off, or on again: what is off keeps its place, and is neither seen nor heard. */
export function switchClips(
  sequence: Sequence,
  { itemIds, isOff }: { readonly itemIds: readonly ItemId[]; readonly isOff: boolean },
  context: EditContext,
): Sequence {
  return itemIds.reduce((result, itemId) => {
    const { track, cells, index, item } = findClip(result, itemId)
    if ((item.isOff ?? false) === isOff) return result
    return withCells(result, track, context, () => cells.with(index, { ...cells[index]!, item: switched(item, isOff) }))
  }, sequence)
}

function switched({ isOff: _isOff, ...clip }: Clip, isOff: boolean): Clip {
  return isOff ? { ...clip, isOff } : clip
}

import type { ItemId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import { pictureClips } from '../../../editor/placed-clips.ts'

/** The clips that a gesture which is going on carries along as they are: what a ripple moves. */
export function movingClips(before: Sequence, shown: Sequence): ReadonlySet<ItemId> {
  if (before === shown) return NONE
  const starts = new Map(pictureClips(before).map(({ item, startFrame }) => [item.id, { item, startFrame }]))
  const moved = pictureClips(shown).filter(({ item, startFrame }) => {
    const old = starts.get(item.id)
    return old !== undefined && old.item === item && old.startFrame !== startFrame
  })
  return new Set(moved.map(({ item }) => item.id))
}

const NONE: ReadonlySet<ItemId> = new Set()

import { assertNever } from '#model/assert-never.ts'
import type { Edit } from '#model/edit/apply.ts'
import type { ItemId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import { itemById, pictureItems, type PlacedItem } from './placed-clips.ts'

/** How a cut is trimmed by keys: moved between its clips, or by the end before it or the start after it, rippling. */
export const TRIM_TYPES = ['roll', 'ripple-end', 'ripple-start'] as const
export type TrimType = (typeof TRIM_TYPES)[number]

/** A cut, known by the item that it begins. */
export type TrimPoint = { readonly itemId: ItemId; readonly type: TrimType }

export type TrimCut = { readonly frame: number; readonly before: PlacedItem; readonly after: PlacedItem }

/** Where the cut stands; undefined once it is gone. */
export function cutOfPoint(sequence: Sequence, { itemId }: TrimPoint): TrimCut | undefined {
  const after = itemById(sequence, itemId)
  const items = pictureItems(sequence)
  const before = after && items[items.indexOf(after) - 1]
  return before && { frame: after.startFrame, before, after }
}

/** The next way of trimming the same cut; another cut is taken in the way of the one before. */
export function nextTrimPoint(now: TrimPoint | null, itemId: ItemId): TrimPoint {
  if (now === null) return { itemId, type: 'roll' }
  if (now.itemId !== itemId) return { itemId, type: now.type }
  return { itemId, type: TRIM_TYPES[(TRIM_TYPES.indexOf(now.type) + 1) % TRIM_TYPES.length]! }
}

/** The edit that brings the cut, or its edge, to a frame. */
export function trimPointEdit({ type }: TrimPoint, { before, after }: TrimCut, frame: number): Edit {
  switch (type) {
    case 'roll':
      return { kind: 'roll', itemId: after.item.id, frame }
    case 'ripple-end':
      return { kind: 'trim', itemId: before.item.id, edge: 'end', frame, mode: 'ripple' }
    case 'ripple-start':
      return { kind: 'trim', itemId: after.item.id, edge: 'start', frame, mode: 'ripple' }
    default:
      return assertNever(type)
  }
}

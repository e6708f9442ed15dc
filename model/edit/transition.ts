import type { ItemId } from '../ids.ts'
import type { Sequence, Transition, TransitionStyle } from '../sequence.ts'
import { roomFor } from './cells.ts'
import type { EditContext } from './media.ts'
import { findItem, withCells } from './on-track.ts'
import { refuse } from './refuse.ts'

export type TransitionWish = {
  /** The item that the cut begins. */
  readonly itemId: ItemId
  readonly style: TransitionStyle | 'cut'
  /** How long it shall last, centred on the cut. */
  readonly frames: number
}

/**
 * E26 Makes of a cut a dissolve or a dip to black, or of these a cut; nothing moves. As long as wanted, or as the clips and,
 * for a dissolve, their takes leave room.
 *
 *     before  |      a      |      b      |
 *     after   |      a   (  |  )   b      |
 *
 * @throws StudioError edit/refused where there is no cut, or no frame to spare
 */
export function changeTransition(sequence: Sequence, wish: TransitionWish, context: EditContext): Sequence {
  const { track, cells, index, item } = findItem(sequence, wish.itemId)
  const before = cells[index - 1]
  if (!before) return refuse('There is no cut before the first clip.')
  if (track.kind !== 'picture') refuse('Sounds have fades of their own.')
  const { style } = wish
  if (style === 'cut') return withCells(sequence, track, context, () => cells.with(index, { item, transition: null }))
  const taken = before.transition?.outFrames ?? 0
  const leftAfter = item.frameCount - (cells[index + 1]?.transition?.inFrames ?? 0)
  const frames = Math.max(1, wish.frames)
  return withCells(sequence, track, context, newId => {
    const wanted: Transition = {
      kind: 'transition',
      id: cells[index]!.transition?.id ?? newId('transition'),
      style,
      inFrames: Math.floor(frames / 2),
      outFrames: Math.min(Math.ceil(frames / 2), leftAfter),
    }
    const transition = roomFor(wanted, before.item, taken, item, context)
    if (!transition) refuse('The takes on both sides have no frames to spare for a dissolve here; a dip needs none.')
    return cells.with(index, { item, transition })
  })
}

import type { ItemId } from '../ids.ts'
import { filmFrames, type Sequence } from '../sequence.ts'
import { framesIn, type FrameRange } from '../time.ts'
import { cellsBefore, rippleEnd } from './anchors.ts'
import { carve, cellOf, cellsOf } from './cells.ts'
import type { EditContext } from './media.ts'
import { lifted } from './move.ts'
import { fitTo } from './neighbours.ts'
import { findItem, holdsSong, PICTURE_TRACK, trackNamed, withCells } from './on-track.ts'
import { refuse } from './refuse.ts'

type Items = { readonly itemIds: readonly ItemId[] }

/**
 * E16 Takes clips out; nothing moves.
 *
 *     before  |  a  |  b  |  c  |
 *     after   |  a  |     |  c  |
 */
export function clear(sequence: Sequence, { itemIds }: Items, context: EditContext): Sequence {
  return itemIds.reduce((result, itemId) => {
    const { track, cells } = findItem(result, itemId)
    return withCells(result, track, context, newId => lifted(cells, itemId, newId('gap')))
  }, sequence)
}

/**
 * E17 Takes clips or gaps out; what follows comes along as far as the next anchor ^, before which the last clip takes from
 * its take, or a gap opens.
 *
 *     before  |  a  |  b  |  c  |  d  ^
 *     after   |  a  |  c  |    d      ^
 */
export function rippleDelete(sequence: Sequence, { itemIds }: Items, context: EditContext): Sequence {
  return itemIds.reduce((result, itemId) => {
    const { track, cells, index, startFrame } = findItem(result, itemId)
    const anchor = rippleEnd(result, cells, startFrame + 1)
    const end = cellsBefore(cells, anchor)
    return withCells(result, track, context, newId => {
      const moving = [...cells.slice(0, index), ...plainCut(cells.slice(index + 1, end))]
      // Nothing but what stood after it takes its place: what stood before it stays as long as it is.
      const kept = end === index + 1 ? [...moving, cellOf(gapOf(newId('gap'), anchor - startFrame))] : moving
      return [
        ...fitTo(kept, anchor, context, newId),
        ...(end === index + 1 ? plainCut(cells.slice(end)) : cells.slice(end)),
      ]
    })
  }, sequence)
}

/** E18 Takes a span out of the picture, or of the named tracks; it stays empty. */
export function lift(
  sequence: Sequence,
  { trackNames, ...wanted }: FrameRange & { readonly trackNames: readonly string[] | null },
  context: EditContext,
): Sequence {
  const range = spanIn(sequence, wanted)
  let result = sequence
  for (const track of sequence.tracks) {
    if (holdsSong(track) || !(trackNames ?? [PICTURE_TRACK]).includes(track.name)) continue
    result = withCells(result, track, context, newId => {
      const { before, after } = carve(cellsOf(track), range, sequence.rate, newId)
      return [...before, cellOf(gapOf(newId('gap'), framesIn(range))), ...after]
    })
  }
  return result
}

/** E19 Takes a span out of the picture and closes up, as far as the next anchor. */
export function extract(sequence: Sequence, wanted: FrameRange, context: EditContext): Sequence {
  const range = spanIn(sequence, wanted)
  const track = trackNamed(sequence, PICTURE_TRACK)
  const anchor = rippleEnd(sequence, cellsOf(track), range.startFrame + 1)
  if (anchor < range.endFrame) refuse('There is an anchor in this span, and ripples stop at anchors.')
  return withCells(sequence, track, context, newId => {
    const { before, after } = carve(cellsOf(track), range, sequence.rate, newId)
    const end = cellsBefore(after, anchor - range.endFrame)
    if (end === 0) return [...before, cellOf(gapOf(newId('gap'), framesIn(range))), ...plainCut(after)]
    return [...fitTo([...before, ...after.slice(0, end)], anchor, context, newId), ...after.slice(end)]
  })
}

function spanIn({ film }: Sequence, wanted: FrameRange): FrameRange {
  const range = {
    startFrame: Math.max(0, wanted.startFrame),
    endFrame: Math.min(filmFrames(film), wanted.endFrame),
  }
  return framesIn(range) < 1 ? refuse('Mark where the span begins and ends first.') : range
}

function gapOf(id: ItemId, frameCount: number) {
  return { kind: 'gap', id, frameCount } as const
}

function plainCut<C extends { readonly transition: unknown }>(cells: readonly C[]): C[] {
  const [first, ...rest] = cells
  return first ? [{ ...first, transition: null }, ...rest] : []
}

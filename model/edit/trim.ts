import type { ItemId } from '../ids.ts'
import type { Sequence } from '../sequence.ts'
import { cellsBefore, rippleEnd } from './anchors.ts'
import { cellOf, type Cell, type NewId } from './cells.ts'
import { spareAfter, spareBefore, withEnd, withStart, type EditContext } from './media.ts'
import { eatHead, eatTail, fitTo, roomAtHead, roomAtTail } from './neighbours.ts'
import { findClip, withCells, type Found } from './on-track.ts'
import { least, within, WHY, type Reach } from './refuse.ts'
import type { Clip } from '../sequence.ts'

export type Edge = 'start' | 'end'
export type TrimMode = 'overwrite' | 'ripple'
export type Trim = {
  readonly itemId: ItemId
  readonly edge: Edge
  /** Where the edge is wanted; of a rippled start, the frame that shall be the first one left. */
  readonly frame: number
  readonly mode: TrimMode
}

/**
 * E11 Moves an edge of a clip to a frame, as far as its take, its neighbour and its own last frame allow.
 *
 *     before     |   a   |   b   |   c   |
 *     overwrite  |  a |  |   b   |   c   |      an end that moves in leaves a gap,
 *     overwrite  |     a    |  b |   c   |      one that moves out takes a gap, then the neighbour's head
 *     ripple     |  a |   b   |    c     |^     what follows comes along; the last clip before the anchor ^
 *                                               takes from its take, or gives; where it has nothing, a gap opens
 *
 * A start mirrors this; of a rippled start the clip stays where it begins, and loses or wins pictures there.
 */
export function trim(sequence: Sequence, wanted: Trim, context: EditContext): Sequence {
  const found = findClip(sequence, wanted.itemId)
  const now = wanted.edge === 'start' ? found.startFrame : found.endFrame
  const frame = within(reachOf(sequence, found, wanted, context), wanted.frame, now)
  if (frame === now) return sequence
  return withCells(sequence, found.track, context, newId => {
    const delta = frame - now
    if (wanted.mode === 'ripple') return rippled(sequence, found, wanted.edge, delta, context, newId)
    return wanted.edge === 'end' ? endMoved(found, delta, sequence, newId) : startMovedTo(found, delta, sequence, newId)
  })
}

/** How far an edge can be moved, in film frames, and why no further. */
export function trimReach(sequence: Sequence, wanted: Omit<Trim, 'frame'>, context: EditContext): Reach {
  return reachOf(sequence, findClip(sequence, wanted.itemId), wanted, context)
}

type FoundClip = Found & { readonly item: Clip }

function reachOf(
  sequence: Sequence,
  found: FoundClip,
  { edge, mode }: Omit<Trim, 'frame'>,
  context: EditContext,
): Reach {
  const { cells, index, item, startFrame, endFrame } = found
  if (edge === 'end') {
    const takeLeft = [spareAfter(item, context), takeLeftAfter(spareAfter(item, context))] as const
    const room =
      mode === 'ripple'
        ? ([rippleRoom(sequence, found, edge, endFrame), WHY.anchor] as const)
        : ([roomAtHead(cells, index + 1), cells[index + 1] ? WHY.neighbour : WHY.filmEnds] as const)
    const [out, whyMax] = least(takeLeft, room)
    return { min: startFrame + 1, max: endFrame + out, whyMin: WHY.oneFrame, whyMax }
  }
  const takeLeft = [spareBefore(item, context), takeLeftBefore(spareBefore(item, context))] as const
  const room =
    mode === 'ripple'
      ? ([rippleRoom(sequence, found, edge, startFrame + 1), WHY.anchor] as const)
      : ([roomAtTail(cells, index - 1), index > 0 ? WHY.neighbour : WHY.filmBegins] as const)
  const [out, whyMin] = least(takeLeft, room)
  return { min: startFrame - out, max: endFrame - 1, whyMin, whyMax: WHY.oneFrame }
}

function takeLeftAfter(frames: number): string {
  return frames > 0 ? `There are only ${framesInWords(frames)} of take left after this point.` : WHY.takeEnds
}

function takeLeftBefore(frames: number): string {
  return frames > 0 ? `There are only ${framesInWords(frames)} of take left before this point.` : WHY.takeBegins
}

function framesInWords(frames: number): string {
  return frames === 1 ? '1 frame' : `${frames} frames`
}

/** The frames that what stands before the next anchor could give. */
function rippleRoom(sequence: Sequence, { cells, index }: Found, edge: Edge, fromFrame: number): number {
  const end = cellsBefore(cells, rippleEnd(sequence, cells, fromFrame))
  // A clip that is itself the last before the anchor: its end stands there, and gives what its start wins.
  if (end === index + 1) return edge === 'end' ? 0 : cells[index]!.item.frameCount - 1
  return roomAtTail(cells.slice(0, end), end - 1)
}

function endMoved({ cells, index, item }: FoundClip, delta: number, { rate }: Sequence, newId: NewId): Cell[] {
  const own: Cell = { ...cells[index]!, item: withEnd(item, delta) }
  const after = cells.slice(index + 1)
  if (delta > 0) return [...cells.slice(0, index), own, ...eatHead(after, 0, delta, rate)]
  const gap = cellOf({ kind: 'gap', id: newId('gap'), frameCount: -delta })
  return [...cells.slice(0, index), own, gap, ...withoutTransition(after)]
}

function startMovedTo({ cells, index, item }: FoundClip, delta: number, { rate }: Sequence, newId: NewId): Cell[] {
  const own: Cell = { ...cells[index]!, item: withStart(item, delta, rate) }
  const before = cells.slice(0, index)
  if (delta < 0) return [...eatTail(before, before.length - 1, -delta), own, ...cells.slice(index + 1)]
  const gap = cellOf({ kind: 'gap', id: newId('gap'), frameCount: delta })
  return [...before, gap, { ...own, transition: null }, ...cells.slice(index + 1)]
}

function rippled(
  sequence: Sequence,
  { cells, index, item, startFrame, endFrame }: FoundClip,
  edge: Edge,
  delta: number,
  context: EditContext,
  newId: NewId,
): Cell[] {
  const anchor = rippleEnd(sequence, cells, edge === 'end' ? endFrame : startFrame + 1)
  const end = cellsBefore(cells, anchor)
  const changed = edge === 'end' ? withEnd(item, delta) : withStart(item, delta, sequence.rate)
  const moving = cells.slice(0, end).with(index, { ...cells[index]!, item: changed })
  // At an anchor, a clip's end that moves in leaves a gap: it must not grow back out of its own take.
  if (edge === 'end' && end === index + 1 && delta < 0) {
    const gap = cellOf({ kind: 'gap', id: newId('gap'), frameCount: -delta })
    return [...moving, gap, ...withoutTransition(cells.slice(end))]
  }
  return [...fitTo(moving, anchor, context, newId), ...cells.slice(end)]
}

/** What follows a gap that has just opened is a plain cut. */
function withoutTransition(cells: readonly Cell[]): Cell[] {
  const [first, ...rest] = cells
  return first ? [{ ...first, transition: null }, ...rest] : []
}

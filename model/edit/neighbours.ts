import type { Clip, Gap } from '../sequence.ts'
import type { FrameRate } from '../time.ts'
import { cellOf, startOf, type Cell, type NewId } from './cells.ts'
import { spareAfter, withEnd, withStart, type EditContext } from './media.ts'
import { refuse, WHY } from './refuse.ts'

/** The frames that can be taken from the head of what stands at `index`: a gap whole, then a clip but for one frame. */
export function roomAtHead(cells: readonly Cell[], index: number): number {
  const first = cells[index]?.item
  if (!first) return 0
  if (first.kind === 'clip') return first.frameCount - 1
  const next = cells[index + 1]?.item
  return first.frameCount + (next?.kind === 'clip' ? next.frameCount - 1 : 0)
}

/** The same at the tail of what stands at `index`, towards the film's start. */
export function roomAtTail(cells: readonly Cell[], index: number): number {
  const last = cells[index]?.item
  if (!last) return 0
  if (last.kind === 'clip') return last.frameCount - 1
  const before = cells[index - 1]?.item
  return last.frameCount + (before?.kind === 'clip' ? before.frameCount - 1 : 0)
}

/** Takes frames from the head of what stands at `index`, as many as `roomAtHead` allows. */
export function eatHead(cells: readonly Cell[], index: number, frames: number, rate: FrameRate): Cell[] {
  const cell = cells[index]
  if (frames === 0 || !cell) return [...cells]
  const { item } = cell
  if (item.kind === 'gap' && item.frameCount <= frames) {
    return eatHead(cells.toSpliced(index, 1), index, frames - item.frameCount, rate)
  }
  return cells.toSpliced(index, 1, { ...cell, item: withStart(item, frames, rate) })
}

/** Takes frames from the tail of what stands at `index`. */
export function eatTail(cells: readonly Cell[], index: number, frames: number): Cell[] {
  const cell = cells[index]
  if (frames === 0 || !cell) return [...cells]
  const { item } = cell
  if (item.kind === 'gap' && item.frameCount <= frames) {
    return eatTail(cells.toSpliced(index, 1), index - 1, frames - item.frameCount)
  }
  return cells.toSpliced(index, 1, { ...cell, item: withEnd(item, -frames) })
}

/**
 * Makes cells last `frames` again after a ripple: the last one gives, or takes from what is left of its take; beyond that a
 * gap opens. @throws StudioError edit/refused when the last one cannot give as much
 */
export function fitTo(cells: readonly Cell[], frames: number, context: EditContext, newId: NewId): Cell[] {
  const over = startOf(cells, cells.length) - frames
  if (over > 0) {
    if (roomAtTail(cells, cells.length - 1) < over) refuse(WHY.anchor)
    return eatTail(cells, cells.length - 1, over)
  }
  const last = cells.at(-1)
  if (over === 0) return [...cells]
  const taken = last ? growth(last.item, -over, context) : 0
  const longer = last && taken > 0 ? [...cells.slice(0, -1), { ...last, item: withEnd(last.item, taken) }] : [...cells]
  const open = -over - taken
  return open > 0 ? [...longer, cellOf({ kind: 'gap', id: newId('gap'), frameCount: open })] : longer
}

/** How many of the wanted frames an item can show more at its end: cards and stills all, a take what it has, a gap none. */
function growth(item: Clip | Gap, wanted: number, context: EditContext): number {
  if (item.kind === 'gap') return 0
  if (item.source.kind === 'missing' || item.source.kind === 'still') return wanted
  const spare = spareAfter(item, context)
  // A file whose length nobody knows may be over already.
  return Number.isFinite(spare) ? Math.min(wanted, spare) : 0
}

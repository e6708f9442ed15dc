import type { ItemId } from '../ids.ts'
import type { Clip, Gap, Sequence, SoundLevel, Track, TrackItem, Transition } from '../sequence.ts'
import type { FrameRate } from '../time.ts'
import { momentOffset, spareAfter, spareBefore, withEnd, withStart, type EditContext } from './media.ts'

/** A clip or gap with the transition over the cut that begins it: a track as edits see it. */
export type Cell = { readonly item: Clip | Gap; readonly transition: Transition | null }

/** Gives ids that no item of the sequence has; the same sequence gives the same ones. */
export type NewId = (base: string) => ItemId

export function newIds(sequence: Sequence): NewId {
  const taken = new Set<string>(sequence.tracks.flatMap(track => track.items.map(item => item.id)))
  return base => {
    let id = base
    for (let count = 2; taken.has(id); count += 1) id = `${base}~${count}`
    taken.add(id)
    return id as ItemId
  }
}

export function cellsOf(track: Track): Cell[] {
  const cells: Cell[] = []
  let transition: Transition | null = null
  for (const item of track.items) {
    if (item.kind === 'transition') {
      transition = item
      continue
    }
    cells.push({ item, transition })
    transition = null
  }
  return cells
}

export function cellOf(item: Clip | Gap): Cell {
  return { item, transition: null }
}

/** The first frame of the cell at `index`; with the number of cells, the frame after the last. */
export function startOf(cells: readonly Cell[], index: number): number {
  let frame = 0
  for (let at = 0; at < index; at += 1) frame += cells[at]!.item.frameCount
  return frame
}

/** What stands before `startFrame` and what from `endFrame` on; what lies across is cut, the first part keeps its id. */
export function carve(
  cells: readonly Cell[],
  { startFrame, endFrame }: { readonly startFrame: number; readonly endFrame: number },
  rate: FrameRate,
  newId: NewId,
): { readonly before: Cell[]; readonly after: Cell[] } {
  const before: Cell[] = []
  const after: Cell[] = []
  let start = 0
  for (const cell of cells) {
    const { item } = cell
    const end = start + item.frameCount
    if (start < startFrame)
      before.push(end <= startFrame ? cell : { ...cell, item: headOf(item, startFrame - start, rate) })
    if (end > endFrame) {
      const rest = start >= endFrame ? item : tailOf(item, endFrame - start, rate)
      const isOwn = start >= startFrame
      const isWhole = start >= endFrame
      after.push({
        item: isOwn ? rest : { ...rest, id: newId(item.id) },
        transition: isWhole && (start > endFrame || startFrame === endFrame) ? cell.transition : null,
      })
    }
    start = end
  }
  return { before, after }
}

function headOf<Item extends Clip | Gap>(item: Item, frames: number, rate: FrameRate): Item {
  const head = withoutMoment(withEnd(item, frames - item.frameCount), rate)
  return head.kind === 'clip' && head.level ? { ...head, level: { ...head.level, fadeOutFrames: 0 } } : head
}

function tailOf<Item extends Clip | Gap>(item: Item, frames: number, rate: FrameRate): Item {
  const tail = withoutMoment(withStart(item, frames, rate), rate)
  return tail.kind === 'clip' && tail.level ? { ...tail, level: { ...tail.level, fadeInFrames: 0 } } : tail
}

/** Of what was cut in two the part has the moment that shows it. */
function withoutMoment<Item extends Clip | Gap>(item: Item, rate: FrameRate): Item {
  if (item.kind === 'gap') return item
  const offset = momentOffset(item, rate)
  if (offset === null || (offset >= 0 && offset < item.frameCount)) return item
  const { momentTicks: _moment, ...plain } = item
  return plain as Item
}

/** The track with these cells: gaps that meet become one, and transitions and fades keep to the room they have. */
export function trackWith(track: Track, cells: readonly Cell[], context: EditContext): Track {
  const before = new Set<TrackItem>(track.items)
  const items: TrackItem[] = []
  let previous: Clip | Gap | undefined
  let taken = 0
  for (const cell of merged(cells)) {
    const item = fitted(cell.item)
    const transition = previous && cell.transition
    const isOld = previous !== undefined && before.has(previous) && before.has(item)
    const kept = transition && roomFor(transition, previous!, taken, item, isOld ? null : context)
    if (kept) items.push(kept)
    items.push(item)
    taken = kept?.outFrames ?? 0
    previous = item
  }
  return { ...track, items }
}

function merged(cells: readonly Cell[]): Cell[] {
  const result: Cell[] = []
  for (const cell of cells) {
    const last = result.at(-1)
    if (cell.item.frameCount <= 0) continue
    if (last?.item.kind === 'gap' && cell.item.kind === 'gap') {
      result[result.length - 1] = { ...last, item: withEnd(last.item, cell.item.frameCount) }
    } else {
      result.push(cell)
    }
  }
  return result
}

/** As much of a transition as E3 and, where `context` is given, the sources leave it; null for nothing. */
export function roomFor(
  transition: Transition,
  before: Clip | Gap,
  takenFrames: number,
  after: Clip | Gap,
  context: EditContext | null,
): Transition | null {
  const isMixed = context !== null && transition.style === 'dissolve'
  const inFrames = Math.min(
    transition.inFrames,
    before.frameCount - takenFrames,
    isMixed ? spareBefore(after, context) : Infinity,
  )
  const outFrames = Math.min(transition.outFrames, after.frameCount, isMixed ? spareAfter(before, context) : Infinity)
  if (inFrames + outFrames < 1) return null
  const isSame = inFrames === transition.inFrames && outFrames === transition.outFrames
  return isSame ? transition : { ...transition, inFrames, outFrames }
}

/** Fades of a sound that together fit into it. */
function fitted<Item extends Clip | Gap>(item: Item): Item {
  if (item.kind === 'gap' || !item.level) return item
  const level = fittedLevel(item.level, item.frameCount)
  return level === item.level ? item : { ...item, level }
}

export function fittedLevel(level: SoundLevel, frameCount: number): SoundLevel {
  if (level.fadeInFrames + level.fadeOutFrames <= frameCount) return level
  const fadeInFrames = Math.min(level.fadeInFrames, frameCount)
  return { ...level, fadeInFrames, fadeOutFrames: Math.min(level.fadeOutFrames, frameCount - fadeInFrames) }
}

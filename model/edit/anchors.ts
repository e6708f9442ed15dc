import { filmFrames, type Sequence } from '../sequence.ts'
import { cellsOf, startOf, type Cell } from './cells.ts'
import { PICTURE_TRACK, trackNamed } from './on-track.ts'
import { refuse } from './refuse.ts'

/** Where a ripple ends: the first anchor from `frame` on that is a cut of these cells, else the film's end. */
export function rippleEnd(sequence: Sequence, cells: readonly Cell[], frame: number): number {
  const cuts = new Set<number>()
  let start = 0
  for (const { item } of cells) {
    cuts.add(start)
    start += item.frameCount
  }
  const anchors = sequence.anchorFrames.filter(anchor => anchor >= frame && cuts.has(anchor))
  return Math.min(filmFrames(sequence.film), ...anchors)
}

/** The number of cells before a frame that is a cut. */
export function cellsBefore(cells: readonly Cell[], frame: number): number {
  let index = 0
  while (index < cells.length && startOf(cells, index) < frame) index += 1
  return index
}

/** E24 Makes a cut one that ripples stop at, or no longer. @throws StudioError edit/refused away from cuts */
export function toggleAnchor(sequence: Sequence, { frame }: { readonly frame: number }): Sequence {
  if (sequence.anchorFrames.includes(frame)) {
    return { ...sequence, anchorFrames: sequence.anchorFrames.filter(anchor => anchor !== frame) }
  }
  const cells = cellsOf(trackNamed(sequence, PICTURE_TRACK))
  const isCut = frame > 0 && cells.some((_, index) => startOf(cells, index) === frame)
  if (!isCut) refuse('Anchors stand on cuts: there is none here.')
  return { ...sequence, anchorFrames: [...sequence.anchorFrames, frame].toSorted((a, b) => a - b) }
}

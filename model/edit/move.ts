import type { ItemId } from '../ids.ts'
import { filmFrames, type Clip, type Sequence } from '../sequence.ts'
import { carve, cellOf, cellsOf, newIds, type Cell } from './cells.ts'
import type { EditContext } from './media.ts'
import { findClip, trackNamed, withCells, withTrack, type Found } from './on-track.ts'
import { least, refuse, within, WHY, type Reach } from './refuse.ts'

export type Move = {
  readonly itemIds: readonly ItemId[]
  readonly frames: number
  /** Where sounds are wanted; null leaves every clip on its own track. */
  readonly trackName: string | null
}

/**
 * E15 Moves clips by frames: they leave gaps, and cover what lies where they come to stand.
 *
 *     before  |  a  |  b  |  c  |
 *     after   |  gap |  a  |b|c |        a moved over b
 *
 * All of them together, no further than the film's ends.
 */
export function move(sequence: Sequence, { itemIds, frames, trackName }: Move, context: EditContext): Sequence {
  const all = itemIds.map(id => findClip(sequence, id))
  const moved = within(reachOf(sequence, all), frames, trackName === null ? 0 : Number.NaN)
  if (moved === 0 && trackName === null) return sequence
  const ready = trackName === null ? sequence : withTrack(sequence, trackName)
  const target = trackName === null ? null : trackNamed(ready, trackName)
  if (target && all.some(({ track }) => track.kind !== target.kind))
    refuse('Pictures and sounds have tracks of their own.')
  // Asked once for all: while a clip is lifted, its id is still taken.
  const newId = newIds(ready)
  let result = ready
  for (const { track, item } of all) {
    result = withCells(result, trackNamed(result, track.name), context, () =>
      lifted(cellsOf(trackNamed(result, track.name)), item.id, newId('gap')),
    )
  }
  for (const { track, item, startFrame } of all) {
    const current = trackNamed(result, target?.name ?? track.name)
    result = withCells(result, current, context, () => {
      const place = { startFrame: startFrame + moved, endFrame: startFrame + moved + item.frameCount }
      const { before, after } = carve(cellsOf(current), place, sequence.rate, newId)
      return [...before, cellOf(item), ...after]
    })
  }
  return result
}

function reachOf(sequence: Sequence, all: readonly (Found & { readonly item: Clip })[]): Reach {
  if (all.length === 0) return refuse('No clip is selected.')
  const [back] = least(...all.map(({ startFrame }) => [startFrame, WHY.filmBegins] as const))
  const end = filmFrames(sequence.film)
  const [on] = least(...all.map(({ endFrame }) => [end - endFrame, WHY.filmEnds] as const))
  return { min: 0 - back, max: on, whyMin: WHY.filmBegins, whyMax: WHY.filmEnds }
}

/** Cells with a gap in place of an item. */
export function lifted(cells: readonly Cell[], itemId: ItemId, gapId: ItemId): Cell[] {
  return cells.flatMap((cell, index) => {
    if (cell.item.id === itemId) return [cellOf({ kind: 'gap', id: gapId, frameCount: cell.item.frameCount })]
    return [cells[index - 1]?.item.id === itemId ? { ...cell, transition: null } : cell]
  })
}

import type { Sequence } from '../sequence.ts'
import { carve, cellsOf } from './cells.ts'
import type { EditContext } from './media.ts'
import { holdsSong, withCells } from './on-track.ts'
import { refuse } from './refuse.ts'

/**
 * E10 Cuts what shows at `frame` in two; nothing moves, and the same pictures play.
 *
 *     before  |       a       |   b   |
 *     after   |   a   |   a~2 |   b   |
 *
 * On the named tracks, or on all but the song's. @throws StudioError edit/refused where there is nothing to cut
 */
export function blade(
  sequence: Sequence,
  { frame, trackNames }: { readonly frame: number; readonly trackNames: readonly string[] | null },
  context: EditContext,
): Sequence {
  let result = sequence
  for (const track of sequence.tracks) {
    if (holdsSong(track) || (trackNames && !trackNames.includes(track.name))) continue
    if (!isInsideClip(track, frame)) continue
    result = withCells(result, track, context, newId => {
      const { before, after } = carve(cellsOf(track), { startFrame: frame, endFrame: frame }, sequence.rate, newId)
      return [...before, ...after]
    })
  }
  return result === sequence ? refuse('There is no clip to cut here.') : result
}

function isInsideClip(track: Sequence['tracks'][number], frame: number): boolean {
  let start = 0
  for (const { item } of cellsOf(track)) {
    const end = start + item.frameCount
    if (item.kind === 'clip' && start < frame && frame < end) return true
    start = end
  }
  return false
}

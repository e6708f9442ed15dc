import type { Clip, Sequence } from '../sequence.ts'
import { filmFrames } from '../sequence.ts'
import { cellsBefore, rippleEnd } from './anchors.ts'
import { carve, cellOf, cellsOf } from './cells.ts'
import type { EditContext } from './media.ts'
import { fitTo } from './neighbours.ts'
import { trackNamed, withCells, withTrack } from './on-track.ts'
import { refuse } from './refuse.ts'

/** A clip that is not in the cut yet. */
export type NewClip = Omit<Clip, 'kind' | 'id'>

export type Placing = { readonly clip: NewClip; readonly frame: number; readonly trackName: string }

/**
 * E20 Puts a clip over what lies there; nothing else moves.
 *
 *     before  |    a    |    b    |
 *     after   |   a |  new  |  b  |
 */
export function overwrite(sequence: Sequence, { clip, frame, trackName }: Placing, context: EditContext): Sequence {
  const ready = withTrack(sequence, trackName)
  const track = trackFor(ready, clip, trackName)
  const frames = Math.min(clip.frameCount, filmFrames(sequence.film) - frame)
  if (frame < 0 || frames < 1) refuse('That place is not in the film.')
  return withCells(ready, track, context, newId => {
    const place = { startFrame: frame, endFrame: frame + frames }
    const { before, after } = carve(cellsOf(track), place, sequence.rate, newId)
    return [...before, cellOf({ kind: 'clip', id: newId('clip'), ...clip, frameCount: frames }), ...after]
  })
}

/**
 * E21 Puts a clip between: what follows makes room as far as the next anchor ^, before which the last clip gives.
 *
 *     before  |   a   |   b   |   c   ^
 *     after   |   a   | new |   b   | c ^
 */
export function insert(sequence: Sequence, { clip, frame, trackName }: Placing, context: EditContext): Sequence {
  const track = trackFor(sequence, clip, trackName)
  const cells = cellsOf(track)
  const anchor = rippleEnd(sequence, cells, frame + 1)
  if (frame < 0 || frame >= filmFrames(sequence.film)) refuse('That place is not in the film.')
  return withCells(sequence, track, context, newId => {
    const { before, after } = carve(cells, { startFrame: frame, endFrame: frame }, sequence.rate, newId)
    const end = cellsBefore(after, anchor - frame)
    const [next, ...rest] = after.slice(0, end)
    const moving = next ? [{ ...next, transition: null }, ...rest] : []
    const placed = cellOf({ kind: 'clip', id: newId('clip'), ...clip })
    return [...fitTo([...before, placed, ...moving], anchor, context, newId), ...after.slice(end)]
  })
}

function trackFor(sequence: Sequence, clip: NewClip, trackName: string) {
  const track = trackNamed(sequence, trackName)
  if ((track.kind === 'sound') !== (clip.source.kind === 'sound'))
    refuse('Pictures and sounds have tracks of their own.')
  return track
}

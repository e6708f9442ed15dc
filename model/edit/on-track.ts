import type { ItemId } from '../ids.ts'
import { filmFrames, type Clip, type Gap, type Sequence, type Track } from '../sequence.ts'
import { cellsOf, newIds, startOf, trackWith, type Cell, type NewId } from './cells.ts'
import type { EditContext } from './media.ts'
import { refuse } from './refuse.ts'

/** An item where it stands: on which track, the how-manieth of its cells, from which frame on. */
export type Found = {
  readonly track: Track
  readonly cells: readonly Cell[]
  readonly index: number
  readonly item: Clip | Gap
  readonly startFrame: number
  readonly endFrame: number
}

export const PICTURE_TRACK = 'V1'

/** The tracks beside the song's that sounds stand on. */
export const SOUND_TRACKS = ['A2', 'A3'] as const

/** @throws StudioError edit/refused for an item that is not there (any more), or is the pinned song */
export function findItem(sequence: Sequence, itemId: ItemId): Found {
  for (const track of sequence.tracks) {
    if (!track.items.some(item => item.id === itemId)) continue
    const cells = cellsOf(track)
    const index = cells.findIndex(({ item }) => item.id === itemId)
    const item = cells[index]?.item
    if (!item) break
    if (holdsSong(track)) refuse('The song is pinned to its place.')
    const startFrame = startOf(cells, index)
    return { track, cells, index, item, startFrame, endFrame: startFrame + item.frameCount }
  }
  return refuse('That clip is not in this cut any more.')
}

/** @throws StudioError edit/refused for a gap, or a clip that is not there */
export function findClip(sequence: Sequence, itemId: ItemId): Found & { readonly item: Clip } {
  const found = findItem(sequence, itemId)
  return found.item.kind === 'clip' ? { ...found, item: found.item } : refuse('That place is empty.')
}

/** @throws StudioError edit/refused for a track that is not there */
export function trackNamed(sequence: Sequence, name: string): Track {
  const track = sequence.tracks.find(candidate => candidate.name === name)
  if (!track) return refuse(`There is no track ${name}.`)
  return holdsSong(track) ? refuse('The song is pinned to its place.') : track
}

/** The sequence with other cells on one of its tracks. */
export function withCells(
  sequence: Sequence,
  track: Track,
  context: EditContext,
  cells: (newId: NewId) => readonly Cell[],
): Sequence {
  const changed = trackWith(track, cells(newIds(sequence)), context)
  return { ...sequence, tracks: sequence.tracks.map(other => (other.name === track.name ? changed : other)) }
}

export function holdsSong(track: Track): boolean {
  return track.items.some(item => item.kind === 'clip' && item.source.kind === 'song')
}

/** The tracks for sounds appear with the first sound on them. */
export function withTrack(sequence: Sequence, name: string): Sequence {
  const wanted = orderOf(name)
  if (wanted === -1) return sequence
  const missing = SOUND_TRACKS.slice(0, wanted + 1).filter(
    candidate => !sequence.tracks.some(track => track.name === candidate),
  )
  if (missing.length === 0) return sequence
  const frameCount = filmFrames(sequence.film)
  const empty = missing.map(track => ({
    kind: 'sound' as const,
    name: track,
    items: [{ kind: 'gap' as const, id: `${track}-gap` as Clip['id'], frameCount }],
  }))
  const byName = [...sequence.tracks, ...empty].toSorted((a, b) => orderOf(a.name) - orderOf(b.name))
  return { ...sequence, tracks: byName }
}

function orderOf(name: string): number {
  return SOUND_TRACKS.indexOf(name as (typeof SOUND_TRACKS)[number])
}

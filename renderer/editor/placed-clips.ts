import type { ItemId, ShotId } from '#model/ids.ts'
import type { Clip, Gap, Sequence, Track, Transition } from '#model/sequence.ts'

/** A clip or gap where it stands in the film. */
export type PlacedItem = {
  readonly item: Clip | Gap
  readonly track: Track
  readonly startFrame: number
  readonly endFrame: number
  /** Over the cut that begins it. */
  readonly transition: Transition | null
}

export type PlacedClip = PlacedItem & { readonly item: Clip }

export type PlacedTrack = { readonly track: Track; readonly items: readonly PlacedItem[] }

const KNOWN = new WeakMap<Sequence, readonly PlacedTrack[]>()
const TRACKS = new WeakMap<Track, PlacedTrack>()

/** Every track with its items in their places; asked often, so each sequence is laid out once. */
export function placedTracks(sequence: Sequence): readonly PlacedTrack[] {
  const known = KNOWN.get(sequence)
  if (known) return known
  const placed = sequence.tracks.map(placedTrack)
  KNOWN.set(sequence, placed)
  return placed
}

function placedTrack(track: Track): PlacedTrack {
  const known = TRACKS.get(track)
  if (known) return known
  const items: PlacedItem[] = []
  let frame = 0
  let transition: Transition | null = null
  for (const item of track.items) {
    if (item.kind === 'transition') {
      transition = item
      continue
    }
    items.push({ item, track, startFrame: frame, endFrame: frame + item.frameCount, transition })
    frame += item.frameCount
    transition = null
  }
  const placed = { track, items }
  TRACKS.set(track, placed)
  return placed
}

/** The main picture track. */
export function pictureItems(sequence: Sequence): readonly PlacedItem[] {
  return placedTracks(sequence).find(({ track }) => track.kind === 'picture')?.items ?? []
}

export function isClip(placed: PlacedItem): placed is PlacedClip {
  return placed.item.kind === 'clip'
}

/** The clips of the picture, in the order of the film. */
export function pictureClips(sequence: Sequence): readonly PlacedClip[] {
  return pictureItems(sequence).filter(isClip)
}

/** The sounds beside the song, track by track. */
export function soundClips(sequence: Sequence): readonly PlacedClip[] {
  return placedTracks(sequence)
    .filter(({ track }) => track.kind === 'sound')
    .flatMap(({ items }) => items.filter(isClip))
    .filter(({ item }) => item.source.kind !== 'song')
}

/** What shows at a frame; undefined beyond the film. */
export function itemAt(items: readonly PlacedItem[], frame: number): PlacedItem | undefined {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (items[middle]!.endFrame <= frame) low = middle + 1
    else high = middle
  }
  const found = items[low]
  return found && found.startFrame <= frame ? found : undefined
}

export function clipAt(sequence: Sequence, frame: number): PlacedClip | undefined {
  const found = itemAt(pictureItems(sequence), frame)
  return found && isClip(found) ? found : undefined
}

export function itemById(sequence: Sequence, id: ItemId): PlacedItem | undefined {
  for (const { items } of placedTracks(sequence)) {
    const found = items.find(({ item }) => item.id === id)
    if (found) return found
  }
  return undefined
}

export function clipById(sequence: Sequence, id: ItemId): PlacedClip | undefined {
  const found = itemById(sequence, id)
  return found && isClip(found) ? found : undefined
}

export function clipOfShot(sequence: Sequence, shotId: ShotId | string): PlacedClip | undefined {
  return pictureClips(sequence).find(({ item }) => item.shotId === shotId)
}

/** The frames of the picture's cuts, ascending, without the film's start. */
export function cutFrames(sequence: Sequence): number[] {
  return pictureItems(sequence).flatMap(({ startFrame }) => (startFrame > 0 ? [startFrame] : []))
}

import type { ItemId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import { isClip, placedTracks } from './placed-clips.ts'
import type { Row } from './rows.ts'

/** A rectangle from where the pointer went down to where it is: frames of the film along, points from the timeline's top down. */
export type Marquee = {
  readonly fromFrame: number
  readonly fromY: number
  readonly toFrame: number
  readonly toY: number
}

/** The clips that it touches, but for the pinned song. */
export function clipsIn(sequence: Sequence, rows: readonly Row[], marquee: Marquee): ItemId[] {
  const [first, last] = [marquee.fromFrame, marquee.toFrame].toSorted((a, b) => a - b) as [number, number]
  const [top, bottom] = [marquee.fromY, marquee.toY].toSorted((a, b) => a - b) as [number, number]
  return rows.flatMap(row => {
    if ((row.kind !== 'picture' && row.kind !== 'sound') || row.y > bottom || row.y + row.height < top) return []
    const items = placedTracks(sequence).find(({ track }) => track.name === row.trackName)?.items ?? []
    return items
      .filter(item => isClip(item) && item.startFrame < last && item.endFrame > first)
      .map(({ item }) => item.id)
  })
}

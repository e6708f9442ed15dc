import type { Span } from '../song-repair/song-repairs.ts'
import { scaleRound, ticks, type Ticks } from '../time.ts'

/** A stretch of the old song that the new one has too, played evenly from end to end, though perhaps a little faster or slower. */
export type MapPiece = {
  readonly oldStartTicks: Ticks
  readonly oldEndTicks: Ticks
  readonly newStartTicks: Ticks
  readonly newEndTicks: Ticks
}

/** Which instant of the old song is which of the new one. Pieces ascend in both and overlap in neither. */
export type SongMap = {
  readonly oldDurationTicks: Ticks
  readonly newDurationTicks: Ticks
  readonly pieces: readonly MapPiece[]
}

/** Where an instant of the old song went; where it is gone, the seam at which the new song goes on. */
export type Landing = {
  readonly atTicks: Ticks
  /** Null for what is still there; else the old instant at which the song is there again. */
  readonly lostUntilTicks: Ticks | null
}

/** Of two songs that have nothing in common: every instant stays where it is, as far as both of them go (SPEC M8). */
export function mapInStep(oldDurationTicks: Ticks, newDurationTicks: Ticks): SongMap {
  const [start, end] = [ticks(0), ticks(Math.min(oldDurationTicks, newDurationTicks))]
  const piece = { oldStartTicks: start, oldEndTicks: end, newStartTicks: start, newEndTicks: end }
  return { oldDurationTicks, newDurationTicks, pieces: [piece] }
}

/** SPEC rules M1-M3. */
export function landingOf(map: SongMap, at: Ticks): Landing {
  const next = map.pieces.find(piece => at < piece.oldEndTicks)
  if (!next) return { atTicks: map.pieces.at(-1)?.newEndTicks ?? ticks(0), lostUntilTicks: map.oldDurationTicks }
  if (at < next.oldStartTicks) return { atTicks: next.newStartTicks, lostUntilTicks: next.oldStartTicks }
  const oldTicks = next.oldEndTicks - next.oldStartTicks
  const newTicks = next.newEndTicks - next.newStartTicks
  const within = scaleRound(at - next.oldStartTicks, newTicks, oldTicks)
  return { atTicks: ticks(next.newStartTicks + within), lostUntilTicks: null }
}

/** The new instant of an old one; null where it is gone. */
export function carried(map: SongMap, at: Ticks): Ticks | null {
  const { atTicks, lostUntilTicks } = landingOf(map, at)
  return lostUntilTicks === null ? atTicks : null
}

/** What the old song had and the new one has not, in the old song's time. */
export function lostSpans({ pieces, oldDurationTicks }: SongMap): Span[] {
  return between(
    pieces.map(piece => ({ startTicks: piece.oldStartTicks, endTicks: piece.oldEndTicks })),
    oldDurationTicks,
  )
}

/** What the new song has and the old one had not, in the new song's time. */
export function addedSpans({ pieces, newDurationTicks }: SongMap): Span[] {
  return between(
    pieces.map(piece => ({ startTicks: piece.newStartTicks, endTicks: piece.newEndTicks })),
    newDurationTicks,
  )
}

function between(pieces: readonly Span[], durationTicks: Ticks): Span[] {
  const edges = [ticks(0), ...pieces.flatMap(({ startTicks, endTicks }) => [startTicks, endTicks]), durationTicks]
  const spans: Span[] = []
  for (let index = 0; index < edges.length; index += 2) {
    const [startTicks, endTicks] = [edges[index]!, edges[index + 1]!]
    if (endTicks > startTicks) spans.push({ startTicks, endTicks })
  }
  return spans
}

import type { Clip, Gap, Track } from '../sequence.ts'

/**
 * Adds an item at the end of a track.
 *
 *     before  | a | b |
 *     after   | a | b | item |
 *
 * Nothing before it moves.
 */
export function append(track: Track, item: Clip | Gap): Track {
  return { ...track, items: [...track.items, item] }
}

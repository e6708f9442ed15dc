import { MIN_PLACE_FRAMES } from '../plan/cut-points.ts'
import type { PlannedSong } from '../plan/plan.ts'
import type { Sequence } from '../sequence.ts'
import { framesFromTicks, framesIn, ticks, type FrameRange, type FrameRate } from '../time.ts'

/**
 * The film opens out of black in half a second, and its last shot dips to black over the song's last bar:
 * at least 12 frames, at most two thirds of the shot. Both keep to their shots, and out of each other's way.
 */
export function fades(
  song: PlannedSong,
  rate: FrameRate,
  shots: readonly { readonly place: FrameRange }[],
): Pick<Sequence, 'fadeInFrames' | 'fadeOutFrames'> {
  const first = shots[0]
  const last = shots.at(-1)
  if (!first || !last) return { fadeInFrames: 0, fadeOutFrames: 0 }
  const [before, after] = song.downbeats.slice(-2)
  const bar = before === undefined || after === undefined ? 0 : framesFromTicks(ticks(after - before), rate)
  const lastFrames = framesIn(last.place)
  const longest = Math.max(Math.min(MIN_PLACE_FRAMES, lastFrames), Math.floor((lastFrames * 2) / 3))
  const fadeOutFrames = Math.min(Math.max(MIN_PLACE_FRAMES, bar), longest)
  const halfSecond = Math.round(rate.numerator / rate.denominator / 2)
  const fadeInFrames = Math.min(
    halfSecond,
    Math.floor(framesIn(first.place) / 2),
    last.place.endFrame - first.place.startFrame - fadeOutFrames,
  )
  return { fadeInFrames, fadeOutFrames }
}

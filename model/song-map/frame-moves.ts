import { filmFrames, type Film } from '../sequence.ts'
import { nearestTick } from '../song-repair/grid.ts'
import { framesFromTicks, ticks, ticksFromFrames, type FrameRate, type Ticks } from '../time.ts'
import { landingOf, type SongMap } from './song-map.ts'

/**
 * Where a frame of the film goes. `lostUntilFrame` is null where what stood there is still there; else the old frame at which the
 * film is there again.
 */
export type FrameLanding = {
  readonly frame: number
  readonly lostUntilFrame: number | null
  /** By how much what stood there would have gone further: the film begins where it begins, whatever was put before the song. */
  readonly heldFrames: number
}

/** Never goes backwards: of two frames the later lands no earlier. */
export type FrameMove = (frame: number) => FrameLanding

type OldFilm = { readonly film: Film; readonly rate: FrameRate; readonly beats: readonly Ticks[] }

/**
 * Frames of a film over the old song, in the film over the new one. A frame that is a beat's goes with the beat itself, so that the
 * rounding of both films is not added up; head and tail stay as long as they are.
 */
export function moveOverMap({ film, rate, beats }: OldFilm, map: SongMap): FrameMove {
  const newFilm = filmOver(film, map, rate)
  const end = filmFrames(film)
  return frame => {
    const tailFrames = end - frame
    if (frame < film.headFrames) return { frame, lostUntilFrame: null, heldFrames: 0 }
    if (tailFrames <= film.tailFrames) {
      return { frame: filmFrames(newFilm) - tailFrames, lostUntilFrame: null, heldFrames: 0 }
    }
    const { atTicks, lostUntilTicks } = landingOf(map, instantOf(frame - film.headFrames, rate, beats))
    const landing = Math.min(framesFromTicks(atTicks, rate), newFilm.songFrames)
    const lostUntilFrame = lostUntilTicks === null ? null : film.headFrames + framesFromTicks(lostUntilTicks, rate)
    if (frame === 0) return { frame, lostUntilFrame, heldFrames: landing }
    return { frame: film.headFrames + landing, lostUntilFrame, heldFrames: 0 }
  }
}

/** The film over the new song. */
export function filmOver(film: Film, map: SongMap, rate: FrameRate): Film {
  return { ...film, songFrames: framesFromTicks(map.newDurationTicks, rate) }
}

/** The beat that a frame of the song is the nearest to, else the frame's own instant. */
function instantOf(songFrame: number, rate: FrameRate, beats: readonly Ticks[]): Ticks {
  const own = ticks(Math.max(0, ticksFromFrames(songFrame, rate)))
  const beat = nearestTick(beats, own)
  return beat !== undefined && framesFromTicks(beat, rate) === songFrame ? beat : own
}

/** Cuts that are further from a beat than this share of one were not meant for it. */
const REACH = 0.3

/**
 * Cuts of a film whose beats were repaired: each goes to the frame of the beat nearest to it, at most 0.3 beats away; what is
 * further off stays (SPEC M7). `cuts` ascend. No two come to lie upon each other.
 */
export function movesToBeats({ film, rate, beats }: OldFilm, cuts: readonly number[]): Map<number, number> {
  const moves = new Map<number, number>()
  const taken = new Set(cuts)
  for (const [index, cut] of cuts.entries()) {
    const at = ticksFromFrames(Math.max(0, cut - film.headFrames), rate)
    const beat = nearestTick(beats, at)
    if (beat === undefined || cut === 0) continue
    const position = beats.indexOf(beat)
    const step = Math.min(
      ...[beats[position - 1], beats[position + 1]].flatMap(other =>
        other === undefined ? [] : Math.abs(other - beat),
      ),
    )
    const target = film.headFrames + framesFromTicks(beat, rate)
    const [before, after] = [
      moves.get(cuts[index - 1] ?? -1) ?? cuts[index - 1] ?? 0,
      cuts[index + 1] ?? filmFrames(film),
    ]
    const isNear = Math.abs(beat - at) <= REACH * step
    if (!isNear || target === cut || taken.has(target) || target <= before || target >= after) continue
    moves.set(cut, target)
    taken.add(target)
  }
  return moves
}

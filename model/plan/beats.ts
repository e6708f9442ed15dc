import { filmFrames, type Film } from '../sequence.ts'
import { framesFromTicks, type FrameRate } from '../time.ts'
import type { PlannedSong } from './plan.ts'

/** The film frames nearest to the song's beats, each beat's own time rounded, ascending; those at the film's ends left out. */
export function beatFrames(song: PlannedSong, film: Film, rate: FrameRate): number[] {
  const frames = song.beats.map(beat => film.headFrames + framesFromTicks(beat, rate))
  return [...new Set(frames)].filter(frame => frame > 0 && frame < filmFrames(film))
}

/** The median distance between neighbours; undefined for fewer than two frames. */
export function usualStep(frames: readonly number[]): number | undefined {
  const steps = frames.slice(1).map((frame, index) => frame - frames[index]!)
  return steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)]
}

/** The value of ascending `frames` that is nearest to `frame`; undefined when there are none. */
export function nearestFrame(frames: readonly number[], frame: number): number | undefined {
  let low = 0
  let high = frames.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (frames[middle]! < frame) low = middle + 1
    else high = middle
  }
  const after = frames[low]
  const before = frames[low - 1]
  if (after === undefined || before === undefined) return after ?? before
  return frame - before <= after - frame ? before : after
}

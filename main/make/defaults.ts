import type { FrameRate, Ticks } from '#model/time.ts'
import { TICKS_PER_SECOND, ticks } from '#model/time.ts'
import type { Film, Speed } from '#model/sequence.ts'

/** product.md's defaults for a new project. */
export const DEFAULT_RATE: FrameRate = { numerator: 24, denominator: 1 }
export const DEFAULT_SIZE = { width: 1920, height: 1080 }
export const DEFAULT_SEED = 1
export const DEFAULT_MODEL = 'animatic'

/** Spare time before and after the used part of every take. */
export const HANDLE_TICKS: Ticks = ticks(TICKS_PER_SECOND / 2)

/** Takes run in their places as recorded. */
export const PACE: Speed = { numerator: 1, denominator: 1 }

/** A film without head and tail: just the song. */
export function filmOfSong(songFrames: number): Film {
  return { headFrames: 0, songFrames, tailFrames: 0 }
}

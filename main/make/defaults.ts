import type { FrameRate } from '#model/time.ts'
import type { Film } from '#model/sequence.ts'

/** product.md's defaults for a new project. */
export const DEFAULT_RATE: FrameRate = { numerator: 24, denominator: 1 }
export const DEFAULT_SIZE = { width: 1920, height: 1080 }
export const DEFAULT_SEED = 1
export const DEFAULT_MODEL = 'animatic'

export { HANDLE_TICKS, PACE } from '#model/handles.ts'

/** A film without head and tail: just the song. */
export function filmOfSong(songFrames: number): Film {
  return { headFrames: 0, songFrames, tailFrames: 0 }
}

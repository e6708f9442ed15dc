import type { VideoFacts } from '#model/take.ts'
import type { Ticks } from '#model/time.ts'
import type { FfmpegProgram } from './ffmpeg.ts'
import { probeWithFfmpeg } from './probe-ffmpeg.ts'
import { probeApart } from './probe-apart.ts'

export type Colours = {
  /** How the file says that its colours are to be read; undefined where it says nothing. */
  readonly matrix: string | undefined
  /** Made for brighter screens and more colours than a film has: shown as it is, it looks pale. */
  readonly isHdr: boolean
}

/** What stands in a video file, read from its packets without decoding. */
export type VideoProbe = {
  readonly facts: VideoFacts
  /** When the first picture appears, on the file's own clock. */
  readonly startTicks: Ticks
  /** When the last picture appears, counted from the first. */
  readonly lastPictureTicks: Ticks
  /** The longest that one picture stands. */
  readonly longestPictureTicks: Ticks
  /** Pictures must be stretched to `facts` because their points are not square. */
  readonly hasSquarePixels: boolean
  /** The file lists its key frames, so that a seek finds the one before an instant. Broadcast streams do not. */
  readonly hasIndex: boolean
  readonly colour: Colours
  /** Tags that generators write prompts into. */
  readonly tags: { readonly title?: string; readonly comment?: string; readonly description?: string }
}

/**
 * Reads a video file: mediabunny for what it knows, ffmpeg's packet list for the rest (avi, mpeg-2 ...).
 * Rejects with StudioError `video/unreadable`, or `video/no-picture` for a sound file.
 */
export async function probeVideo(path: string, ffmpeg: Pick<FfmpegProgram, 'path'>): Promise<VideoProbe> {
  return (await probeApart(path)) ?? probeWithFfmpeg(path, ffmpeg)
}

import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { StudioError } from '#model/errors.ts'
import type { VideoFacts } from '#model/take.ts'
import { framesCovering, type Ticks } from '#model/time.ts'

/** Some encoders' first or last packets hold no picture of their own. */
const TOLERATED_FRAMES = 2

/** How many frames of its own rate a clip lacks to be as long as asked; 0 when it is long enough. */
export function missingFrames(facts: Pick<VideoFacts, 'rate' | 'frameCount'>, askTicks: Ticks): number {
  return Math.max(0, framesCovering(askTicks, facts.rate) - facts.frameCount)
}

/**
 * Decodes every picture of a clip once, throwing them away.
 * @throws StudioError 'take/damaged' when fewer come out than the file lists
 */
export async function decodeClip(
  ffmpeg: FfmpegProgram,
  path: string,
  facts: Pick<VideoFacts, 'frameCount'>,
  signal: AbortSignal,
): Promise<void> {
  const args = ['-v', 'error', '-i', fileArg(path), '-map', '0:v:0', '-fps_mode', 'passthrough', '-f', 'null', '-']
  const { progress } = await runFfmpeg(ffmpeg, args, { signal })
  if (progress.frame >= facts.frameCount - TOLERATED_FRAMES) return
  throw new StudioError(
    'take/damaged',
    `The clip is damaged: ${facts.frameCount} pictures are listed, ${progress.frame} can be shown. Ask for it again.`,
    { details: { path, listed: facts.frameCount, shown: progress.frame } },
  )
}

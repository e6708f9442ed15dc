import { measureSeam, type SeamMatch } from '#model/seam/measure-seam.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { readSeamFrames, type ReadOptions } from './read-seam-frames.ts'
import type { SeamClip, SeamFilm } from './seam-clip.ts'

/** So many pictures of each side are measured. */
export const SEAM_PICTURES = 16

/** Measures how two clips of a film meet at a cut. Rejects as readSeamFrames does. */
export async function measureJoin(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  { outgoing, incoming }: { readonly outgoing: SeamClip; readonly incoming: SeamClip },
  film: SeamFilm,
  options: ReadOptions = {},
): Promise<SeamMatch> {
  const [before, after] = await Promise.all([
    readSeamFrames(ffmpeg, outgoing, film, 'last', SEAM_PICTURES, options),
    readSeamFrames(ffmpeg, incoming, film, 'first', SEAM_PICTURES, options),
  ])
  return measureSeam({ before, after })
}

import { StudioError } from '#model/errors.ts'
import { fitOf } from '#model/fit.ts'
import { seamFrameOf, seamSize, type SeamFrame } from '#model/seam/seam-frames.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { exactFrames, seekTo } from '#main/media/frame-seek.ts'
import { inputMatrix } from '#main/media/input-matrix.ts'
import { shownFrames, type SeamClip, type SeamFilm } from './seam-clip.ts'

export type ReadOptions = { readonly signal?: AbortSignal | undefined; readonly isBackground?: boolean | undefined }

/**
 * Reads the last or the first `count` pictures of a clip as the film shows them (R4, R7), made small. What does not fill the
 * frame stands on black. Rejects with StudioError `seam/unreadable`, or those of runFfmpeg.
 */
export async function readSeamFrames(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  clip: SeamClip,
  film: SeamFilm,
  end: 'first' | 'last',
  count: number,
  options: ReadOptions = {},
): Promise<SeamFrame[]> {
  const { width, height } = seamSize(film)
  const shown = shownFrames(clip, film, end, count)
  const bytes = await readSmall(ffmpeg, clip, { ...shown, film, width, height }, options)
  const frameBytes = width * height * 3
  if (bytes.length !== shown.frameCount * frameBytes) throw unreadable(clip.path)
  return shown.pictures.map(({ frame, secondsFromCut }) =>
    seamFrameOf(bytes.subarray(frame * frameBytes, (frame + 1) * frameBytes), width, height, secondsFromCut),
  )
}

type Wanted = Pick<SeamClip, 'startTicks' | 'frameCount'> & {
  readonly film: SeamFilm
  readonly width: number
  readonly height: number
}

async function readSmall(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  { path, probe, speed }: SeamClip,
  { startTicks, frameCount, film, width, height }: Wanted,
  options: ReadOptions,
): Promise<Buffer> {
  const seek = seekTo({ startTicks, speed }, probe, film.rate)
  const colours = `flags=area+accurate_rnd+full_chroma_int:in_color_matrix=${inputMatrix(probe)}:out_range=pc`
  const filters = [
    `settb=AVTB,setpts=${seek.setpts}`,
    exactFrames(film.rate, frameCount),
    ...(probe.hasSquarePixels ? [] : ['scale=iw*sar:ih,setsar=1']),
    ...(fitOf(probe.facts, film) === 'cover'
      ? [`crop=w='min(iw,ih*${film.width}/${film.height})':h='min(ih,iw*${film.height}/${film.width})'`]
      : [`pad=w='max(iw,ih*${film.width}/${film.height})':h='max(ih,iw*${film.height}/${film.width})':x=-1:y=-1`]),
    `scale=${width}:${height}:${colours}`,
    'format=rgb24',
  ]
  const chunks: Buffer[] = []
  const args = [
    ['-loglevel', 'warning', ...seek.args, '-i', fileArg(path), '-map', '0:v:0'],
    ['-vf', filters.join(','), '-frames:v', `${frameCount}`, '-f', 'rawvideo', 'pipe:1'],
  ].flat()
  await runFfmpeg(ffmpeg, args, {
    ...options,
    onStdout: chunk => {
      chunks.push(chunk)
    },
  })
  return Buffer.concat(chunks)
}

function unreadable(path: string): StudioError {
  const message = `Not all pictures beside a cut could be read from ${path}. Import the take again, or choose another.`
  return new StudioError('seam/unreadable', message, { details: { path } })
}

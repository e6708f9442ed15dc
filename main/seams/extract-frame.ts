import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fitOf } from '#model/fit.ts'
import { ticksFromFrames } from '#model/time.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { exactFrames, seekTo } from '#main/media/frame-seek.ts'
import { inputMatrix } from '#main/media/input-matrix.ts'
import type { VideoProbe } from '#main/media/probe.ts'
import type { ReadOptions } from './read-seam-frames.ts'

type Size = { readonly width: number; readonly height: number }

/**
 * Writes picture number `frame` of a file, counted from 0 at its rate, as a PNG at `pngPath`: upright, with square pixels,
 * 8-bit full-range sRGB. It is what the next shot begins on. A file that was at `pngPath` is replaced once the new one is whole.
 * `size`: brought to that size as the film would fill it (R7), since services refuse pictures of another, or follow their shape.
 * Throws RangeError for a picture that the file does not have; rejects with StudioErrors of runFfmpeg.
 */
export async function extractFrame(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  file: { readonly path: string; readonly probe: VideoProbe },
  frame: number,
  pngPath: string,
  { size, ...options }: ReadOptions & { readonly size?: Size } = {},
): Promise<void> {
  const { path, probe } = file
  const { rate } = probe.facts
  const startTicks = ticksFromFrames(frame, rate)
  if (frame < 0 || startTicks >= probe.facts.durationTicks) throw new RangeError(`${path} has no picture ${frame}`)
  const seek = seekTo({ startTicks, speed: { numerator: 1, denominator: 1 } }, probe, rate)
  const fills = size && isOther(probe.facts, size) && fitOf(probe.facts, size) === 'cover' ? size : null
  const scaled = fills ? `${fills.width}:${fills.height}:force_original_aspect_ratio=increase:` : ''
  const filters = [
    `settb=AVTB,setpts=${seek.setpts}`,
    exactFrames(rate, 1),
    ...(probe.hasSquarePixels ? [] : ['scale=iw*sar:ih,setsar=1']),
    `scale=${scaled}flags=bicubic+accurate_rnd+full_chroma_int:in_color_matrix=${inputMatrix(probe)}:out_range=pc,format=rgb24`,
    ...(fills ? [`crop=${fills.width}:${fills.height},setsar=1`] : []),
    // Film and screen mean the same numbers by these two curves; said otherwise, programs would change them.
    'setparams=range=pc:color_primaries=bt709:color_trc=iec61966-2-1',
  ]
  const part = join(dirname(pngPath), `.${randomUUID()}.part`)
  const args = [
    ['-loglevel', 'warning', ...seek.args, '-i', fileArg(path), '-map', '0:v:0', '-vf', filters.join(',')],
    ['-frames:v', '1', '-c:v', 'png', '-f', 'image2', '-update', '1', '-y', fileArg(part)],
  ].flat()
  try {
    await runFfmpeg(ffmpeg, args, options)
    await rename(part, pngPath)
  } finally {
    await rm(part, { force: true })
  }
}

function isOther(a: Size, b: Size): boolean {
  return a.width !== b.width || a.height !== b.height
}

import { fitOf } from '#model/fit.ts'
import { formatFrameRate, ticksFromFrames } from '#model/time.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { exactFrames, seekTo } from '#main/media/frame-seek.ts'
import { inputMatrix } from '#main/media/input-matrix.ts'
import type { VideoProbe } from '#main/media/probe.ts'
import type { ReadOptions } from './read-seam-frames.ts'

type Size = { readonly width: number; readonly height: number }

/** So near to the pictures they are made of that a model sees no difference; of grain and foliage no more than can be sent. */
const QUALITY = ['-crf', '8', '-maxrate', '40M', '-bufsize', '40M']
const BT709 = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv']

/**
 * Writes the pictures of a file up to `lastPicture`, that one included, `count` of them or as many as there are, as a clip of its own at
 * `mp4Path`, without sound: what a model is told a motion by. `size`: brought to that size as the film would fill it (R7), to even numbers.
 * Equal files give equal clips. Rejects with StudioErrors of runFfmpeg.
 */
export async function extractTail(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  { path, probe }: { readonly path: string; readonly probe: VideoProbe },
  { lastPicture, count }: { readonly lastPicture: number; readonly count: number },
  mp4Path: string,
  { size, ...options }: ReadOptions & { readonly size?: Size } = {},
): Promise<void> {
  const { rate } = probe.facts
  const first = Math.max(0, lastPicture + 1 - count)
  const pictures = lastPicture + 1 - first
  const seek = seekTo(
    { startTicks: ticksFromFrames(first, rate), speed: { numerator: 1, denominator: 1 } },
    probe,
    rate,
  )
  const fills = size && fitOf(probe.facts, size) === 'cover' ? even(size) : null
  const scaled = fills
    ? `${fills.width}:${fills.height}:force_original_aspect_ratio=increase`
    : 'trunc(iw/2)*2:trunc(ih/2)*2'
  const filters = [
    `settb=AVTB,setpts=${seek.setpts}`,
    exactFrames(rate, pictures),
    ...(probe.hasSquarePixels ? [] : ['scale=iw*sar:ih,setsar=1']),
    `scale=${scaled}:flags=bicubic+accurate_rnd:in_color_matrix=${inputMatrix(probe)}:out_color_matrix=bt709:out_range=tv`,
    ...(fills ? [`crop=${fills.width}:${fills.height},setsar=1`] : []),
    'format=yuv420p',
  ]
  const args = [
    ['-loglevel', 'warning', ...seek.args, '-i', fileArg(path), '-map', '0:v:0', '-vf', filters.join(',')],
    ['-frames:v', `${pictures}`, '-r', formatFrameRate(rate)],
    ['-c:v', 'libx264', '-preset', 'veryfast', ...QUALITY, ...BT709],
    ['-threads', '1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-map_metadata', '-1'],
    ['-movflags', '+faststart', '-f', 'mp4', '-y', fileArg(mp4Path)],
  ].flat()
  await runFfmpeg(ffmpeg, args, options)
}

function even({ width, height }: Size): Size {
  return { width: width - (width % 2), height: height - (height % 2) }
}

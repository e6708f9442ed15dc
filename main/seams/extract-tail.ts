import { ticksFromFrames } from '#model/time.ts'
import { formatFrameRate } from '#model/time.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { exactFrames, seekTo } from '#main/media/frame-seek.ts'
import type { VideoProbe } from '#main/media/probe.ts'
import type { ReadOptions } from './read-seam-frames.ts'

/** So near to the pictures they are made of that a model sees no difference. */
const CRF = 8

/**
 * Writes the pictures of a file up to `lastPicture`, that one included, `count` of them or as many as there are, as a clip of its own at
 * `mp4Path`: what a model is told a motion by. Equal files give equal clips. Rejects with StudioErrors of runFfmpeg.
 */
export async function extractTail(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  { path, probe }: { readonly path: string; readonly probe: VideoProbe },
  { lastPicture, count }: { readonly lastPicture: number; readonly count: number },
  mp4Path: string,
  options: ReadOptions = {},
): Promise<void> {
  const { rate } = probe.facts
  const first = Math.max(0, lastPicture + 1 - count)
  const pictures = lastPicture + 1 - first
  const seek = seekTo(
    { startTicks: ticksFromFrames(first, rate), speed: { numerator: 1, denominator: 1 } },
    probe,
    rate,
  )
  const filters = [
    `settb=AVTB,setpts=${seek.setpts}`,
    exactFrames(rate, pictures),
    ...(probe.hasSquarePixels ? [] : ['scale=iw*sar:ih,setsar=1']),
    'scale=trunc(iw/2)*2:trunc(ih/2)*2',
    'format=yuv420p',
  ]
  const args = [
    ['-loglevel', 'warning', ...seek.args, '-i', fileArg(path), '-map', '0:v:0', '-vf', filters.join(',')],
    ['-frames:v', `${pictures}`, '-r', formatFrameRate(rate), '-c:v', 'libx264', '-preset', 'fast', '-crf', `${CRF}`],
    ['-threads', '1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-map_metadata', '-1'],
    ['-movflags', '+faststart', '-f', 'mp4', '-y', fileArg(mp4Path)],
  ].flat()
  await runFfmpeg(ffmpeg, args, options)
}

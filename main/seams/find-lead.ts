import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { exactFrames, seekTo } from '#main/media/frame-seek.ts'
import { probeVideo, type VideoProbe } from '#main/media/probe.ts'
import { leadPicturesIn, type GreyPicture } from '#model/seam/lead-in-clip.ts'
import { framesFromTicks, ticks, ticksFromFrames, type FrameRate, type Ticks } from '#model/time.ts'
import type { ReadOptions } from './read-seam-frames.ts'

/** Enough to tell one picture of a motion from the next ones. */
const SIZE = { width: 64, height: 36 }
/** Read beyond the lead's own length, for clips that give it back a little slower. */
const MORE_PICTURES = 4
const AS_RECORDED = { numerator: 1, denominator: 1 }

type Clip = { readonly path: string; readonly probe: VideoProbe }

/**
 * How many pictures at the head of a clip are those of the lead it was to go on from, up to the last of them (SPEC B12); 0 where it
 * begins with that one, or with what comes after. `askTicks` is how long it was to be without. Rejects with StudioErrors of
 * probeVideo and runFfmpeg.
 */
export async function findLead(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  leadPath: string,
  clip: Clip,
  askTicks: Ticks,
  options: ReadOptions = {},
): Promise<number> {
  const lead = { path: leadPath, probe: await probeVideo(leadPath, ffmpeg) }
  const { rate, durationTicks } = lead.probe.facts
  const count = framesFromTicks(durationTicks, rate)
  const inClip = framesFromTicks(clip.probe.facts.durationTicks, rate)
  const longer = framesFromTicks(ticks(Math.max(0, clip.probe.facts.durationTicks - askTicks)), rate)
  const head = await readGrey(ffmpeg, clip, rate, Math.min(inClip, count + MORE_PICTURES), options)
  const found = leadPicturesIn(await readGrey(ffmpeg, lead, rate, count, options), head, longer)
  return framesFromTicks(ticksFromFrames(found, rate), clip.probe.facts.rate)
}

/** The first `count` pictures of a file, made small and grey, at a rate. */
async function readGrey(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  { path, probe }: Clip,
  rate: FrameRate,
  count: number,
  options: ReadOptions,
): Promise<GreyPicture[]> {
  const { width, height } = SIZE
  const seek = seekTo({ startTicks: ticks(0), speed: AS_RECORDED }, probe, rate)
  const filters = [
    `settb=AVTB,setpts=${seek.setpts}`,
    exactFrames(rate, count),
    `scale=${width}:${height}:flags=area:out_range=pc`,
    'format=gray',
  ]
  const chunks: Buffer[] = []
  const args = [
    ['-loglevel', 'warning', ...seek.args, '-i', fileArg(path), '-map', '0:v:0', '-vf', filters.join(',')],
    ['-frames:v', `${count}`, '-f', 'rawvideo', 'pipe:1'],
  ].flat()
  await runFfmpeg(ffmpeg, args, {
    ...options,
    onStdout: chunk => {
      chunks.push(chunk)
    },
  })
  const bytes = Buffer.concat(chunks)
  const size = width * height
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size))
}

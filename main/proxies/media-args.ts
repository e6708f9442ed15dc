import { ownTicks } from '#model/assemble/source-window.ts'
import { fitOf } from '#model/fit.ts'
import { STRIP_TILE, stripLayout } from '#model/strip-layout.ts'
import { secondsFromTicks, ticks, TICKS_PER_SECOND, type FrameRate } from '#model/time.ts'
import { decimalSeconds, fileArg } from '#main/media/ffmpeg-args.ts'
import { inputMatrix } from '#main/media/input-matrix.ts'
import type { VideoProbe } from '#main/media/probe.ts'

/** The short side of a proxy; smaller pictures keep their size. */
const PROXY_SIDE = 540
const KEY_FRAME_DISTANCE = 12
const THUMB = { width: 480, height: 270 } as const
/** Where a take's thumbnail is looked for: past a fade in, among this many pictures. */
const THUMB_AT = 0.1
const THUMB_AMONG = 24
/** A still is sent no larger than a film's frame may need it. */
const LARGEST_STILL = 3840

const QUIETLY = ['-loglevel', 'warning', '-filter_threads', '1'] as const

/**
 * A proxy: the take's own pictures, each at its own time counted from the first, smaller and quick to seek in, without sound. The
 * colours are brought to bt709 as the render does it.
 */
export function proxyArgs(path: string, probe: VideoProbe, outputPath: string): string[] {
  const { width, height } = proxySize(probe)
  const timescale = timescaleOf(probe.facts.rate)
  const filters = [
    fromFirstPicture(probe, 0),
    square(probe),
    `scale=${width}:${height}:flags=lanczos+accurate_rnd:in_color_matrix=${inputMatrix(probe)}:out_color_matrix=bt709:out_range=tv`,
    'setsar=1,format=yuv420p',
  ]
  return [
    [...QUIETLY, '-threads', '1', '-copyts', '-i', fileArg(path), '-map', '0:v:0', '-map_metadata', '-1'],
    ['-vf', chain(filters), '-fps_mode', 'passthrough', '-enc_time_base', `1/${timescale}`],
    ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-g', `${KEY_FRAME_DISTANCE}`, '-bf', '0'],
    ['-flags', '+cgop', '-threads:v', '1', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ['-colorspace', 'bt709', '-color_range', 'tv', '-video_track_timescale', `${timescale}`],
    ['-movflags', '+faststart', '-f', 'mp4', '-y', fileArg(outputPath)],
  ].flat()
}

export function proxySize({ facts }: VideoProbe): { readonly width: number; readonly height: number } {
  const shrink = Math.min(1, PROXY_SIDE / Math.min(facts.width, facts.height))
  return { width: even(facts.width * shrink), height: even(facts.height * shrink) }
}

/** The pictures of `stripLayout` as one JPEG. */
export function stripArgs(path: string, probe: VideoProbe, outputPath: string): string[] {
  const { count, columns, rows, stepTicks } = stripLayout(probe.facts.durationTicks)
  const stepSeconds = secondsFromTicks(stepTicks)
  const filters = [
    // Output picture k is the last source picture before k + 1 steps on this clock, so the middle of step k.
    fromFirstPicture(probe, stepSeconds / 2),
    `fps=${TICKS_PER_SECOND}/${stepTicks}:start_time=0:round=down:eof_action=pass`,
    `tpad=stop_mode=clone:stop=-1,trim=end_frame=${count}`,
    square(probe),
    intoFrame(probe.facts, STRIP_TILE),
    `tile=${columns}x${rows}`,
  ]
  const input = ['-threads', '1', '-copyts', '-i', fileArg(path), '-map', '0:v:0']
  return [...QUIETLY, ...input, '-vf', chain(filters), ...jpegTo(outputPath)]
}

/** One telling picture of a take as a JPEG, of those after `leadPictures` at its head. */
export function thumbArgs(path: string, probe: VideoProbe, outputPath: string, leadPictures = 0): string[] {
  const { facts } = probe
  const own = ownTicks(facts, leadPictures)
  const at = secondsFromTicks(ticks(facts.durationTicks - own)) + THUMB_AT * secondsFromTicks(own)
  const seek = probe.hasIndex ? ['-ss', decimalSeconds(at)] : []
  const filters = [`thumbnail=${THUMB_AMONG}`, square(probe), intoFrame(facts, THUMB)]
  return [
    ...QUIETLY,
    '-threads',
    '1',
    ...seek,
    '-i',
    fileArg(path),
    '-map',
    '0:v:0',
    '-vf',
    chain(filters),
    ...jpegTo(outputPath),
  ]
}

/** A still or a song's cover in the size of a thumbnail. */
export function stillThumbArgs(path: string, outputPath: string): string[] {
  const filters = `scale=${THUMB.width}:${THUMB.height}:force_original_aspect_ratio=increase,crop=${THUMB.width}:${THUMB.height}`
  return [...QUIETLY, '-i', fileArg(path), '-map', '0:v:0', '-vf', `${filters},format=yuvj420p`, ...jpegTo(outputPath)]
}

/** A still in a form that every browser shows. */
export function stillArgs(path: string, outputPath: string): string[] {
  const largest = `'min(${LARGEST_STILL},iw)':'min(${LARGEST_STILL},ih)':force_original_aspect_ratio=decrease`
  return [
    ...QUIETLY,
    '-i',
    fileArg(path),
    '-map',
    '0:v:0',
    '-vf',
    `scale=${largest},format=yuvj444p`,
    ...jpegTo(outputPath),
  ]
}

/** A song's samples as the analysis decodes them, in 16 bits, as a WAVE file of one header and nothing else. */
export function songArgs(path: string, outputPath: string): string[] {
  return [
    ['-loglevel', 'warning', '-i', fileArg(path), '-map', '0:a:0', '-map_metadata', '-1', '-fflags', '+bitexact'],
    ['-af', 'aformat=channel_layouts=mono|stereo', '-c:a', 'pcm_s16le', '-flags:a', '+bitexact'],
    ['-f', 'wav', '-y', fileArg(outputPath)],
  ].flat()
}

function jpegTo(outputPath: string): string[] {
  return ['-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '4', '-f', 'image2', '-update', '1', '-y', fileArg(outputPath)]
}

/** Timestamps that count from the first picture, put later by some seconds. */
function fromFirstPicture(probe: VideoProbe, laterSeconds: number): string {
  const begin = decimalSeconds(secondsFromTicks(probe.startTicks) - laterSeconds)
  return `settb=AVTB,setpts=PTS-(${begin})/TB`
}

function square(probe: VideoProbe): string {
  return probe.hasSquarePixels ? '' : 'scale=iw*sar:ih,setsar=1'
}

/** Fills a frame as the film's would be filled; what would lose too much stands whole on black. */
function intoFrame(picture: { width: number; height: number }, frame: { width: number; height: number }): string {
  const size = `${frame.width}:${frame.height}`
  const fit =
    fitOf(picture, frame) === 'cover'
      ? `scale=${size}:force_original_aspect_ratio=increase:out_range=pc,crop=${size}`
      : `scale=${size}:force_original_aspect_ratio=decrease:out_range=pc,pad=${size}:(ow-iw)/2:(oh-ih)/2`
  return `${fit},setsar=1,format=yuvj420p`
}

/** A clock of which every picture of an even rate is a whole number of units. */
function timescaleOf(rate: FrameRate): number {
  return rate.denominator === 1 ? rate.numerator * 512 : rate.numerator
}

function even(value: number): number {
  return Math.max(2, 2 * Math.round(value / 2))
}

function chain(filters: readonly string[]): string {
  return filters.filter(filter => filter !== '').join(',')
}

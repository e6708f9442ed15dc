import { scaleRound, TICKS_PER_SECOND } from '#model/time.ts'
import { isStudioError } from '#model/errors.ts'
import { fileArg } from './ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from './ffmpeg.ts'
import { timingOf } from './frame-timing.ts'
import { noPicture, unreadable } from './probe-errors.ts'
import type { VideoProbe } from './probe.ts'

/** Formats by which ffmpeg takes texts and single pictures for films. */
const NOT_A_FILM = /^(tty|image2|.*_pipe|lrc|srt|ass|webvtt)(,|$)/

const HAS_INDEX = /^(avi|mov|matroska)(,|$)/

/** The way for containers that mediabunny does not know: ffmpeg's packet list and its description of the file. */
export async function probeWithFfmpeg(path: string, ffmpeg: Pick<FfmpegProgram, 'path'>): Promise<VideoProbe> {
  const chunks: Buffer[] = []
  const args = ['-copyts', '-i', fileArg(path), '-map', '0:V:0', '-c', 'copy', '-f', 'framecrc', 'pipe:1']
  const { stderrTail } = await runFfmpeg(ffmpeg, args, {
    onStdout: chunk => {
      chunks.push(chunk)
    },
  }).catch((error: unknown) => {
    if (!isStudioError(error, 'ffmpeg/failed')) throw error
    throw /matches no streams/.test(String(error.details['lastLines'])) ? noPicture(path) : unreadable(path, error)
  })
  const packets = parsePacketList(Buffer.concat(chunks).toString('latin1'))
  const description = parseDescription(stderrTail)
  if (!packets || NOT_A_FILM.test(description.format)) throw unreadable(path)
  const timing = timingOf(packets.timestampsTicks, packets.lastDurationTicks)
  return {
    facts: {
      width: packets.width,
      height: packets.height,
      rate: timing.rate,
      frameCount: packets.timestampsTicks.length,
      durationTicks: timing.durationTicks,
    },
    isVariableRate: timing.isVariableRate,
    startTicks: timing.startTicks,
    lastPictureTicks: timing.lastPictureTicks,
    longestPictureTicks: timing.longestPictureTicks,
    hasSquarePixels: packets.hasSquarePixels,
    hasIndex: HAS_INDEX.test(description.format),
    codec: packets.codec,
    colour: { matrix: undefined, primaries: undefined, transfer: undefined, isFullRange: description.isFullRange },
    hasSound: description.hasSound,
    tags: {},
  }
}

export type PacketList = {
  readonly codec: string
  readonly width: number
  readonly height: number
  readonly hasSquarePixels: boolean
  readonly timestampsTicks: readonly number[]
  readonly lastDurationTicks: number
}

/** Reads the `framecrc` format: `#key: value` headers, then `stream, dts, pts, duration, size, checksum` a packet. */
export function parsePacketList(text: string): PacketList | undefined {
  const header = (name: string): string => new RegExp(String.raw`^#${name} 0: (.+)$`, 'm').exec(text)?.[1] ?? ''
  const [numerator = 0, denominator = 0] = header('tb').split('/').map(Number)
  const [width = 0, height = 0] = header('dimensions').split('x').map(Number)
  const [sarNumerator = 1, sarDenominator = 1] = header('sar').split('/').map(Number)
  if (!(numerator > 0 && denominator > 0 && width > 0 && height > 0)) return undefined
  const toTicks = (units: number): number => scaleRound(units, numerator * TICKS_PER_SECOND, denominator)
  const timestampsTicks: number[] = []
  let lastDurationTicks = 0
  for (const [, dts, pts, duration] of text.matchAll(/^0, *(-?\d+|NOPTS), *(-?\d+|NOPTS), *(\d+),/gm)) {
    const time = Number(pts === 'NOPTS' ? dts : pts)
    if (Number.isNaN(time)) continue
    timestampsTicks.push(toTicks(time))
    lastDurationTicks = toTicks(Number(duration))
  }
  if (timestampsTicks.length === 0) return undefined
  const isStretched = sarNumerator > 0 && sarNumerator !== sarDenominator
  return {
    codec: header('codec_id'),
    width: isStretched ? Math.round((width * sarNumerator) / sarDenominator) : width,
    height,
    hasSquarePixels: !isStretched,
    timestampsTicks,
    lastDurationTicks,
  }
}

export type FileDescription = {
  readonly format: string
  readonly hasSound: boolean
  readonly isFullRange: boolean | undefined
}

/** Reads what ffmpeg tells about an input on stderr. */
export function parseDescription(stderr: string): FileDescription {
  const range = /Video: .*?\((tv|pc)\b/.exec(stderr)?.[1]
  return {
    format: /^Input #0, (.+?), from /m.exec(stderr)?.[1] ?? '',
    hasSound: /Stream #0:\d+.*: Audio: /.test(stderr),
    isFullRange: range === undefined ? undefined : range === 'pc',
  }
}

import { scaleRound, TICKS_PER_SECOND } from '#model/time.ts'
import { isStudioError } from '#model/errors.ts'
import { fileArg } from './ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from './ffmpeg.ts'
import { timingOf } from './frame-timing.ts'
import { noPicture, unreadable } from './probe-errors.ts'
import type { Colours, VideoProbe } from './probe.ts'

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
    startTicks: timing.startTicks,
    lastPictureTicks: timing.lastPictureTicks,
    longestPictureTicks: timing.longestPictureTicks,
    hasSquarePixels: packets.hasSquarePixels,
    hasIndex: HAS_INDEX.test(description.format),
    colour: description.colour,
    tags: {},
  }
}

export type PacketList = {
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
    width: isStretched ? Math.round((width * sarNumerator) / sarDenominator) : width,
    height,
    hasSquarePixels: !isStretched,
    timestampsTicks,
    lastDurationTicks,
  }
}

type FileDescription = { readonly format: string; readonly colour: Colours }

/** Reads what ffmpeg tells about an input on stderr. */
function parseDescription(stderr: string): FileDescription {
  return { format: /^Input #0, (.+?), from /m.exec(stderr)?.[1] ?? '', colour: coloursIn(stderr) }
}

/** Stand in one word where matrix, primaries and transfer have the same name, among words that say something else. */
const ONE_WORD = /^(?:bt709|bt470bg|bt470m|smpte170m|smpte240m|fcc|bt2020nc|bt2020c|gbr|ycgco)$/

/** Reads e.g. `yuv420p(tv, bt2020nc/bt2020/arib-std-b67, progressive)`. */
function coloursIn(stderr: string): Colours {
  const words = /Video: .*?\w\(([^)]*)\)/.exec(stderr)?.[1]?.split(', ') ?? []
  const [matrix, primaries, transfer] = words.find(word => word.includes('/') || ONE_WORD.test(word))?.split('/') ?? []
  const isHdr = transfer === 'smpte2084' || transfer === 'arib-std-b67' || primaries === 'bt2020'
  return { matrix: matrix === 'unknown' ? undefined : matrix, isHdr }
}

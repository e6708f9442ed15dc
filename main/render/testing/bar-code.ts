import { once } from 'node:events'
import { assertNever } from '#model/assert-never.ts'
import type { FrameRate } from '#model/time.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'

/**
 * Pictures that can be told apart by a program: sixteen upright bars, black or white, spell the clip's number (5 bits), the
 * picture's (8 bits), and an edge of white, black, white that shows whether the picture is where it should be.
 */
export const BARS = 16
export const BLACK = 16
export const WHITE = 235

/** The luma of each bar of one picture. */
export function barsOf(clip: number, picture: number): number[] {
  const bits = [1, ...bitsOf(clip, 5), ...bitsOf(picture, 8), 0, 1]
  return bits.map(bit => (bit === 1 ? WHITE : BLACK))
}

function bitsOf(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, bit) => (value >> bit) & 1)
}

export type BarCodeClip = {
  readonly path: string
  readonly clip: number
  readonly pictures: number
  readonly rate: FrameRate
  readonly width: number
  readonly height: number
  /** Chroma of the source; the others are what 10 bits and odd sizes need. */
  readonly pixels?: 'yuv420p' | 'yuv420p10le' | 'yuv444p'
  /** When each picture stands, in milliseconds as an ffmpeg expression of its number N; at `rate` by default. */
  readonly timesMs?: string
  readonly encoderArgs?: readonly string[]
}

/** Writes a clip of bar codes. */
export async function writeBarCodeClip(clip: BarCodeClip, ffmpeg: Pick<FfmpegProgram, 'path'>): Promise<void> {
  const { width, height, rate, pixels = 'yuv420p' } = clip
  const times = clip.timesMs
    ? ['-vf', `settb=1/1000,setpts='${clip.timesMs}'`, '-fps_mode', 'vfr', '-enc_time_base', '1/1000']
    : []
  const args = [
    ['-f', 'rawvideo', '-pix_fmt', 'yuv444p', '-video_size', `${width}x${height}`],
    ['-framerate', `${rate.numerator}/${rate.denominator}`, '-i', 'pipe:0', ...times],
    ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '8', '-g', '12', '-pix_fmt', pixels],
    [...(clip.encoderArgs ?? []), '-y', fileArg(clip.path)],
  ].flat()
  await runFfmpeg(ffmpeg, args, {
    async input(stdin) {
      for (let picture = 0; picture < clip.pictures; picture += 1) {
        if (!stdin.write(drawBars(barsOf(clip.clip, picture), width, height))) await once(stdin, 'drain')
      }
    },
  })
}

function drawBars(bars: readonly number[], width: number, height: number): Buffer {
  const plane = width * height
  const picture = Buffer.alloc(plane * 3, 128)
  const row = Buffer.from(Array.from({ length: width }, (_, x) => bars[Math.floor((x * BARS) / width)]!))
  for (let y = 0; y < height; y += 1) row.copy(picture, y * width)
  return picture
}

/** Where a picture lies in the film's frame: all of it, or upright in the middle. */
export type Region = { readonly kind: 'all' } | { readonly kind: 'middle'; readonly width: number }

/** Decodes a film and reads the luma in the middle of each bar, for every frame. */
export async function readBars(
  path: string,
  size: { readonly width: number; readonly height: number },
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  region: Region = { kind: 'all' },
): Promise<number[][]> {
  const frameBytes = size.width * size.height
  const frames: number[][] = []
  let rest: Buffer = Buffer.alloc(0)
  const args = ['-i', fileArg(path), '-map', '0:v:0', '-fps_mode', 'passthrough', '-vf', 'extractplanes=y']
  await runFfmpeg(ffmpeg, [...args, '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1'], {
    onStdout(chunk) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      while (rest.length >= frameBytes) {
        frames.push(barsIn(rest.subarray(0, frameBytes), size, region))
        rest = rest.subarray(frameBytes)
      }
    },
  })
  return frames
}

function barsIn(luma: Buffer, size: { width: number; height: number }, region: Region): number[] {
  const width = regionWidth(region, size.width)
  const left = (size.width - width) / 2
  const y = Math.floor(size.height / 2)
  return Array.from({ length: BARS }, (_, bar) => {
    const x = Math.floor(left + ((bar + 0.5) * width) / BARS)
    return luma[y * size.width + x]!
  })
}

function regionWidth(region: Region, frameWidth: number): number {
  switch (region.kind) {
    case 'all':
      return frameWidth
    case 'middle':
      return region.width
    default:
      return assertNever(region)
  }
}

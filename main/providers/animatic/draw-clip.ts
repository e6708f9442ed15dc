import { loadImage } from '@napi-rs/canvas'
import type { Image } from '@napi-rs/canvas'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { StudioError } from '#model/errors.ts'
import { formatFrameRate } from '#model/time.ts'
import type { ClipToDraw } from '#main/providers/animatic-provider.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { collectYoung } from '#main/media/garbage-collector.ts'
import type { FfmpegProgram } from '#main/media/ffmpeg.ts'
import { Flythrough } from './draw/flythrough.ts'
import { readLead } from './read-lead.ts'

export type DrawClipOptions = {
  /** Where the mp4 goes; what stands there is replaced. */
  readonly outPath: string
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((framesDone: number) => void) | undefined
}

/** A picture of this many pixels is drawn; a larger clip is enlarged from it, which looks like a soft lens. */
const DRAWN_PIXELS = 1152 * 648

/**
 * Draws a clip into an H.264 mp4 of exactly `frameCount` frames: same inputs, same frames. Sizes must be even.
 * Rejects with StudioError `animatic/picture-unreadable` or what the ffmpeg door says, or with the signal's reason.
 */
export async function drawClip(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  clip: ClipToDraw,
  options: DrawClipOptions,
): Promise<void> {
  const { outPath, signal, onProgress } = options
  const size = drawnSize(clip.width, clip.height)
  const firstFrame = clip.firstFrame === undefined ? undefined : await pictureAt(clip.firstFrame)
  const lastFrame = clip.lastFrame === undefined ? undefined : await pictureAt(clip.lastFrame)
  const approach = clip.leadIn === undefined ? null : await readLead(ffmpeg, clip.leadIn, 'in', clip, signal)
  const departure = clip.leadOut === undefined ? null : await readLead(ffmpeg, clip.leadOut, 'out', clip, signal)
  signal?.throwIfAborted()
  const flight = new Flythrough({
    prompt: clip.prompt,
    cameraMove: clip.cameraMove,
    style: clip.style,
    seed: clip.seed,
    ...size,
    framesPerSecond: clip.rate.numerator / clip.rate.denominator,
    frameCount: clip.frameCount,
    ...(firstFrame && { firstFrame }),
    ...(lastFrame && { lastFrame }),
    ...(approach && { approach }),
    ...(departure && { departure }),
  })
  await runFfmpeg(ffmpeg, encodeArgs(clip, size, outPath), {
    signal,
    input: async stdin => {
      for (let frame = 0; frame < clip.frameCount; frame++) {
        signal?.throwIfAborted()
        await write(stdin, flight.draw(frame).data())
        collectYoung()
        onProgress?.(frame + 1)
      }
    },
  })
}

/** Even sizes of the shape of the clip, small enough to be drawn quickly. */
export function drawnSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, Math.sqrt(DRAWN_PIXELS / (width * height)))
  const even = (length: number): number => Math.max(2, Math.round((length * scale) / 2) * 2)
  return { width: even(width), height: even(height) }
}

function encodeArgs(clip: ClipToDraw, drawn: { width: number; height: number }, outPath: string): string[] {
  const { rate } = clip
  const keyEvery = Math.max(1, Math.round((2 * rate.numerator) / rate.denominator))
  const scale = `scale=${clip.width}:${clip.height}:flags=bicubic:out_color_matrix=bt709:out_range=tv`
  return [
    ...['-v', 'error', '-y'],
    ...['-f', 'rawvideo', '-pix_fmt', 'rgba', '-video_size', `${drawn.width}x${drawn.height}`],
    ...['-framerate', formatFrameRate(rate), '-i', 'pipe:0'],
    ...['-filter_threads', '1', '-vf', `${scale},format=yuv420p`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '21', '-threads', '1', '-g', `${keyEvery}`],
    ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-frames:v', `${clip.frameCount}`, '-an', '-movflags', '+faststart', '-f', 'mp4', fileArg(outPath)],
  ]
}

async function pictureAt(path: string): Promise<Image> {
  try {
    await stat(path)
    return await loadImage(path)
  } catch (cause) {
    throw new StudioError(
      'animatic/picture-unreadable',
      `The picture ${path}, which the clip should begin or end with, cannot be read. Choose another one, or draw the clip without it.`,
      { cause },
    )
  }
}

/** Hands over a frame and waits while the pipe is full, so that hardly more than one is ever on the way. */
async function write(stdin: Writable, frame: Buffer): Promise<void> {
  if (!stdin.write(frame)) await once(stdin, 'drain')
}

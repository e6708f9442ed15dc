import { once } from 'node:events'
import { drawFlown, type Flown } from '#model/seam/testing/flown-pictures.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'

/** The frame at which clips for tests are drawn and shown. */
export const FILM = { rate: { numerator: 24, denominator: 1 }, width: 192, height: 108 } as const

/** Encodes a drawn flight as services do: H.264 with B-frames, 4:2:0, bt709. `filters` change its pictures before that. */
export async function writeFlownClip(
  path: string,
  flown: Omit<Flown, 'width' | 'height'>,
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  { filters = [], crf = 20, fps = 24 }: { filters?: readonly string[]; crf?: number; fps?: number } = {},
): Promise<void> {
  await writePictures(path, drawFlown({ ...FILM, ...flown }), FILM, ffmpeg, { filters, crf, fps })
}

/** Encodes pictures of three bytes a pixel in the same way. */
export async function writePictures(
  path: string,
  pictures: readonly Uint8Array[],
  { width, height }: { readonly width: number; readonly height: number },
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  { filters = [], crf = 20, fps = 24 }: { filters?: readonly string[]; crf?: number; fps?: number } = {},
): Promise<void> {
  const colours = 'scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p'
  const args = [
    ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-video_size', `${width}x${height}`, '-framerate', `${fps}`],
    ['-i', 'pipe:0', '-vf', [...filters, colours].join(',')],
    ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', `${crf}`, '-colorspace', 'bt709', '-color_primaries', 'bt709'],
    ['-color_trc', 'bt709', '-color_range', 'tv', '-y', fileArg(path)],
  ].flat()
  await runFfmpeg(ffmpeg, args, {
    async input(stdin) {
      for (const picture of pictures) if (!stdin.write(picture)) await once(stdin, 'drain')
    },
  })
}

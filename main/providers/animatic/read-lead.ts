import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { motionThrough } from '#model/seam/clip-motion.ts'
import { seamFrameOf, seamSize } from '#model/seam/seam-frames.ts'
import { secondsFromFrames, type FrameRate } from '#model/time.ts'
import type { Approach } from './draw/approach.ts'

/** A motion is believed from this confidence on. */
const SEEN = 0.35

/** How the camera flies at the end of a clip that leads up to the one to be drawn, or at the start of one that follows it; null where that cannot be seen. */
export async function readLead(
  ffmpeg: Pick<FfmpegProgram, 'path'>,
  path: string,
  lead: 'in' | 'out',
  clip: { readonly width: number; readonly height: number; readonly rate: FrameRate },
  signal: AbortSignal | undefined,
): Promise<Approach | null> {
  const { width, height } = seamSize(clip)
  const chunks: Buffer[] = []
  const filters = `scale=${width}:${height}:flags=area+accurate_rnd:out_range=pc,format=rgb24`
  const args = ['-v', 'error', '-i', fileArg(path), '-map', '0:v:0', '-vf', filters, '-fps_mode', 'passthrough']
  await runFfmpeg(ffmpeg, [...args, '-f', 'rawvideo', 'pipe:1'], {
    signal,
    onStdout: chunk => {
      chunks.push(chunk)
    },
  })
  const bytes = Buffer.concat(chunks)
  const size = width * height * 3
  const count = Math.floor(bytes.length / size)
  if (count < 3) return null
  const frames = Array.from({ length: count }, (_, at) =>
    seamFrameOf(
      bytes.subarray(at * size, (at + 1) * size),
      width,
      height,
      secondsFromFrames(lead === 'in' ? at - count + 1 : at, clip.rate),
    ),
  )
  const { zoomAtCut, centre, confidence } = motionThrough(frames)
  if (confidence < SEEN) return null
  return { zoomPerSecond: zoomAtCut, x: centre?.x ?? 0.5, y: centre?.y ?? 0.5 }
}

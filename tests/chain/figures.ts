import { runFfmpeg, type FfmpegProgram } from '#main/media/ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { measureJoin } from '#main/seams/measure-join.ts'
import type { SeamClip } from '#main/seams/seam-clip.ts'
import { clipsOf } from '#model/assemble/bridge.ts'
import type { MediaId } from '#model/ids.ts'
import { motionThrough } from '#model/seam/clip-motion.ts'
import { SEEN, type SeamMatch } from '#model/seam/measure-seam.ts'
import type { Motion } from '#model/seam/motion.ts'
import { seamFrameOf, seamSize, type SeamFrame } from '#model/seam/seam-frames.ts'
import { seamLights, type SeamLights } from '#model/seam/seam-lights.ts'
import type { Stall } from '#model/seam/stall.ts'
import type { Sequence } from '#model/sequence.ts'

/** Frames of half a second. */
const STRETCH = 12

export type SeamFigures = {
  readonly frame: number
  readonly match: SeamMatch
  readonly lights: SeamLights
  /** The least zoom (natural logarithm a second) within eight frames of the cut. */
  readonly leastZoom: number
}

export type FlightFigures = {
  readonly seams: readonly SeamFigures[]
  /** Over the whole film. */
  readonly meanZoom: number
  /** Between the middles of the first and the last shot, in hundredths of OKLab. */
  readonly colourDrift: number
}

/** Measures a finished film at its cuts. */
export async function measureFlight(
  ffmpeg: FfmpegProgram,
  sequence: Sequence,
  filmPath: string,
  mediaPath: (id: MediaId) => string,
): Promise<FlightFigures> {
  const film = { rate: sequence.rate, width: sequence.width, height: sequence.height }
  const frames = await smallFrames(ffmpeg, filmPath, film)
  const clips = clipsOf(sequence)
  const seamClip = async ({ clip }: (typeof clips)[number]): Promise<SeamClip> => {
    if (clip.source.kind !== 'take') throw new Error(`${clip.id} shows no take`)
    const path = mediaPath(clip.source.mediaId)
    const probe = await probeVideo(path, ffmpeg)
    return { path, probe, startTicks: clip.sourceStartTicks, speed: clip.speed, frameCount: clip.frameCount }
  }
  const seams: SeamFigures[] = []
  for (const [index, after] of clips.entries()) {
    const before = clips[index - 1]
    if (!before) continue
    const match = await measureJoin(ffmpeg, { outgoing: await seamClip(before), incoming: await seamClip(after) }, film)
    const { startFrame: frame } = after
    seams.push({ frame, match, lights: seamLights(match), leastZoom: leastZoomOf(match) })
  }
  const whole = clips.flatMap(({ clip, startFrame }) => zoomsOf(frames.slice(startFrame, startFrame + clip.frameCount)))
  const middle = (placed: (typeof clips)[number]): SeamFrame =>
    frames[placed.startFrame + (placed.clip.frameCount >> 1)]!
  return {
    seams,
    meanZoom: whole.reduce((sum, zoom) => sum + zoom, 0) / whole.length,
    colourDrift: apart(middle(clips[0]!), middle(clips.at(-1)!)),
  }
}

/** The least zoom near the cut: that of each side, by the lowest share of its usual speed there (J8), where that can be told. */
function leastZoomOf({ before, after, stallBefore, stallAfter }: SeamMatch): number {
  const least = ({ zoomAtCut }: Motion, { lowestSpeed }: Stall): number => zoomAtCut * Math.min(1, lowestSpeed ?? 1)
  return Math.min(least(before, stallBefore), least(after, stallAfter))
}

/** The zoom of a clip, half a second at a time. */
function zoomsOf(frames: readonly SeamFrame[]): number[] {
  const starts = Array.from({ length: Math.floor(frames.length / STRETCH) }, (_, part) => part * STRETCH)
  const motions = starts.map(start => motionThrough(frames.slice(start, start + STRETCH)))
  return motions.filter(({ confidence }) => confidence >= SEEN).map(({ zoomPerSecond }) => zoomPerSecond)
}

function apart({ mean: one }: SeamFrame, { mean: other }: SeamFrame): number {
  return (
    100 * Math.hypot(one.lightness - other.lightness, one.greenRed - other.greenRed, one.blueYellow - other.blueYellow)
  )
}

async function smallFrames(
  ffmpeg: FfmpegProgram,
  path: string,
  film: { readonly width: number; readonly height: number },
): Promise<SeamFrame[]> {
  const { width, height } = seamSize(film)
  const chunks: Buffer[] = []
  const filters = `scale=${width}:${height}:flags=area+accurate_rnd:out_range=pc,format=rgb24`
  const args = ['-v', 'error', '-i', path, '-map', '0:v:0', '-vf', filters, '-f', 'rawvideo', 'pipe:1']
  await runFfmpeg(ffmpeg, args, {
    onStdout: chunk => {
      chunks.push(chunk)
    },
  })
  const bytes = Buffer.concat(chunks)
  const size = width * height * 3
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, at) =>
    seamFrameOf(bytes.subarray(at * size, (at + 1) * size), width, height, at / 24),
  )
}

import { sourceTicks } from '#model/render-plan.ts'
import { secondsFromFrames, secondsFromTicks, ticks, type FrameRate } from '#model/time.ts'
import { SAMPLE_POINT } from '#model/sample-point.ts'
import type { SourceStart } from '#main/media/frame-seek.ts'
import type { VideoProbe } from '#main/media/probe.ts'

/** The film that clips are cut into: how it plays, and the shape of its frame. */
export type SeamFilm = { readonly rate: FrameRate; readonly width: number; readonly height: number }

/** What a film shows of a video file: from where, how fast, and for how many frames of the film. */
export type SeamClip = SourceStart & {
  readonly path: string
  readonly probe: VideoProbe
  readonly frameCount: number
}

/** Some frames of a clip, the first and the last of them included, and which pictures of the file they show. */
export type ShownFrames = {
  readonly startTicks: SourceStart['startTicks']
  readonly frameCount: number
  /** For each frame that shows another picture than the one before: which one it is, and when that stands in the film. */
  readonly pictures: readonly { readonly frame: number; readonly secondsFromCut: number }[]
}

/** Slow clips show a picture for many frames; beyond so many for one, fewer pictures must do. */
const MOST_FRAMES_A_PICTURE = 6

/**
 * The frames at a clip's end that show its last `count` pictures, or those at its start that show the first; fewer where it has
 * fewer. A picture's time is that of the file, not of the frame that shows it, so that a film of another rate moves evenly.
 */
export function shownFrames(clip: SeamClip, film: SeamFilm, end: 'first' | 'last', count: number): ShownFrames {
  const { speed, probe } = clip
  const source = probe.facts.rate
  const perFrame =
    (speed.numerator * source.numerator * film.rate.denominator) /
    (speed.denominator * source.denominator * film.rate.numerator)
  const wanted = Math.ceil(count / Math.min(1, Math.max(perFrame, 1 / MOST_FRAMES_A_PICTURE)))
  const frameCount = Math.min(clip.frameCount, wanted)
  const skipped = end === 'last' ? clip.frameCount - frameCount : 0
  const startTicks = ticks(clip.startTicks + sourceTicks(skipped, speed, film.rate))
  const cutFrame = end === 'last' ? frameCount : 0
  const first = secondsFromTicks(startTicks) / secondsFromFrames(1, source)
  const pictures: { frame: number; secondsFromCut: number }[] = []
  let last = -1
  for (let frame = 0; frame < frameCount; frame += 1) {
    const picture = Math.floor(first + (frame + SAMPLE_POINT) * perFrame + 1e-6)
    if (picture === last) continue
    last = picture
    const inFrames = (picture - first) / perFrame
    pictures.push({ frame, secondsFromCut: secondsFromFrames(inFrames - cutFrame, film.rate) })
  }
  return { startTicks, frameCount, pictures: end === 'last' ? pictures.slice(-count) : pictures.slice(0, count) }
}

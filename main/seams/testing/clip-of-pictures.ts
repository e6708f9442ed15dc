import type { VideoProbe } from '#main/media/probe.ts'
import type { Speed } from '#model/sequence.ts'
import { framesCovering, scaleRound, ticks, ticksFromFrames, type FrameRange } from '#model/time.ts'
import type { SeamClip, SeamFilm } from '../seam-clip.ts'

/** A span of a file's own pictures, counted from 0, as a film of another rate or at another speed shows it. */
export function clipOfPictures(
  file: { readonly path: string; readonly probe: VideoProbe },
  pictures: FrameRange,
  film: Pick<SeamFilm, 'rate'>,
  speed: Speed = { numerator: 1, denominator: 1 },
): SeamClip {
  const { rate } = file.probe.facts
  const startTicks = ticksFromFrames(pictures.startFrame, rate)
  const lasting = ticksFromFrames(pictures.endFrame, rate) - startTicks
  const played = ticks(scaleRound(lasting, speed.denominator, speed.numerator))
  return { path: file.path, probe: file.probe, startTicks, speed, frameCount: framesCovering(played, film.rate) }
}

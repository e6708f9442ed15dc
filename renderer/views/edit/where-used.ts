import { SAMPLE_POINT } from '#model/sample-point.ts'
import type { Clip } from '#model/sequence.ts'
import { TICKS_PER_SECOND, type FrameRate } from '#model/time.ts'
import { pictureClips } from '../../editor/placed-clips.ts'
import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'
import type { Desk } from './use-desk.ts'

/** The instant of its take that a clip shows in one of its frames (R4). */
export function shownInstant(clip: Clip, frame: number, rate: FrameRate): number {
  return clip.sourceStartTicks + Math.round((frame + SAMPLE_POINT) * ticksPerFrame(clip, rate))
}

/** Puts the play-head on the frame of the film that shows the picture of a take that begins here, the nearest one; says so where there is none. */
export function goWhereUsed({ now, playhead }: Desk, mediaId: string, pictureTicks: number): boolean {
  const { rate } = now()
  const from = playhead().now()
  const frames = pictureClips(now()).flatMap(({ item, startFrame }) => {
    if (item.source.kind !== 'take' || item.source.mediaId !== mediaId) return []
    const frame = Math.ceil((pictureTicks - item.sourceStartTicks) / ticksPerFrame(item, rate) - SAMPLE_POINT)
    return frame >= 0 && frame < item.frameCount && startFrame + frame !== from ? [startFrame + frame] : []
  })
  const [nearest] = frames.toSorted((a, b) => Math.abs(a - from) - Math.abs(b - from))
  if (nearest === undefined) {
    notify({ kind: 'info', text: texts.edit.source.notUsed })
    return false
  }
  playhead().go(nearest)
  return true
}

function ticksPerFrame({ speed }: Clip, rate: FrameRate): number {
  return (TICKS_PER_SECOND * rate.denominator * speed.numerator) / (rate.numerator * speed.denominator)
}

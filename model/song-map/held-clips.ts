import type { MediaLengths } from '../edit/media.ts'
import type { Clip, Sequence } from '../sequence.ts'
import { framesCovering, scaleRound, ticks, type FrameRate } from '../time.ts'

/** A clip that is longer than what its take has left, and the frame of the old film where it began. */
export type HeldClip = { readonly item: Clip; readonly frame: number }

/**
 * The clips of a retimed cut that hold their take's last picture, and did not before: where the new song has something more, what
 * stood there was stretched (SPEC M5).
 */
export function heldClips(before: Sequence, after: Sequence, media: MediaLengths): HeldClip[] {
  const now = new Map(clipsOf(after).map(({ item }) => [item.id, item]))
  return clipsOf(before).filter(({ item }) => {
    const retimed = now.get(item.id)
    return retimed !== undefined && outruns(retimed, after.rate, media) && !outruns(item, before.rate, media)
  })
}

function clipsOf({ tracks }: Sequence): HeldClip[] {
  return tracks.flatMap(({ kind, items }) => {
    if (kind !== 'picture') return []
    let frame = 0
    return items.flatMap((item): HeldClip[] => {
      const start = frame
      frame += item.kind === 'transition' ? 0 : item.frameCount
      return item.kind === 'clip' ? [{ item, frame: start }] : []
    })
  })
}

function outruns({ source, sourceStartTicks, speed, frameCount }: Clip, rate: FrameRate, media: MediaLengths): boolean {
  const facts = source.kind === 'take' ? media.get(source.mediaId) : undefined
  if (!facts) return false
  const left = Math.max(0, facts.durationTicks - sourceStartTicks)
  return framesCovering(ticks(scaleRound(left, speed.denominator, speed.numerator)), rate) < frameCount
}

import type { MediaId } from './ids.ts'
import type { Clip, Sequence } from './sequence.ts'
import { ticks, ticksFromFrames, type FrameRange, type Ticks } from './time.ts'

/** The song under the rendered span: `leadFrames` of silence, then `frames` of it from `startTicks`, then silence. */
export type PlannedSound = {
  readonly mediaId: MediaId
  readonly startTicks: Ticks
  readonly leadFrames: number
  readonly frames: number
}

/**
 * A sound beside the song. Its clip is `clipFrames` long and begins `startTicks` into the medium; gain and fades are of the
 * whole clip, of which `frames` from `skipFrames` on sound in the span, after `leadFrames` of it.
 */
export type PlannedEffect = PlannedSound & {
  readonly clipFrames: number
  readonly skipFrames: number
  readonly gainDecibels: number
  readonly fadeInFrames: number
  readonly fadeOutFrames: number
}

type PlacedClip = { readonly clip: Clip; readonly startFrame: number }

function soundClips(sequence: Sequence): PlacedClip[] {
  const placed: PlacedClip[] = []
  for (const track of sequence.tracks) {
    if (track.kind !== 'sound') continue
    let startFrame = 0
    for (const item of track.items) {
      if (item.kind === 'transition') continue
      if (item.kind === 'clip') placed.push({ clip: item, startFrame })
      startFrame += item.frameCount
    }
  }
  return placed
}

/** What of a clip lies in the span; undefined where nothing does. */
function inSpan({ clip, startFrame }: PlacedClip, span: FrameRange) {
  const from = Math.max(startFrame, span.startFrame)
  const to = Math.min(startFrame + clip.frameCount, span.endFrame)
  if (to <= from) return undefined
  return { skipFrames: from - startFrame, leadFrames: from - span.startFrame, frames: to - from }
}

/** The part of the song that sounds in the span. */
export function plannedSound(sequence: Sequence, span: FrameRange): PlannedSound | null {
  for (const placed of soundClips(sequence)) {
    const { source, sourceStartTicks } = placed.clip
    if (source.kind !== 'song') continue
    const part = inSpan(placed, span)
    if (!part) return null
    const { skipFrames, leadFrames, frames } = part
    const startTicks = ticks(sourceStartTicks + ticksFromFrames(skipFrames, sequence.rate))
    return { mediaId: source.mediaId, startTicks, leadFrames, frames }
  }
  return null
}

/** The other sounds of the span (R10), in the order of tracks and time. */
export function plannedEffects(sequence: Sequence, span: FrameRange): PlannedEffect[] {
  return soundClips(sequence).flatMap(placed => {
    const { source, sourceStartTicks, frameCount, level } = placed.clip
    if (source.kind !== 'sound' || placed.clip.isOff) return []
    const part = inSpan(placed, span)
    if (!part) return []
    return [
      {
        mediaId: source.mediaId,
        startTicks: sourceStartTicks,
        ...part,
        clipFrames: frameCount,
        gainDecibels: level?.gainDecibels ?? 0,
        fadeInFrames: level?.fadeInFrames ?? 0,
        fadeOutFrames: level?.fadeOutFrames ?? 0,
      },
    ]
  })
}

import type { Edit } from '#model/edit/apply.ts'
import { AS_RECORDED } from '#model/edit/level.ts'
import type { NewClip } from '#model/edit/place.ts'
import type { TransitionStyle } from '#model/sequence.ts'
import type { PlacedClip } from './placed-clips.ts'

export type CopiedClip = {
  readonly clip: NewClip
  readonly trackName: string
  /** From the first of all. */
  readonly offsetFrames: number
  /** How it comes in. */
  readonly style: TransitionStyle | 'cut'
  readonly transitionFrames: number
}

/** Takes belong to their project: only there can they be pasted. */
export type CopiedClips = { readonly projectId: string; readonly clips: readonly CopiedClip[] }

export function copyOf(placed: readonly PlacedClip[]): CopiedClip[] {
  const first = Math.min(...placed.map(({ startFrame }) => startFrame))
  return placed.map(({ item, track, startFrame, transition }) => {
    const { kind: _kind, id: _id, ...clip } = item
    return {
      clip,
      trackName: track.name,
      offsetFrames: startFrame - first,
      style: transition?.style ?? 'cut',
      transitionFrames: transition ? transition.inFrames + transition.outFrames : 0,
    }
  })
}

/** Puts copies over what lies from a frame on; those that would begin after the film are left out. */
export function pasteEdits(copies: readonly CopiedClip[], frame: number, filmFrames: number): Edit[] {
  return copies
    .filter(({ offsetFrames }) => frame + offsetFrames < filmFrames)
    .map(({ clip, trackName, offsetFrames }) => ({ kind: 'overwrite', clip, frame: frame + offsetFrames, trackName }))
}

/** What a clip carries beside its picture, given to others: speed and transition to pictures, level to sounds. */
export function attributeEdits({ clip, style, transitionFrames }: CopiedClip, onto: readonly PlacedClip[]): Edit[] {
  return onto.flatMap(({ item, startFrame }): Edit[] => {
    if (clip.source.kind === 'sound' || item.source.kind === 'sound') {
      const areBoth = clip.source.kind === item.source.kind
      return areBoth ? [{ kind: 'level', itemId: item.id, level: clip.level ?? AS_RECORDED }] : []
    }
    return [
      ...(item.source.kind === 'take' ? [{ kind: 'speed', itemId: item.id, speed: clip.speed } as const] : []),
      ...(startFrame > 0 ? [{ kind: 'transition', itemId: item.id, style, frames: transitionFrames } as const] : []),
    ]
  })
}

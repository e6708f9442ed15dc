import type { Sequence } from '#model/sequence.ts'
import type { Shot } from '#model/shot.ts'
import { secondsFromTicks } from '#model/time.ts'
import type { MediaStore } from '#main/library/media-store.ts'
import type { MadeShot } from './make-request.ts'

/** The shots of a sequence's picture track as `make` prints them, in the order of the film. */
export function madeShots(sequence: Sequence, shots: readonly Shot[], media: Pick<MediaStore, 'byId'>): MadeShot[] {
  const byId = new Map(shots.map(shot => [shot.id, shot]))
  const picture = sequence.tracks.find(track => track.kind === 'picture')
  const made: MadeShot[] = []
  let startFrame = 0
  let transition: MadeShot['transition'] = 'cut'
  for (const item of picture?.items ?? []) {
    if (item.kind === 'transition') {
      transition = item.style
      continue
    }
    const shot = item.kind === 'clip' && item.shotId !== null ? byId.get(item.shotId) : undefined
    if (item.kind === 'clip' && shot) {
      const { source, speed } = item
      made.push({
        shot: shot.position + 1,
        prompt: shot.written.prompt,
        takeFile: source.kind === 'take' ? (media.byId(source.mediaId)?.path ?? null) : null,
        sourceInSeconds: secondsFromTicks(item.sourceStartTicks),
        speed: speed.numerator / speed.denominator,
        startFrame,
        endFrame: startFrame + item.frameCount,
        transition,
      })
    }
    startFrame += item.frameCount
    transition = 'cut'
  }
  return made
}

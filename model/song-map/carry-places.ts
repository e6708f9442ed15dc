import type { ShotId } from '../ids.ts'
import type { FrameRange } from '../time.ts'
import type { FrameMove } from './frame-moves.ts'

export type PlacedShot = { readonly id: ShotId; readonly place: FrameRange }

/**
 * The places of a plan with their edges moved (SPEC M6); null for a shot whose whole place is gone. They still tile the film, which
 * is `filmFrames` long by now.
 */
export function carryPlaces(
  shots: readonly PlacedShot[],
  move: FrameMove,
  filmFrames: number,
): Map<ShotId, FrameRange | null> {
  return new Map(
    shots.map(({ id, place }, index) => {
      const startFrame = index === 0 ? 0 : move(place.startFrame).frame
      const endFrame = index === shots.length - 1 ? filmFrames : move(place.endFrame).frame
      return [id, endFrame > startFrame ? { startFrame, endFrame } : null]
    }),
  )
}

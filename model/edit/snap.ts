import { nearestFrame } from '../plan/beats.ts'

/** What a gesture can be drawn to, the strongest first: of two as near as each other the stronger one wins. */
export const SNAP_KINDS = ['playhead', 'marker', 'cut', 'bar', 'beat'] as const
export type SnapKind = (typeof SNAP_KINDS)[number]

/** The frames of each kind, ascending. */
export type SnapPoints = Readonly<Record<SnapKind, readonly number[]>>

export type Snapped = { readonly frame: number; readonly kind: SnapKind | null }

/**
 * Draws a frame to the nearest point within `toleranceFrames` (as many as the pointer's few pixels cover at this zoom), or
 * leaves it where it is.
 */
export function snap(frame: number, points: SnapPoints, toleranceFrames: number): Snapped {
  let best: Snapped = { frame, kind: null }
  let bestDistance = Infinity
  for (const kind of SNAP_KINDS) {
    const nearest = nearestFrame(points[kind], frame)
    if (nearest === undefined) continue
    const distance = Math.abs(nearest - frame)
    if (distance > toleranceFrames || distance >= bestDistance) continue
    best = { frame: nearest, kind }
    bestDistance = distance
  }
  return best
}

/** Draws the one of several frames that is nearest to a point, and tells by how many frames all of them move. */
export function snapTogether(
  frames: readonly number[],
  points: SnapPoints,
  toleranceFrames: number,
): { readonly shift: number; readonly at: Snapped | null } {
  let best: { shift: number; at: Snapped | null } = { shift: 0, at: null }
  for (const frame of frames) {
    const snapped = snap(frame, points, toleranceFrames)
    if (snapped.kind === null) continue
    const shift = snapped.frame - frame
    if (best.at === null || Math.abs(shift) < Math.abs(best.shift)) best = { shift, at: snapped }
  }
  return best
}

import type { ProjectFrame } from '#model/contract/project-contract.ts'
import { snapTogether, type SnapPoints } from '#model/edit/snap.ts'
import type { Sequence } from '#model/sequence.ts'
import { framesFromTicks, ticks } from '#model/time.ts'
import { cutFrames } from './placed-clips.ts'

/** The song's beats and bars as frames of the film; bars are beats too. */
export type SongGridFrames = { readonly beats: readonly number[]; readonly bars: readonly number[] }

export function gridFrames(
  song: ProjectFrame['song'],
  { film, rate }: Pick<Sequence, 'film' | 'rate'>,
): SongGridFrames {
  const toFrame = (at: number): number => film.headFrames + framesFromTicks(ticks(at), rate)
  return { beats: song?.beats.map(toFrame) ?? [], bars: song?.downbeats.map(toFrame) ?? [] }
}

export function snapPointsOf(sequence: Sequence, grid: SongGridFrames, playheadFrame: number): SnapPoints {
  return {
    playhead: [playheadFrame],
    marker: sequence.markers.map(({ frame }) => frame),
    cut: cutFrames(sequence),
    bar: grid.bars,
    beat: grid.beats,
  }
}

/** The points without those that a gesture would carry along. */
export function withoutOwn(points: SnapPoints, own: ReadonlySet<number>): SnapPoints {
  const others = (frames: readonly number[]): readonly number[] => frames.filter(frame => !own.has(frame))
  return { ...points, cut: others(points.cut), marker: others(points.marker) }
}

export type SnappedDelta = { readonly frames: number; readonly atFrame: number | null }

/** How far a gesture goes when one of its edges is drawn to a point near by. */
export function snapDelta(
  frames: number,
  edges: readonly number[],
  points: SnapPoints,
  toleranceFrames: number,
): SnappedDelta {
  const { shift, at } = snapTogether(
    edges.map(edge => edge + frames),
    points,
    toleranceFrames,
  )
  return { frames: frames + shift, atFrame: at?.frame ?? null }
}

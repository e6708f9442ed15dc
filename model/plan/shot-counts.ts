import type { CutPoints } from './cut-points.ts'
import type { PlaceLimits } from './limits.ts'

/**
 * The numbers of shots that fit the film, ascending, whatever the music asks. More shots than there are limits are taken to
 * be new ones of the longest kind.
 */
export function workingCounts(cuts: CutPoints, limits: readonly PlaceLimits[]): number[] {
  const { points, minFrames, beatFrames } = cuts
  const last = points.length - 1
  const longest = limits.reduce((most, { modelFrames }) => Math.max(most, modelFrames), 0)
  const isOnBeat = points.map(point => point.kind === 'beat' || point.kind === 'downbeat')
  const counts: number[] = []
  /** Whether a place may end at each point after `count` shots. */
  let reached = new Uint8Array(points.length)
  reached[0] = 1
  for (let count = 1; count <= last; count += 1) {
    const maxFrames = limits[count - 1]?.mostFrames ?? longest
    const next = new Uint8Array(points.length)
    let isAnyReached = false
    for (let end = count; end <= last; end += 1) {
      for (let start = end - 1; start >= count - 1; start -= 1) {
        const length = points[end]!.frame - points[start]!.frame
        if (length > maxFrames) break
        const shortest = isOnBeat[start] && isOnBeat[end] ? minFrames : beatFrames
        if (reached[start] === 1 && length >= shortest) {
          next[end] = 1
          isAnyReached = true
          break
        }
      }
    }
    if (next[last] === 1) counts.push(count)
    if (!isAnyReached) break
    reached = next
  }
  return counts
}

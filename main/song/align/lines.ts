import type { Offset } from './offsets.ts'

/** A stretch of the old song whose offset to the new one is `offsetSeconds + drift * oldSeconds`. */
export type Line = {
  readonly offsetSeconds: number
  readonly drift: number
  readonly points: readonly Offset[]
}

/** Offsets that agree this well belong together. */
const SAME_SECONDS = 0.022
/** What one person's ear and two encoders may differ by; lines this near at their seam are one. */
const ONE_LINE_SECONDS = 0.02
const LEAST_POINTS = 3
/** A drift is told from no shorter stretch than this; shorter ones drift as the longest one does. */
const DRIFT_SECONDS = 12
const MOST_DRIFT = 0.08
const NEAR_POINTS = 10

export function newSeconds(line: Pick<Line, 'offsetSeconds' | 'drift'>, oldSeconds: number): number {
  return oldSeconds + line.offsetSeconds + line.drift * oldSeconds
}

export function oldSeconds(line: Pick<Line, 'offsetSeconds' | 'drift'>, seconds: number): number {
  return (seconds - line.offsetSeconds) / (1 + line.drift)
}

/** The straight stretches that the offsets show, in the order of the song; single offsets that belong to none are left out. */
export function linesThrough(offsets: readonly Offset[]): Line[] {
  const groups = grouped(offsets).filter(points => points.length >= LEAST_POINTS)
  const longest = groups.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0]
  if (!longest) return []
  const usualDrift = lengthOf(longest) >= DRIFT_SECONDS ? fitted(longest, null).drift : 0
  const lines = groups.map(points => fitted(points, lengthOf(points) >= DRIFT_SECONDS ? null : usualDrift))
  return joined(lines.filter(line => Math.abs(line.drift) <= MOST_DRIFT))
}

function grouped(offsets: readonly Offset[]): Offset[][] {
  const groups: Offset[][] = []
  let current: Offset[] = []
  let strays: Offset[] = []
  for (const offset of offsets) {
    if (current.length === 0 || isNear(current, offset)) {
      current.push(offset)
      strays = []
      continue
    }
    if (strays.length > 0 && !isNear(strays, offset)) strays = []
    strays.push(offset)
    if (strays.length < LEAST_POINTS) continue
    groups.push(current)
    current = strays
    strays = []
  }
  groups.push(current)
  return groups
}

/** Whether an offset goes on where the last ones of a group lead. */
function isNear(group: readonly Offset[], offset: Offset): boolean {
  const near = group.slice(-NEAR_POINTS)
  const isLong = near.length >= 6
  const line = isLong ? fitted(near, null) : fitted(near, 0)
  const expected = line.offsetSeconds + line.drift * offset.oldSeconds
  const since = offset.oldSeconds - near.at(-1)!.oldSeconds
  return Math.abs(offset.offsetSeconds - expected) <= SAME_SECONDS + (isLong ? 0.002 : 0.01) * since
}

function lengthOf(points: readonly Offset[]): number {
  return points.at(-1)!.oldSeconds - points[0]!.oldSeconds
}

/** Least squares, twice: the second time without what is far off. `drift` null = told by the points. */
function fitted(points: readonly Offset[], drift: number | null): Line {
  const first = leastSquares(points, drift)
  const near = points.filter(
    ({ oldSeconds: at, offsetSeconds }) =>
      Math.abs(offsetSeconds - first.offsetSeconds - first.drift * at) < SAME_SECONDS,
  )
  const line = near.length >= Math.max(2, points.length / 2) ? leastSquares(near, drift) : first
  return { ...line, points }
}

function leastSquares(points: readonly Offset[], drift: number | null): Pick<Line, 'offsetSeconds' | 'drift'> {
  let weight = 0
  let meanAt = 0
  let meanOffset = 0
  for (const point of points) {
    weight += point.agreement
    meanAt += point.agreement * point.oldSeconds
    meanOffset += point.agreement * point.offsetSeconds
  }
  meanAt /= weight
  meanOffset /= weight
  let up = 0
  let down = 0
  for (const { oldSeconds: at, offsetSeconds, agreement } of points) {
    up += agreement * (at - meanAt) * (offsetSeconds - meanOffset)
    down += agreement * (at - meanAt) ** 2
  }
  const slope = drift ?? (down === 0 ? 0 : up / down)
  return { offsetSeconds: meanOffset - slope * meanAt, drift: slope }
}

/** Neighbours that are one line but for a few strays between them, as one. */
function joined(lines: readonly Line[]): Line[] {
  const result: Line[] = []
  for (const line of lines) {
    const last = result.at(-1)
    const seam = last ? (last.points.at(-1)!.oldSeconds + line.points[0]!.oldSeconds) / 2 : 0
    if (last && Math.abs(newSeconds(last, seam) - newSeconds(line, seam)) <= ONE_LINE_SECONDS) {
      result[result.length - 1] = fitted([...last.points, ...line.points], null)
    } else result.push(line)
  }
  return result
}

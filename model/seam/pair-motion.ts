import { align, pointsOf, scoreOf, type Alignment, type Points } from './align.ts'
import type { Level, PreparedPicture } from './prepared-picture.ts'
import { resized, STANDING, type Similarity } from './similarity.ts'

/** A picture with its points at each size, which are found when they are first asked for. */
export type TrackedPicture = {
  readonly picture: PreparedPicture
  pointsAt(level: number): Points
}

/** At most so many points a size, the finest first. */
const POINTS = [1600, 1200, 900]

export function track(picture: PreparedPicture, mask: PreparedPicture | undefined): TrackedPicture {
  const found: (Points | undefined)[] = []
  return {
    picture,
    pointsAt: level => (found[level] ??= pointsOf(picture.levels[level]!, POINTS[level]!, mask?.levels[level])),
  }
}

/** How many pixels of the finest size a pixel of this one is. */
const pixelsAt = (level: number): number => 2 ** level

/** Zooms (natural logarithms) that the search begins at: both ways up to a sixth a picture. */
const ZOOMS = [-0.16, -0.12, -0.08, -0.04, 0, 0.04, 0.08, 0.12, 0.16]
/** Shifts in shares of the frame: across, where pictures are panned, and up or down. */
const SHIFTS_X = [-0.1, -0.05, 0, 0.05, 0.1]
const SHIFTS_Y = [-0.08, 0, 0.08]
/** So many beginnings are followed up. */
const FOLLOWED = 3
/** A score above this from a known beginning needs no search. */
const MET = 0.55

/**
 * Finds the move that most points of a picture make to another, in pixels of the finest size: from the beginnings that are given and, where
 * those lead nowhere, from a search over zooms up to 1.17 and shifts up to an eighth of the frame.
 */
export function moveBetween(
  from: TrackedPicture,
  to: PreparedPicture,
  beginnings: readonly Similarity[],
  options: { readonly isKnown: boolean },
): Alignment {
  const coarsest = to.levels.length - 1
  const follow = (starts: readonly Similarity[]): Alignment => {
    const found = starts.map(start => align(from.pointsAt(coarsest), to.levels[coarsest]!, start, 8))
    const best = found.reduce((a, b) => (b.score > a.score ? b : a))
    return refine(from, to, best, coarsest)
  }
  const known = beginnings.map(move => resized(move, 1 / pixelsAt(coarsest)))
  if (options.isKnown) {
    const found = follow(known)
    if (found.score > MET) return found
  }
  return follow([...known, ...searched(from.pointsAt(coarsest), to.levels[coarsest]!)])
}

function refine(from: TrackedPicture, to: PreparedPicture, coarse: Alignment, coarsest: number): Alignment {
  let best = coarse
  for (let level = coarsest - 1; level >= 0; level -= 1) {
    best = align(from.pointsAt(level), to.levels[level]!, resized(best.move, 2), 6)
  }
  return best
}

/** Where a move that is nearly right leads: the size in the middle and the finest are looked at. */
export function moveNear(from: TrackedPicture, to: PreparedPicture, near: Similarity): Alignment {
  const level = Math.min(1, to.levels.length - 1)
  const coarse = align(from.pointsAt(level), to.levels[level]!, resized(near, 1 / pixelsAt(level)), 4)
  return refine(from, to, coarse, level)
}

/** The best of many moves, without finding out where each leads. */
function searched(points: Points, to: Level): Similarity[] {
  const { width, height } = to.plane
  const tried: Alignment[] = []
  for (const zoom of ZOOMS) {
    for (const x of SHIFTS_X) {
      for (const y of SHIFTS_Y) {
        const move = { ...STANDING, real: Math.exp(zoom), shiftX: x * width, shiftY: y * height }
        tried.push(scoreOf(points, to, move))
      }
    }
  }
  return tried
    .toSorted((a, b) => b.score - a.score)
    .slice(0, FOLLOWED)
    .map(({ move }) => move)
}

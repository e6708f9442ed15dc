import { assertNever } from '../assert-never.ts'
import type { FrameRange } from '../time.ts'
import type { CutPoint, CutPoints } from './cut-points.ts'
import type { PlaceLimits } from './limits.ts'

/**
 * What giving up a rule costs. Each step is ten times the next or more, so that a few of a lower rule do not buy a higher
 * one; the last ones, from a cut inside a bar on, are weighed against each other.
 */
const COST = {
  /** A take that is there is too short: a new one must be made. */
  takeTooShort: 1e10,
  cutBetweenBeats: 1e9,
  /** A place that eats into its handles, all of them. */
  handles: 1e8,
  cutOffTheBeat: 1e7,
  sectionStartMissed: 1e5,
  /** One that the plan before had already given up: no reason to move the film about. */
  sectionStartMissedAgain: 50,
  cutInsideABar: 100,
  /** A place that begins or ends elsewhere than in the plan before. */
  cutMoved: 60,
  /**
   * A shot wholly outside the section its writer named. Lengths bend for it, but only so far: a treatment written for
   * another song must not leave some shots a blink and others half a minute.
   */
  outsideNamedSection: 32,
  /** Twice as long or half as long as the music asks costs half of this. */
  busyness: 25,
} as const

/** Of two plans that give up as many takes the one that overstretches them less is better: never worth a take. */
const SHARE_OF_A_TAKE = 1e-3

/** Beyond this factor from what the music asks, a length is an oddity that other rules must pay for. */
export const ODD_FACTOR = 3
const ODD_COST = 1000

export type LayoutShot = {
  readonly limits: PlaceLimits
  /** Its share of the film's busyness: 1 for the usual shot. */
  readonly share: number
  /** `inside[frame]` counts the frames before `frame` in the sections its writer named; null when none are. */
  readonly inside: Uint32Array | null
  readonly previous: FrameRange | null
}

/** How far a length is from what the music asks: 0 when right, and alike for n times too long and n times too short. */
function lengthCost(ratio: number): number {
  const cost = COST.busyness * (ratio + 1 / ratio - 2)
  if (ratio > ODD_FACTOR) return cost + ODD_COST * (ratio / ODD_FACTOR - 1)
  if (ratio * ODD_FACTOR < 1) return cost + ODD_COST * (1 / (ratio * ODD_FACTOR) - 1)
  return cost
}

function limitCost(frames: number, limits: PlaceLimits): number {
  const { takeFrames, handledFrames, modelFrames } = limits
  if (takeFrames !== null && frames <= takeFrames) return 0
  const newTake = takeFrames === null ? 0 : COST.takeTooShort * (1 + SHARE_OF_A_TAKE * (1 - takeFrames / frames))
  if (frames <= handledFrames) return newTake
  const eaten = (frames - handledFrames) / (modelFrames - handledFrames)
  return newTake + COST.handles * (0.1 + eaten * eaten)
}

function cutCost(point: CutPoint, insideABar: number): number {
  switch (point.kind) {
    case 'end':
    case 'downbeat':
      return 0
    case 'beat':
      return point.isSectionStart ? 0 : COST.cutInsideABar * insideABar
    case 'off-beat':
      return COST.cutOffTheBeat
    case 'between-beats':
      return COST.cutBetweenBeats
    default:
      return assertNever(point.kind)
  }
}

function missCost(point: CutPoint, previousCuts: ReadonlySet<number>): number {
  if (!point.isSectionStart) return 0
  const wasMissed = previousCuts.size > 0 && !previousCuts.has(point.frame)
  return wasMissed ? COST.sectionStartMissedAgain : COST.sectionStartMissed
}

/**
 * The cheapest way to divide the film into one place a shot, in order:
 *
 *     points  0--b--d--b--b--d--b--s--b--d--b--end     b beat, d downbeat, s section start
 *     places  |   shot 1   | shot 2  |   shot 3  |
 *
 * For each shot in turn and each point, the cheapest way to end that shot there is the cheapest end of the shot before
 * plus the place between. What cuts of the plan before cost (`previousCuts`, none for a first plan) is not weighed again.
 * `insideABar` is how much more than usual a cut inside a bar costs.
 * Gives the points' indexes, one more than there are shots; undefined when there is no way.
 */
export function layOut(
  shots: readonly LayoutShot[],
  cuts: CutPoints,
  busyness: Float64Array,
  previousCuts: ReadonlySet<number>,
  insideABar = 1,
): readonly number[] | undefined {
  const { points, minFrames, beatFrames } = cuts
  const last = points.length - 1
  if (shots.length > last) return undefined
  const frames = Int32Array.from(points, point => point.frame)
  const isOnBeat = Uint8Array.from(points, point => (point.kind === 'beat' || point.kind === 'downbeat' ? 1 : 0))
  const cutCosts = Float64Array.from(points, point => (previousCuts.has(point.frame) ? 0 : cutCost(point, insideABar)))
  /** What the section starts before each point cost together, if none of them is cut on. */
  const missedBefore = new Float64Array(points.length)
  for (let index = 1; index <= last; index += 1) {
    missedBefore[index] = missedBefore[index - 1]! + missCost(points[index - 1]!, previousCuts)
  }
  const shares = shots.reduce((sum, shot) => sum + shot.share, 0)
  const scale = shares / busyness[busyness.length - 1]!
  const wanted = Float64Array.from(frames, frame => busyness[frame]! * scale)

  let costs = new Float64Array(points.length).fill(Infinity)
  costs[0] = 0
  const cameFrom: Int32Array[] = []
  for (const [number, shot] of shots.entries()) {
    const next = new Float64Array(points.length).fill(Infinity)
    const from = new Int32Array(points.length).fill(-1)
    const cheapest = costs.reduce((least, cost) => Math.min(least, cost))
    const { inside, previous, limits, share } = shot
    const firstEnd = number === shots.length - 1 ? last : number + 1
    for (let end = firstEnd; end <= last - (shots.length - 1 - number); end += 1) {
      const endFrame = frames[end]!
      const movedEnd = previous && previous.endFrame !== endFrame ? COST.cutMoved : 0
      let best = Infinity
      for (let start = end - 1; start >= number; start -= 1) {
        const startFrame = frames[start]!
        const length = endFrame - startFrame
        if (length > limits.mostFrames) break
        if (costs[start]! >= best) continue
        const ratio = (wanted[end]! - wanted[start]!) / share
        const ofLength = lengthCost(ratio)
        if (ratio > 1 && cheapest + ofLength >= best) break
        let cost = costs[start]! + ofLength + movedEnd
        if (cost >= best || length < minFrames) continue
        if (length < beatFrames && (isOnBeat[start]! & isOnBeat[end]!) === 0) continue
        cost += limitCost(length, limits)
        cost += missedBefore[end]! - missedBefore[start + 1]!
        if (inside) cost += COST.outsideNamedSection * (1 - (inside[endFrame]! - inside[startFrame]!) / length)
        if (previous && previous.startFrame !== startFrame) cost += COST.cutMoved
        if (cost < best) {
          best = cost
          from[end] = start
        }
      }
      next[end] = best + cutCosts[end]!
    }
    cameFrom.push(from)
    costs = next
  }
  if (costs[last] === Infinity) return undefined
  const path = [last]
  for (let number = shots.length - 1; number >= 0; number -= 1) path.push(cameFrom[number]![path.at(-1)!]!)
  return path.toReversed()
}

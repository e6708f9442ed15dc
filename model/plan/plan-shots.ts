import { longestClip } from '../catalogue.ts'
import { StudioError } from '../errors.ts'
import { seededUnit } from '../seed.ts'
import { filmFrames, type Speed } from '../sequence.ts'
import { secondsFromTicks } from '../time.ts'
import { busynessSums } from './busyness.ts'
import { listCompromises, type LaidPlace } from './compromises.ts'
import { cutPoints, type CutPoint } from './cut-points.ts'
import { layOut, type LayoutShot } from './layout.ts'
import { askFor, placeLimits } from './limits.ts'
import { pacingWeights } from './pacing.ts'
import type { Plan, PlanRequest, PlanShot } from './plan.ts'
import { filmSections, mainSection, sectionsNamed, type FilmSection } from './sections.ts'
import { workingCounts } from './shot-counts.ts'

const AS_RECORDED: Speed = { numerator: 1, denominator: 1 }

/** For every frame, how many frames before it are in the given sections. */
function framesInside(sections: readonly FilmSection[], frameCount: number): Uint32Array {
  const counts = new Uint32Array(frameCount + 1)
  for (let frame = 0; frame < frameCount; frame += 1) {
    const isInside = sections.some(section => section.startFrame <= frame && frame < section.endFrame)
    counts[frame + 1] = counts[frame]! + (isInside ? 1 : 0)
  }
  return counts
}

function refusal(shots: readonly PlanShot[], counts: readonly number[]): StudioError {
  const asked = shots.length
  const atMost = counts.at(-1)
  if (atMost !== undefined && asked > atMost) {
    const message = `This song has room for at most ${atMost} shots, none shorter than a beat and 12 frames; there are ${asked}. Take out ${asked - atMost} or more.`
    return new StudioError('plan/too-many-shots', message, { details: { asked, atMost, atLeast: counts[0] } })
  }
  const longest = shots.reduce((most, shot) => Math.max(most, secondsFromTicks(longestClip(shot.lengths))), 0)
  const atLeast = counts.find(count => count > asked)
  const remedy =
    atLeast === undefined
      ? 'No number of such shots can cover it: choose a model that makes longer clips.'
      : `Write at least ${atLeast}, or choose a model that makes longer clips.`
  const message = `${asked} ${asked === 1 ? 'shot is' : 'shots are'} too few for this song: the longest clip their models make is ${longest} s. ${remedy}`
  return new StudioError('plan/too-few-shots', message, { details: { asked, atLeast, atMost } })
}

type Route = { readonly points: readonly CutPoint[]; readonly path: readonly number[] }

/** Lays the shots out on the beats or, where that number of them cannot be had so, between beats too. */
function findRoute(
  request: PlanRequest,
  layoutShots: readonly LayoutShot[],
  busyness: Float64Array,
  insideABar: number,
): Route {
  const { analysis, film, rate, shots } = request
  const previousCuts = new Set(request.previous?.map(place => place.startFrame).filter(frame => frame > 0))
  const cuts = cutPoints(analysis, film, rate, false)
  const path = layOut(layoutShots, cuts, busyness, previousCuts, insideABar)
  if (path) return { points: cuts.points, path }
  const fineCuts = cutPoints(analysis, film, rate, true)
  const limits = layoutShots.map(shot => shot.limits)
  const counts = workingCounts(fineCuts, limits)
  const finePath = counts.includes(shots.length)
    ? layOut(layoutShots, fineCuts, busyness, previousCuts, insideABar)
    : undefined
  if (!finePath) throw refusal(shots, counts)
  return { points: fineCuts.points, path: finePath }
}

/**
 * Lays the shots over the film, in order, so that their places tile it exactly (rules P1-P14 and P18 of SPEC.md).
 * The same request gives the same plan. Throws StudioError 'plan/too-many-shots' or 'plan/too-few-shots', with the
 * numbers that would work in message and details (`asked`, `atLeast`, `atMost`), and 'plan/nothing-to-plan'.
 */
export function planShots(request: PlanRequest): Plan {
  const { analysis, rate, film, shots, handleTicks, seed } = request
  const pace = request.pace ?? AS_RECORDED
  const end = filmFrames(film)
  if (shots.length === 0)
    throw new StudioError('plan/nothing-to-plan', 'The treatment has no shots: write at least one.')
  if (end < 1) throw new StudioError('plan/nothing-to-plan', 'The song is shorter than a frame: choose a longer one.')

  const sections = filmSections(analysis, film, rate)
  const { contrast, variety, insideABar } = pacingWeights(request.pacing ?? 0)
  const busyness = busynessSums(analysis, film, rate, contrast)
  const previous = new Map(request.previous?.map(place => [place.key, place]))
  const insideByName = new Map<string, Uint32Array | null>()
  const insideOf = (name: string): Uint32Array | null => {
    const known = insideByName.get(name)
    if (known !== undefined) return known
    const meant = sectionsNamed(name, sections)
    const inside = meant.length === 0 ? null : framesInside(meant, end)
    insideByName.set(name, inside)
    return inside
  }
  const layoutShots: LayoutShot[] = shots.map(shot => ({
    limits: placeLimits(shot, rate, pace, handleTicks),
    share: 1 - variety + 2 * variety * seededUnit(seed, shot.key),
    inside: shot.section === null ? null : insideOf(shot.section),
    previous: previous.get(shot.key) ?? null,
  }))

  const { points, path } = findRoute(request, layoutShots, busyness, insideABar)

  const shares = layoutShots.reduce((sum, shot) => sum + shot.share, 0)
  const laid = shots.map((shot, index): LaidPlace => {
    const start = points[path[index]!]!
    const stop = points[path[index + 1]!]!
    const layout = layoutShots[index]!
    const busy = (busyness[stop.frame]! - busyness[start.frame]!) / busyness[end]!
    return { start, end: stop, shot, layout, oddness: (busy * shares) / layout.share }
  })
  return {
    places: laid.map(({ start, end, shot }) => {
      const range = { startFrame: start.frame, endFrame: end.frame }
      const askTicks = askFor(shot, end.frame - start.frame, rate, pace, handleTicks)
      return { ...range, askTicks, section: mainSection(sections, range)?.label ?? null }
    }),
    compromises: listCompromises(laid, sections, rate),
  }
}

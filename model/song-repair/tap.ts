import { StudioError } from '../errors.ts'
import { TICKS_PER_SECOND, ticks, type Ticks } from '../time.ts'
import { attackNear, type Attack } from './attack.ts'
import { countBars, inSong, nearestTick, oneIn, replaceIn, tempoOf } from './grid.ts'
import type { RepairedGrid, Span } from './song-repairs.ts'
import { isIn } from './spans.ts'

/** Fewer say nothing about a tempo. */
const LEAST_TAPS = 3

/** Nobody counts faster: 400 a minute. */
export const LEAST_STEP_TICKS = 0.15 * TICKS_PER_SECOND

/** Fingers are this far off what they mean; an attack further away is another one. */
const FINGER_TICKS = TICKS_PER_SECOND * 0.07

/** Beyond the taps, an attack this far from where the next beat is due (in beats) still leads it. */
const LEAD_REACH = 0.12
/** How much of such a difference the next beat takes over, and how much the tempo. */
const PHASE_SHARE = 0.5
const TEMPO_SHARE = 0.15
/** However it is led, the tempo stays this near to the tapped one. */
const MOST_TEMPO_CHANGE = 0.08

/** Beats that stay this near to a straight row are one: they were programmed, and what is off is the measuring. */
const STRAIGHT_TICKS = TICKS_PER_SECOND * 0.012

/** A row of beats as a line: beat `i` is at `startTicks + i * stepTicks`. */
type Line = { readonly startTicks: number; readonly stepTicks: number; readonly mostOffTicks: number }

/**
 * The beats of a span as they were tapped: the taps give tempo and place, the attacks near them what the fingers meant, and
 * beyond the taps the attacks lead on to the ends of the span.
 * @throws StudioError song/too-few-taps | song/too-fast
 */
export function tapped(
  grid: RepairedGrid,
  span: Span,
  taps: readonly Ticks[],
  attacks: readonly Attack[],
  durationTicks: Ticks,
): RepairedGrid {
  const ordered = onceEach(taps)
  if (ordered.length < LEAST_TAPS) {
    throw new StudioError('song/too-few-taps', 'Three taps are the least from which a tempo can be told.')
  }
  const line = lineThrough(tapIndexes(ordered))
  if (line.stepTicks < LEAST_STEP_TICKS) {
    throw new StudioError('song/too-fast', 'These taps are too fast to be a beat. Tap every beat once.')
  }
  const heard = meant(ordered, line, attacks)
  const row = straightened(followed(heard, line.stepTicks, span, attacks))
  const beats = replaceIn(grid.beats, span, inSong(row, durationTicks))
  const isWholeSong = span.startTicks === 0 && span.endTicks === durationTicks
  const tempoBpm = isWholeSong || grid.beats.length === 0 ? tempoOf(beats) : grid.tempoBpm
  const kept = { ...grid, beats }
  const one = nearestTick(beats, oneIn(grid.beats.length > 0 ? grid : kept, span)) ?? span.startTicks
  // Whoever taps a whole song begins, as one counts, on the one.
  const from = isWholeSong && grid.downbeats.length === 0 ? (nearestTick(beats, ordered[0]!) ?? one) : one
  return { ...kept, tempoBpm, downbeats: countBars(kept, span, from, grid.meter) }
}

/**
 * Taps in the order of the song, from those in the order of the fingers. Where a loop went round, beats were tapped more than once: taps
 * nearer than half a beat are one, in their middle.
 */
export function onceEach(taps: readonly Ticks[]): Ticks[] {
  const steps = taps.slice(1).flatMap((tap, index) => (tap > taps[index]! ? [tap - taps[index]!] : []))
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0
  const beats: Ticks[][] = []
  for (const tap of taps.toSorted((a, b) => a - b)) {
    const last = beats.at(-1)
    if (last && tap - last[0]! < usual / 2) last.push(tap)
    else beats.push([tap])
  }
  return beats.map(same => ticks(Math.round(same.reduce((sum, tap) => sum + tap, 0) / same.length)))
}

/** Each tap with the number of its beat: a finger that paused left some out. */
function tapIndexes(taps: readonly Ticks[]): [number, number][] {
  const steps = taps.slice(1).map((tap, index) => tap - taps[index]!)
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)]!
  let index = 0
  return taps.map((tap, position) => {
    if (position > 0) index += Math.max(1, Math.round(steps[position - 1]! / usual))
    return [index, tap]
  })
}

/** The straight line nearest to the points, by least squares. */
function lineThrough(points: readonly (readonly [number, number])[]): Line {
  const count = points.length
  const meanIndex = points.reduce((sum, [index]) => sum + index, 0) / count
  const meanAt = points.reduce((sum, [, at]) => sum + at, 0) / count
  let up = 0
  let down = 0
  for (const [index, at] of points) {
    up += (index - meanIndex) * (at - meanAt)
    down += (index - meanIndex) ** 2
  }
  const stepTicks = down === 0 ? 0 : up / down
  const startTicks = meanAt - stepTicks * meanIndex
  const off = points.map(([index, at]) => Math.abs(at - startTicks - index * stepTicks))
  return { startTicks, stepTicks, mostOffTicks: Math.max(...off) }
}

/** The tapped beats, laid evenly and then moved together by as much as the attacks say that the finger was late or early. */
function meant(taps: readonly Ticks[], line: Line, attacks: readonly Attack[]): number[] {
  const last = Math.round((taps.at(-1)! - line.startTicks) / line.stepTicks)
  const even = Array.from({ length: last + 1 }, (_, index) => line.startTicks + index * line.stepTicks)
  const reach = Math.min(FINGER_TICKS, line.stepTicks * 0.3)
  const offs = even
    .flatMap(at => {
      const attack = attackNear(attacks, at, reach)
      return attack ? [attack.atTicks - at] : []
    })
    .toSorted((a, b) => a - b)
  const late = offs[Math.floor(offs.length / 2)] ?? 0
  return even.map(at => at + late)
}

/** Goes on from both ends of the row to the ends of the span, led by attacks near where the next beat is due. */
function followed(row: readonly number[], stepTicks: number, span: Span, attacks: readonly Attack[]): number[] {
  const inside = row.filter(at => isIn(span, ticks(Math.round(at))))
  if (inside.length === 0) return []
  const onwards = (from: number, direction: 1 | -1): number[] => {
    const found: number[] = []
    let step = stepTicks
    let at = from + direction * step
    while (at >= span.startTicks && at < span.endTicks) {
      const attack = attackNear(attacks, at, LEAD_REACH * step)
      const off = attack ? attack.atTicks - at : 0
      found.push(at + PHASE_SHARE * off)
      const faster = step + direction * TEMPO_SHARE * off
      step = Math.max(stepTicks * (1 - MOST_TEMPO_CHANGE), Math.min(stepTicks * (1 + MOST_TEMPO_CHANGE), faster))
      at = found.at(-1)! + direction * step
    }
    return found
  }
  return [...onwards(inside[0]!, -1).toReversed(), ...inside, ...onwards(inside.at(-1)!, 1)]
}

function straightened(row: readonly number[]): readonly number[] {
  if (row.length < LEAST_TAPS) return row
  const line = lineThrough(row.map((at, index) => [index, at] as const))
  return line.mostOffTicks <= STRAIGHT_TICKS ? row.map((_, index) => line.startTicks + index * line.stepTicks) : row
}

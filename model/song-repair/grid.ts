import { secondsFromTicks, ticks, type Ticks } from '../time.ts'
import type { RepairedGrid, Span } from './song-repairs.ts'
import { isIn } from './spans.ts'

/** The value of ascending `instants` nearest to `at`; undefined when there are none. */
export function nearestTick(instants: readonly Ticks[], at: Ticks): Ticks | undefined {
  const index = firstFrom(instants, at)
  const after = instants[index]
  const before = instants[index - 1]
  if (after === undefined || before === undefined) return after ?? before
  return at - before <= after - at ? before : after
}

/** The index of the first of ascending `instants` that is not before `at`. */
export function firstFrom(instants: readonly Ticks[], at: number): number {
  let low = 0
  let high = instants.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (instants[middle]! < at) low = middle + 1
    else high = middle
  }
  return low
}

/** The usual distance between neighbours; undefined for fewer than two. */
export function usualStepTicks(beats: readonly Ticks[]): number | undefined {
  const steps = beats.slice(1).map((beat, index) => beat - beats[index]!)
  return steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)]
}

/** Beats a minute to the hundredth, from the usual step. */
export function tempoOf(beats: readonly Ticks[]): number {
  const step = usualStepTicks(beats)
  return step === undefined ? 0 : Math.round(6000 / secondsFromTicks(ticks(step))) / 100
}

/** Beats that lie in the song, ascending, each later than the one before. */
export function inSong(beats: readonly number[], durationTicks: Ticks): Ticks[] {
  return [...new Set(beats.map(Math.round))]
    .filter(beat => beat >= 0 && beat < durationTicks)
    .toSorted((a, b) => a - b)
    .map(ticks)
}

/** The beats of a span put in place of those that are there. */
export function replaceIn(beats: readonly Ticks[], span: Span, inside: readonly Ticks[]): Ticks[] {
  return [
    ...beats.filter(beat => beat < span.startTicks),
    ...inside.filter(beat => isIn(span, beat)),
    ...beats.filter(beat => beat >= span.endTicks),
  ]
}

/** Every `meter`th beat of the span, counted both ways from the beat nearest to `one`; what lies outside is kept. */
export function countBars(
  grid: Pick<RepairedGrid, 'beats' | 'downbeats'>,
  span: Span,
  one: Ticks,
  meter: number,
): Ticks[] {
  const inside = grid.beats.filter(beat => isIn(span, beat))
  const nearest = nearestTick(inside, one)
  const oneIndex = nearest === undefined ? 0 : inside.indexOf(nearest)
  const counted = inside.filter((_, index) => (index - oneIndex) % meter === 0)
  const known = new Set(grid.beats)
  return [...grid.downbeats.filter(beat => !isIn(span, beat) && known.has(beat)), ...counted].toSorted((a, b) => a - b)
}

/**
 * Where a span's bars are counted from: its first downbeat, else where the bars before it would go on, else its first beat.
 */
export function oneIn(grid: RepairedGrid, span: Span): Ticks {
  const own = grid.downbeats.find(beat => isIn(span, beat))
  if (own !== undefined) return own
  const before = grid.downbeats.findLast(beat => beat < span.startTicks)
  const from = before === undefined ? undefined : grid.beats.indexOf(before)
  if (from === undefined) return grid.beats.find(beat => isIn(span, beat)) ?? span.startTicks
  for (let index = from; index < grid.beats.length; index += grid.meter) {
    if (grid.beats[index]! >= span.startTicks) return grid.beats[index]!
  }
  return span.startTicks
}

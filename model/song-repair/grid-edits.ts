import { StudioError } from '../errors.ts'
import type { SongAnalysis } from '../song.ts'
import { TICKS_PER_SECOND, ticks, ticksFromSeconds, type Ticks } from '../time.ts'
import { countBars, firstFrom, inSong, nearestTick, oneIn, replaceIn, tempoOf, usualStepTicks } from './grid.ts'
import type { RepairedGrid, Span } from './song-repairs.ts'
import { isIn } from './spans.ts'

/** What a song without a metre is counted in, once hands give it beats. */
export const USUAL_METER = 4

/** Two beats are never nearer: 600 a minute. */
const LEAST_STEP_TICKS = TICKS_PER_SECOND / 10

/** The beats as they are now. */
export function gridOf({ beats, downbeats, meter, tempoBpm }: SongAnalysis): RepairedGrid {
  return { beats, downbeats, meter: meter ?? USUAL_METER, tempoBpm: tempoBpm ?? tempoOf(beats) }
}

function isWhole(grid: RepairedGrid, span: Span): boolean {
  return grid.beats.every(beat => isIn(span, beat))
}

/** The grid with other beats: bars of the span are counted anew from `one`, and the tempo read off where all of it changed. */
function regrouped(grid: RepairedGrid, span: Span, beats: readonly Ticks[], one: Ticks): RepairedGrid {
  const downbeats = countBars({ beats, downbeats: grid.downbeats }, span, one, grid.meter)
  return { ...grid, beats, downbeats, tempoBpm: isWhole(grid, span) ? tempoOf(beats) : grid.tempoBpm }
}

/** Every second beat goes; the first downbeat of the span stays one. */
export function halved(grid: RepairedGrid, span: Span): RepairedGrid {
  demandBeats(grid, span, 2)
  const one = oneIn(grid, span)
  const inside = grid.beats.filter(beat => isIn(span, beat))
  const parity = Math.max(0, inside.indexOf(one)) % 2
  return regrouped(
    grid,
    span,
    replaceIn(
      grid.beats,
      span,
      inside.filter((_, index) => index % 2 === parity),
    ),
    one,
  )
}

/** A beat more in the middle between every two. */
export function doubled(grid: RepairedGrid, span: Span): RepairedGrid {
  demandBeats(grid, span, 1)
  const { beats } = grid
  const step = usualStepTicks(beats) ?? TICKS_PER_SECOND
  if (step < 2 * LEAST_STEP_TICKS)
    throw new StudioError('song/too-fast', 'Twice as many beats would be too fast to count.')
  const one = oneIn(grid, span)
  const inside = beats.flatMap((beat, index) => {
    if (!isIn(span, beat)) return []
    const next = beats[index + 1]
    const middle = Math.round(next === undefined ? beat + step / 2 : (beat + next) / 2)
    return [beat, ticks(middle)]
  })
  return regrouped(grid, span, replaceIn(beats, span, inside), one)
}

/** All beats of the span earlier or later; those that leave the song, or come upon a beat outside the span, go. */
export function nudged(grid: RepairedGrid, span: Span, byTicks: number, durationTicks: Ticks): RepairedGrid {
  const outside = grid.beats.filter(beat => !isIn(span, beat))
  const isFree = (beat: Ticks): boolean => {
    const near = nearestTick(outside, beat)
    return near === undefined || Math.abs(near - beat) >= LEAST_STEP_TICKS
  }
  const shift = (beats: readonly Ticks[]): Ticks[] => {
    const staying = beats.filter(beat => !isIn(span, beat))
    const shifted = inSong(
      beats.filter(beat => isIn(span, beat)).map(beat => beat + byTicks),
      durationTicks,
    ).filter(isFree)
    return [...staying, ...shifted].toSorted((a, b) => a - b)
  }
  return { ...grid, beats: shift(grid.beats), downbeats: shift(grid.downbeats) }
}

/** One beat to another instant, between its neighbours. */
export function moved<Grid extends Pick<RepairedGrid, 'beats' | 'downbeats'>>(
  grid: Grid,
  from: Ticks,
  to: Ticks,
  durationTicks: Ticks,
): Grid {
  const index = grid.beats.indexOf(from)
  if (index < 0) throw new StudioError('song/no-beat', 'This beat is not there any more.')
  const least = (grid.beats[index - 1] ?? -LEAST_STEP_TICKS) + LEAST_STEP_TICKS
  const most = (grid.beats[index + 1] ?? durationTicks - 1 + LEAST_STEP_TICKS) - LEAST_STEP_TICKS
  const landing = ticks(Math.max(Math.min(to, most), Math.min(least, from)))
  const put = (beat: Ticks): Ticks => (beat === from ? landing : beat)
  return { ...grid, beats: grid.beats.map(put), downbeats: grid.downbeats.map(put) }
}

/** The beat nearest to `at` begins a bar, and every bar of the span is counted from it. */
export function withOne(grid: RepairedGrid, span: Span, at: Ticks): RepairedGrid {
  demandBeats(grid, span, 1)
  return { ...grid, downbeats: countBars(grid, span, at, grid.meter) }
}

/** Bars of so many beats in the span, counted from its first downbeat. Only for the whole song is it the song's metre. */
export function withMeter(grid: RepairedGrid, span: Span, meter: number, isWholeSong: boolean): RepairedGrid {
  demandBeats(grid, span, 1)
  const downbeats = countBars(grid, span, oneIn(grid, span), meter)
  return { ...grid, downbeats, meter: isWholeSong ? meter : grid.meter }
}

/** A beat as even as a machine's through the whole song, from the first downbeat. */
export function withTempo(grid: RepairedGrid, bpm: number, durationTicks: Ticks): RepairedGrid {
  const one = grid.downbeats[0] ?? grid.beats[0] ?? ticks(0)
  const beats = evenBeats(one, ticksFromSeconds(60) / bpm, durationTicks)
  const whole: Span = { startTicks: ticks(0), endTicks: durationTicks }
  const downbeats = countBars({ beats, downbeats: [] }, whole, one, grid.meter)
  return { ...grid, beats, downbeats, tempoBpm: bpm }
}

/** Beats `stepTicks` apart through all of the song, one of them at `through`. Each is rounded on its own. */
export function evenBeats(through: number, stepTicks: number, durationTicks: Ticks): Ticks[] {
  const before = Math.floor(through / stepTicks)
  const count = Math.ceil(durationTicks / stepTicks) + 1
  return inSong(
    Array.from({ length: count }, (_, index) => through + (index - before) * stepTicks),
    durationTicks,
  )
}

function demandBeats(grid: RepairedGrid, span: Span, least: number): void {
  const there = firstFrom(grid.beats, span.endTicks) - firstFrom(grid.beats, span.startTicks)
  if (there >= least) return
  throw new StudioError('song/no-beats', 'There are no beats here to do that to. Tap them first.')
}

import type { SongScreen } from '#model/contract/song-contract.ts'
import { firstFrom, nearestTick } from '#model/song-repair/grid.ts'
import type { Span } from '#model/song-repair/song-repairs.ts'
import { secondsFromTicks, ticks, TICKS_PER_SECOND, type Ticks } from '#model/time.ts'
import { texts } from '../../texts.ts'
import { clock } from '../../ui/clock.ts'

type Grid = Pick<SongScreen, 'beats' | 'downbeats' | 'durationTicks'>

const WITHOUT_BARS_TICKS = 4 * TICKS_PER_SECOND

/** The number of the bar an instant is in, from 1; 0 before the first. */
export function barNumber({ downbeats }: Pick<Grid, 'downbeats'>, at: number): number {
  return firstFrom(downbeats, at + 1)
}

/** "Bars 41 to 44": those that a span reaches into; a hair of one does not count. Times, in a song without bars. */
export function barsText(grid: Grid, { startTicks, endTicks }: Span): string {
  if (grid.downbeats.length === 0) {
    return texts.song.bar.times(clock(secondsFromTicks(startTicks)), clock(secondsFromTicks(endTicks)))
  }
  const hair = Math.min(1_000_000, (endTicks - startTicks) / 4)
  const from = Math.max(1, barNumber(grid, startTicks + hair))
  return texts.song.bar.bars(from, Math.max(from, barNumber(grid, endTicks - hair)))
}

/** How many bars begin in a span. */
export function barsIn({ downbeats }: Pick<Grid, 'downbeats'>, { startTicks, endTicks }: Span): number {
  return firstFrom(downbeats, endTicks) - firstFrom(downbeats, startTicks)
}

/** The two bars from the one an instant is in, or as many seconds as they usually last where there are no bars. */
export function twoBarsAt(grid: Grid, at: number): Span {
  if (grid.downbeats.length === 0) {
    const startTicks = Math.max(0, Math.min(Math.round(at), grid.durationTicks - WITHOUT_BARS_TICKS))
    return {
      startTicks: ticks(startTicks),
      endTicks: ticks(Math.min(grid.durationTicks, startTicks + WITHOUT_BARS_TICKS)),
    }
  }
  const bar = Math.max(0, barNumber(grid, at) - 1)
  const start = grid.downbeats[bar] ?? ticks(0)
  return { startTicks: start, endTicks: grid.downbeats[bar + 2] ?? grid.durationTicks }
}

/** The beat so many beats from an instant; an instant a little after a beat is on it. */
export function beatFrom(instants: readonly Ticks[], at: number, steps: number): Ticks | undefined {
  if (steps > 0) return instants[firstFrom(instants, at + 1) + steps - 1]
  return instants[firstFrom(instants, at) + steps]
}

/** The instant itself, or a beat (with `reach` to spare) that is near. */
export function snapped(instants: readonly Ticks[], at: number, reach: number): Ticks {
  const near = nearestTick(instants, ticks(Math.round(at)))
  return near !== undefined && Math.abs(near - at) <= reach ? near : ticks(Math.max(0, Math.round(at)))
}

/** Where a section's edge means to be: on a bar that is near, else on the nearest beat. */
export function sectionEdge(grid: Pick<Grid, 'beats' | 'downbeats'>, at: number, reach: number): Ticks {
  const bar = snapped(grid.downbeats, at, reach)
  return grid.downbeats.includes(bar) ? bar : snapped(grid.beats, at, Infinity)
}

/** The whole beats that a span drawn by hand means. */
export function onBeats(grid: Grid, { startTicks, endTicks }: Span): Span {
  const start = snapped([ticks(0), ...grid.beats], startTicks, Infinity)
  const end = snapped([...grid.beats, grid.durationTicks], endTicks, Infinity)
  return { startTicks: start, endTicks: end }
}

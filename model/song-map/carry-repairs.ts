import { effectiveAnalysis } from '../song-repair/effective-analysis.ts'
import { tempoOf } from '../song-repair/grid.ts'
import type { RepairedGrid, RepairedSection, SongRepairs, Span } from '../song-repair/song-repairs.ts'
import { isIn, united } from '../song-repair/spans.ts'
import type { SongAnalysis } from '../song.ts'
import { TICKS_PER_SECOND, type Ticks } from '../time.ts'
import { addedSpans, carried, landingOf, type SongMap } from './song-map.ts'

/** Two beats are never nearer than this after they were carried: at a seam, one of them goes. */
const LEAST_STEP_SHARE = 0.4

/**
 * The repairs of the old song in the new one's time (SPEC M4). What the machine found in the old song is left to what it finds in
 * the new one; in stretches that were added, beats are the machine's.
 */
export function carryRepairs(repairs: SongRepairs, map: SongMap, heard: SongAnalysis): SongRepairs {
  return {
    grid: repairs.grid && carriedGrid(repairs.grid, map, heard),
    sections: repairs.sections && carriedSections(repairs.sections, map),
    settled: united(repairs.settled.flatMap(span => carriedSpan(span, map))),
  }
}

function carriedGrid(grid: RepairedGrid, map: SongMap, heard: SongAnalysis): RepairedGrid {
  const added = addedSpans(map)
  const isAdded = (at: Ticks): boolean => added.some(span => isIn(span, at))
  const bring = (old: readonly Ticks[]): Ticks[] =>
    old.flatMap(at => carried(map, at) ?? []).filter(at => at < map.newDurationTicks)
  const { beats: heardBeats, downbeats: heardDownbeats } = effectiveAnalysis(heard, {
    grid: null,
    sections: null,
    settled: [],
  })
  const least = LEAST_STEP_SHARE * (grid.tempoBpm > 0 ? (60 * TICKS_PER_SECOND) / grid.tempoBpm : 0)
  const own = bring(grid.beats)
  const beats = apart([...own, ...heardBeats.filter(isAdded)], new Set(own), least)
  const known = new Set(beats)
  const downbeats = [...bring(grid.downbeats), ...heardDownbeats.filter(isAdded)]
  return {
    beats,
    downbeats: [...new Set(downbeats)].filter(at => known.has(at)).toSorted((a, b) => a - b),
    meter: grid.meter,
    tempoBpm: map.pieces.length > 0 ? tempoOf(beats) : grid.tempoBpm,
  }
}

/** Ascending beats; of two that are too near each other the one in `preferred` stays, else the earlier. */
function apart(beats: readonly Ticks[], preferred: ReadonlySet<Ticks>, least: number): Ticks[] {
  const kept: Ticks[] = []
  for (const beat of [...new Set(beats)].toSorted((a, b) => a - b)) {
    const last = kept.at(-1)
    if (last === undefined || beat - last >= least) kept.push(beat)
    else if (preferred.has(beat) && !preferred.has(last)) kept[kept.length - 1] = beat
  }
  return kept
}

/** They still tile the song; those that are gone altogether, go. What was added belongs to the section it stands in, or after. */
function carriedSections(sections: readonly RepairedSection[], map: SongMap): RepairedSection[] {
  const starts = sections.map(({ startTicks }, index) =>
    index === 0 ? (0 as Ticks) : landingOf(map, startTicks).atTicks,
  )
  return sections
    .map((section, index) => ({
      ...section,
      startTicks: starts[index]!,
      endTicks: starts[index + 1] ?? map.newDurationTicks,
    }))
    .filter(({ startTicks, endTicks }) => endTicks > startTicks)
}

function carriedSpan({ startTicks, endTicks }: Span, map: SongMap): Span[] {
  const span = { startTicks: landingOf(map, startTicks).atTicks, endTicks: landingOf(map, endTicks).atTicks }
  return span.endTicks > span.startTicks ? [span] : []
}

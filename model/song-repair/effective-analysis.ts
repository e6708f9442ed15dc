import type { ConfidenceSpan, Section, SongAnalysis } from '../song.ts'
import { ticks, type Ticks } from '../time.ts'
import { nearestTick } from './grid.ts'
import { withoutOverlap } from './spans.ts'
import type { SongRepairs } from './song-repairs.ts'

/** The song as it is worked with: the machine's analysis, and in place of its parts what hands have made of them. */
export function effectiveAnalysis(analysis: SongAnalysis, repairs: SongRepairs): SongAnalysis {
  const { grid } = repairs
  return {
    ...analysis,
    ...(grid && {
      grid: 'beat',
      beats: grid.beats,
      downbeats: grid.downbeats,
      meter: grid.meter,
      tempoBpm: grid.tempoBpm,
    }),
    sections: effectiveSections(analysis, repairs),
    confidenceSpans: withSettled(analysis.confidenceSpans, repairs),
  }
}

function effectiveSections(analysis: SongAnalysis, { grid, sections }: SongRepairs): readonly Section[] {
  if (sections) {
    return sections.map(({ startTicks, endTicks, label, name }) => ({
      startTicks,
      endTicks,
      label,
      confidence: 1,
      ...(name !== null && { name }),
    }))
  }
  if (!grid) return analysis.sections
  return carriedSections(analysis.sections, analysis.beats, grid.beats)
}

/**
 * Sections whose starts go with the beats they stood on: each to the beat now nearest, at most half an old beat away.
 * A start that stood on no beat stays; where that lets one pass another, the section between them has no length any more, and goes.
 */
export function carriedSections<Carried extends Pick<Section, 'startTicks' | 'endTicks'>>(
  sections: readonly Carried[],
  oldBeats: readonly Ticks[],
  newBeats: readonly Ticks[],
): Carried[] {
  const known = new Set(oldBeats)
  const indexOf = new Map(oldBeats.map((beat, index) => [beat, index]))
  const carried = sections.map(({ startTicks }, index) => {
    const nearest = nearestTick(newBeats, startTicks)
    if (index === 0 || !known.has(startTicks) || nearest === undefined) return startTicks
    const at = indexOf.get(startTicks)!
    const step = (oldBeats[at + 1] ?? startTicks) - startTicks || startTicks - (oldBeats[at - 1] ?? startTicks)
    return Math.abs(nearest - startTicks) <= step / 2 ? nearest : startTicks
  })
  const starts = carried.map((_, index) => ticks(Math.max(...carried.slice(0, index + 1))))
  return sections
    .map((section, index) => ({
      ...section,
      startTicks: starts[index]!,
      endTicks: starts[index + 1] ?? section.endTicks,
    }))
    .filter(section => section.startTicks < section.endTicks)
}

/** Where hands have settled a doubt nothing is doubtful any more. */
function withSettled(spans: readonly ConfidenceSpan[], { settled }: SongRepairs): readonly ConfidenceSpan[] {
  if (settled.length === 0) return spans
  const doubted = spans.flatMap(span =>
    withoutOverlap(span, settled).map(part => ({ ...part, confidence: span.confidence })),
  )
  const sure = settled.map(span => ({ ...span, confidence: 1 }))
  return [...doubted, ...sure].toSorted((a, b) => a.startTicks - b.startTicks)
}

import { assertNever } from '../assert-never.ts'
import type { SectionLabel, SongAnalysis } from '../song.ts'
import type { Ticks } from '../time.ts'
import type { Attack } from './attack.ts'
import { carriedSections, effectiveAnalysis } from './effective-analysis.ts'
import { doubled, gridOf, halved, moved, nudged, withMeter, withOne, withTempo } from './grid-edits.ts'
import { labelled, merged, named, sectionsOf, split, startMoved } from './section-edits.ts'
import type { RepairedGrid, RepairedSection, SongRepairs, Span } from './song-repairs.ts'
import { united } from './spans.ts'
import { tapped } from './tap.ts'

/** One thing hands do to what was heard in a song. A null span is the whole song. */
export type SongEdit =
  | { readonly kind: 'tap'; readonly taps: readonly Ticks[]; readonly span: Span | null }
  | { readonly kind: 'halve' | 'double'; readonly span: Span | null }
  | { readonly kind: 'nudge'; readonly byTicks: number; readonly span: Span | null }
  | { readonly kind: 'move-beat'; readonly fromTicks: Ticks; readonly toTicks: Ticks }
  | { readonly kind: 'set-one'; readonly atTicks: Ticks; readonly span: Span | null }
  | { readonly kind: 'meter'; readonly meter: number; readonly span: Span | null }
  | { readonly kind: 'tempo'; readonly bpm: number }
  | { readonly kind: 'split-section'; readonly atTicks: Ticks }
  | { readonly kind: 'merge-section'; readonly index: number }
  | { readonly kind: 'move-section'; readonly index: number; readonly toTicks: Ticks }
  | { readonly kind: 'name-section'; readonly index: number; readonly name: string | null }
  | { readonly kind: 'label-section'; readonly index: number; readonly label: SectionLabel }
  | { readonly kind: 'settle'; readonly span: Span }
  | { readonly kind: 'forget'; readonly part: 'grid' | 'sections' | 'settled' }

export type RepairedSong = {
  readonly analysis: SongAnalysis
  readonly repairs: SongRepairs
  readonly attacks: readonly Attack[]
}

/**
 * The repairs after one more (rules S3-S13 of SPEC.md). What the machine heard is read, and never written; what stays as it was
 * heard, stays the machine's.
 * @throws StudioError song/too-few-taps | song/too-fast | song/no-beats | song/no-section, where there is nothing it could be done to
 */
export function applySongEdit(song: RepairedSong, edit: SongEdit): SongRepairs {
  const { repairs } = song
  const now = effectiveAnalysis(song.analysis, repairs)
  const whole: Span = { startTicks: 0 as Ticks, endTicks: now.durationTicks }
  const onGrid = (change: (grid: RepairedGrid, span: Span) => RepairedGrid, span: Span | null = null) =>
    withGrid(repairs, now, change(gridOf(now), span ?? whole))
  const onSections = (change: (sections: readonly RepairedSection[]) => readonly RepairedSection[]): SongRepairs => {
    const [before, sections] = [sectionsOf(now), change(sectionsOf(now))]
    return isEqual(before, sections) ? repairs : { ...repairs, sections }
  }
  switch (edit.kind) {
    case 'tap':
      return settledIn(
        onGrid((grid, span) => tapped(grid, span, edit.taps, song.attacks, now.durationTicks), edit.span),
        edit.span ?? whole,
      )
    case 'halve':
      return settledIf(edit.span, onGrid(halved, edit.span))
    case 'double':
      return settledIf(edit.span, onGrid(doubled, edit.span))
    case 'nudge':
      return onGrid((grid, span) => nudged(grid, span, edit.byTicks, now.durationTicks), edit.span)
    case 'move-beat':
      return onGrid(grid => moved(grid, edit.fromTicks, edit.toTicks, now.durationTicks))
    case 'set-one':
      return onGrid((grid, span) => withOne(grid, span, edit.atTicks), edit.span)
    case 'meter':
      return onGrid((grid, span) => withMeter(grid, span, edit.meter, edit.span === null), edit.span)
    case 'tempo':
      return onGrid(grid => withTempo(grid, edit.bpm, now.durationTicks))
    case 'split-section':
      return onSections(sections => split(sections, edit.atTicks))
    case 'merge-section':
      return onSections(sections => merged(sections, edit.index))
    case 'move-section':
      return onSections(sections => startMoved(sections, edit.index, edit.toTicks, gridOf(now).beats))
    case 'name-section':
      return onSections(sections => named(sections, edit.index, edit.name))
    case 'label-section':
      return onSections(sections => labelled(sections, edit.index, edit.label))
    case 'settle':
      return settledIn(repairs, edit.span)
    case 'forget':
      return { ...repairs, [edit.part]: edit.part === 'settled' ? [] : null }
    default:
      return assertNever(edit)
  }
}

/** Sections that hands have set go along with the beats they stand on; the machine's do so by themselves. */
function withGrid(repairs: SongRepairs, now: SongAnalysis, grid: RepairedGrid): SongRepairs {
  if (isEqual(gridOf(now), grid)) return repairs
  const sections = repairs.sections && carriedSections(repairs.sections, now.beats, grid.beats)
  return { ...repairs, grid, sections }
}

function settledIn(repairs: SongRepairs, span: Span): SongRepairs {
  return { ...repairs, settled: united([...repairs.settled, span]) }
}

/** Who halves or doubles one stretch has listened to it; for the whole song it says nothing about each place. */
function settledIf(span: Span | null, repairs: SongRepairs): SongRepairs {
  return span ? settledIn(repairs, span) : repairs
}

function isEqual<Part>(one: Part, other: Part): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

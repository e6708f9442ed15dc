import type { Ticks } from './time.ts'

/** What cuts can land on: a steady beat, single onsets where there is none, or an even grid where not even onsets are heard. */
export type SongGrid = 'beat' | 'onset' | 'even'

export const SECTION_LABELS = ['intro', 'verse', 'chorus', 'bridge', 'drop', 'break', 'outro'] as const
export type SectionLabel = (typeof SECTION_LABELS)[number]

/** A labelled span of the song, half open. Sections tile the song without gaps. */
export type Section = {
  readonly startTicks: Ticks
  readonly endTicks: Ticks
  readonly label: SectionLabel
  /** 0..1: how sure the analysis is of where this section begins; 1 for what hands have set. */
  readonly confidence: number
  /** What a person calls it; without one it is known by its kind. */
  readonly name?: string
}

/** How sure the analysis is of its grid in a stretch of the song, 0..1. Spans tile the song. */
export type ConfidenceSpan = { readonly startTicks: Ticks; readonly endTicks: Ticks; readonly confidence: number }

/** Loudness over time, 0 (the song's quietest) to 1 (its loudest), one value per step from the song's start. */
export type EnergyCurve = { readonly stepTicks: Ticks; readonly values: readonly number[] }

/** What the machine heard. Immutable: repairs by hand are kept beside it, never in it. */
export type SongAnalysis = {
  readonly analyserVersion: number
  readonly sampleRate: number
  /** Samples per channel after gapless trimming: the song's length, exactly. */
  readonly sampleCount: number
  readonly durationTicks: Ticks
  /** Quarter-note beats per minute over the whole song; null without a steady beat. */
  readonly tempoBpm: number | null
  /** Beats in a bar; null without a steady beat. */
  readonly meter: number | null
  readonly grid: SongGrid
  /** Where cuts may land: beats (grid 'beat'), onsets (grid 'onset') or even steps. Ascending, inside the song. */
  readonly beats: readonly Ticks[]
  /** The beats that begin a bar; for other grids the strongest onsets, or every fourth step. A subset of beats. */
  readonly downbeats: readonly Ticks[]
  readonly energy: EnergyCurve
  readonly sections: readonly Section[]
  readonly confidence: number
  readonly confidenceSpans: readonly ConfidenceSpan[]
}

/** What the file says about itself. */
export type SongTags = {
  readonly title: string | null
  readonly artist: string | null
  readonly album: string | null
  readonly year: number | null
}

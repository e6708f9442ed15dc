import type { SectionLabel } from '../song.ts'
import type { Ticks } from '../time.ts'

/** A stretch of the song, half open. */
export type Span = { readonly startTicks: Ticks; readonly endTicks: Ticks }

/** A section as hands have set it; `name` is null where its kind is name enough. */
export type RepairedSection = Span & { readonly label: SectionLabel; readonly name: string | null }

/** Beats, and which of them begin a bar. Tempo and metre are what people call them; the beats alone decide where cuts fall. */
export type RepairedGrid = {
  readonly beats: readonly Ticks[]
  readonly downbeats: readonly Ticks[]
  readonly meter: number
  /** Quarter notes a minute. */
  readonly tempoBpm: number
}

/** What hands made of a song, kept beside what the machine heard; null parts are still the machine's. */
export type SongRepairs = {
  readonly grid: RepairedGrid | null
  /** They tile the song. */
  readonly sections: readonly RepairedSection[] | null
  /** Where a person has listened and let the beats stand. Ascending, apart. */
  readonly settled: readonly Span[]
}

export const NO_REPAIRS: SongRepairs = { grid: null, sections: null, settled: [] }

/** What plans are made from beside the machine's analysis; null where no hand has been at that. */
export function planRepairs({ grid, sections }: SongRepairs): Pick<SongRepairs, 'grid' | 'sections'> | null {
  return grid || sections ? { grid, sections } : null
}

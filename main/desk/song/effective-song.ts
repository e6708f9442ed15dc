import type { ReadableDb } from '#main/db/open.ts'
import type { Library } from '#main/library/library.ts'
import { ANALYSER_VERSION } from '#main/song/analysis/version.ts'
import { loadRepairs } from '#main/song/repair-store.ts'
import { loadAnalysis, loadTags } from '#main/song/store.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import { effectiveAnalysis } from '#model/song-repair/effective-analysis.ts'
import type { SongRepairs } from '#model/song-repair/song-repairs.ts'
import type { SongAnalysis, SongTags } from '#model/song.ts'
import type { Ticks } from '#model/time.ts'

/** A project's song as it is worked with: repaired by hand where hands were at it. */
export type EffectiveSong = {
  readonly songId: MediaId
  readonly durationTicks: Ticks
  /** What the machine heard, and in place of its parts what hands have made of them. */
  readonly analysis: SongAnalysis
  /** What the machine heard alone. */
  readonly heard: SongAnalysis
  readonly repairs: SongRepairs
  readonly tags: SongTags
  /** What a person should know about the file. */
  readonly warnings: readonly string[]
}

const NO_TAGS: SongTags = { title: null, artist: null, album: null, year: null }

/** Null for a project without a song, or whose song this version of the analyser has not heard yet. */
export function effectiveSong(
  { library }: { readonly library: Pick<Library, 'db' | 'projects'> },
  projectId: ProjectId,
): EffectiveSong | null {
  const songId = library.projects.byId(projectId)?.songId
  return songId ? songIn(library.db, projectId, songId) : null
}

/** The same of any song the project was ever cut to. */
export function songIn(db: ReadableDb, projectId: ProjectId, songId: MediaId): EffectiveSong | null {
  const stored = loadAnalysis(db, songId, ANALYSER_VERSION)
  if (!stored) return null
  const { analysis: heard, warnings } = stored
  const { durationTicks } = heard
  const repairs = loadRepairs(db, { projectId, songId })
  const analysis = effectiveAnalysis(heard, repairs)
  return { songId, durationTicks, analysis, heard, repairs, tags: loadTags(db, songId) ?? NO_TAGS, warnings }
}

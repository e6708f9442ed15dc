import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { MediaId } from '#model/ids.ts'
import type { SongAnalysis, SongTags } from '#model/song.ts'

/** An analysis as kept: what was heard, the waveform's packed peaks, and what a person should know about the file. */
export type StoredAnalysis = {
  readonly analysis: SongAnalysis
  readonly peaks: Uint8Array
  readonly warnings: readonly string[]
}

export type Cover = { readonly mimeType: string; readonly bytes: Uint8Array }
type StoredCover = Cover & { readonly bytes: Uint8Array<ArrayBuffer> }

/** Keeps an analysis under its song and the analyser's version; the same version again replaces it. */
export function saveAnalysis(db: WritableDb, songId: MediaId, { analysis, peaks, warnings }: StoredAnalysis): void {
  db.run(
    `INSERT INTO song_analysis
       (media_id, analyser_version, duration_ticks, result_json, peaks, warnings_json, created_at_ms)
     VALUES (@songId, @version, @durationTicks, @result, @peaks, @warnings, @nowMs)
     ON CONFLICT (media_id, analyser_version) DO UPDATE SET duration_ticks = excluded.duration_ticks,
       result_json = excluded.result_json, peaks = excluded.peaks, warnings_json = excluded.warnings_json,
       created_at_ms = excluded.created_at_ms`,
    {
      songId,
      version: analysis.analyserVersion,
      durationTicks: analysis.durationTicks,
      result: JSON.stringify(analysis),
      peaks,
      warnings: JSON.stringify(warnings),
      nowMs: Date.now(),
    },
  )
}

/** What this version of the analyser once heard in the song. */
export function loadAnalysis(db: ReadableDb, songId: MediaId, analyserVersion: number): StoredAnalysis | undefined {
  const row = db.get<{ result_json: string; peaks: Uint8Array; warnings_json: string }>(
    'SELECT result_json, peaks, warnings_json FROM song_analysis WHERE media_id = ? AND analyser_version = ?',
    [songId, analyserVersion],
  )
  return (
    row && {
      analysis: JSON.parse(row.result_json) as SongAnalysis,
      peaks: row.peaks,
      warnings: JSON.parse(row.warnings_json) as string[],
    }
  )
}

/** Keeps what the file says about itself, and its cover. */
export function saveTags(db: WritableDb, songId: MediaId, tags: SongTags, cover: Cover | null): void {
  db.run(
    `INSERT OR REPLACE INTO song_tags (media_id, title, artist, album, year, cover_mime_type, cover)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [songId, tags.title, tags.artist, tags.album, tags.year, cover?.mimeType ?? null, cover?.bytes ?? null],
  )
}

export function loadTags(db: ReadableDb, songId: MediaId): SongTags | undefined {
  return db.get<SongTags>('SELECT title, artist, album, year FROM song_tags WHERE media_id = ?', [songId])
}

export function loadCover(db: ReadableDb, songId: MediaId): StoredCover | undefined {
  return db.get<StoredCover>(
    'SELECT cover_mime_type AS mimeType, cover AS bytes FROM song_tags WHERE media_id = ? AND cover IS NOT NULL',
    [songId],
  )
}

/** Whether the song brought a cover; its bytes are not read. */
export function hasCover(db: ReadableDb, songId: MediaId): boolean {
  return db.get('SELECT 1 FROM song_tags WHERE media_id = ? AND cover IS NOT NULL', [songId]) !== undefined
}

import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { MediaId } from '#model/ids.ts'
import type { Manifest } from './bundle-format.ts'

type AnalysisRow = {
  media_id: MediaId
  analyser_version: number
  duration_ticks: number
  result_json: string
  peaks: Uint8Array
  warnings_json: string
}

type TagsRow = {
  media_id: MediaId
  title: string | null
  artist: string | null
  album: string | null
  year: number | null
  cover_mime_type: string | null
  cover: Uint8Array | null
}

/** What was heard in the songs and sounds, and what their files say. */
export function readSongRows(
  db: ReadableDb,
  songIds: readonly MediaId[],
): Pick<Manifest, 'analyses' | 'tags' | 'sounds'> {
  return {
    sounds: songIds.flatMap(id =>
      db.all<{ mediaId: MediaId; durationTicks: number }>(
        'SELECT media_id AS mediaId, duration_ticks AS durationTicks FROM sound WHERE media_id = ?',
        [id],
      ),
    ),
    analyses: songIds
      .flatMap(id => db.all<AnalysisRow>('SELECT * FROM song_analysis WHERE media_id = ?', [id]))
      .map(row => ({
        mediaId: row.media_id,
        analyserVersion: row.analyser_version,
        durationTicks: row.duration_ticks,
        result: JSON.parse(row.result_json) as Record<string, unknown>,
        peaks: base64(row.peaks),
        warnings: JSON.parse(row.warnings_json) as string[],
      })),
    tags: songIds
      .flatMap(id => db.all<TagsRow>('SELECT * FROM song_tags WHERE media_id = ?', [id]))
      .map(({ media_id, title, artist, album, year, cover_mime_type, cover }) => ({
        mediaId: media_id,
        title,
        artist,
        album,
        year,
        cover: cover_mime_type === null || cover === null ? null : { mimeType: cover_mime_type, bytes: base64(cover) },
      })),
  }
}

/** What the library has heard itself stays as it is. */
export function writeSongRows(
  db: WritableDb,
  { analyses, tags, sounds }: Pick<Manifest, 'analyses' | 'tags' | 'sounds'>,
): void {
  for (const { mediaId, durationTicks } of sounds) {
    db.run('INSERT OR IGNORE INTO sound (media_id, duration_ticks) VALUES (?, ?)', [mediaId, durationTicks])
  }
  for (const { mediaId, analyserVersion, durationTicks, result, peaks, warnings } of analyses) {
    db.run(
      `INSERT OR IGNORE INTO song_analysis
         (media_id, analyser_version, duration_ticks, result_json, peaks, warnings_json, created_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [
        mediaId,
        analyserVersion,
        durationTicks,
        JSON.stringify(result),
        bytes(peaks),
        JSON.stringify(warnings),
        Date.now(),
      ],
    )
  }
  for (const { mediaId, title, artist, album, year, cover } of tags) {
    db.run(
      `INSERT OR IGNORE INTO song_tags (media_id, title, artist, album, year, cover_mime_type, cover)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [mediaId, title, artist, album, year, cover?.mimeType ?? null, cover ? bytes(cover.bytes) : null],
    )
  }
}

function base64(value: Uint8Array): string {
  return Buffer.from(value).toString('base64')
}

function bytes(value: string): Uint8Array {
  return Buffer.from(value, 'base64')
}

import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import { NO_REPAIRS, type SongRepairs } from '#model/song-repair/song-repairs.ts'

type Place = { readonly projectId: ProjectId; readonly songId: MediaId }

/** What hands made of this song in this project. */
export function loadRepairs(db: ReadableDb, { projectId, songId }: Place): SongRepairs {
  const sql = 'SELECT document_json FROM song_repair WHERE project_id = ? AND media_id = ?'
  const row = db.get<{ document_json: string }>(sql, [projectId, songId])
  return row ? (JSON.parse(row.document_json) as SongRepairs) : NO_REPAIRS
}

export function saveRepairs(db: WritableDb, { projectId, songId }: Place, repairs: SongRepairs): void {
  db.run(
    `INSERT INTO song_repair (project_id, media_id, document_json, updated_at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (project_id, media_id) DO UPDATE SET document_json = excluded.document_json,
       updated_at_ms = excluded.updated_at_ms`,
    [projectId, songId, JSON.stringify(repairs), Date.now()],
  )
}

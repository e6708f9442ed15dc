import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { isSameAsked, type AskedWords, type ShotVersion } from '#model/shot-words.ts'

/**
 * Keeps the words that something is being asked with, and returns the number of that version, from 1: the newest one again
 * where its words and their pictures are the same. Call it in the transaction that writes the request.
 */
export function freezeVersion(
  db: WritableDb,
  shotId: ShotId,
  { prompt, cameraMove, style, negative, text, references }: AskedWords,
): number {
  return db.transaction(() => {
    const words: AskedWords = {
      ...{ prompt, cameraMove, style, negative },
      ...(text !== undefined && { text }),
      ...(references && { references }),
    }
    const newest = newestVersion(db, shotId)
    if (newest && isSameAsked(newest.words, words)) return newest.version
    const version = (newest?.version ?? 0) + 1
    db.run('INSERT INTO shot_version (shot_id, version, words_json, frozen_at_ms) VALUES (?, ?, ?, ?)', [
      shotId,
      version,
      JSON.stringify(words),
      Date.now(),
    ])
    return version
  })
}

/** The shot's versions, the newest first. */
export function listVersions(db: ReadableDb, shotId: ShotId): ShotVersion[] {
  const sql =
    'SELECT shot_id, version, words_json, frozen_at_ms FROM shot_version WHERE shot_id = ? ORDER BY version DESC'
  return db.all<VersionRow>(sql, [shotId]).map(versionFrom)
}

/** The newest version of every shot of the project that has one. */
export function newestVersions(db: ReadableDb, projectId: ProjectId): ReadonlyMap<ShotId, ShotVersion> {
  const sql = `SELECT shot_id, max(version) AS version, words_json, frozen_at_ms FROM shot_version
    WHERE shot_id IN (SELECT id FROM shot WHERE project_id = ?) GROUP BY shot_id`
  return new Map(db.all<VersionRow>(sql, [projectId]).map(row => [row.shot_id, versionFrom(row)]))
}

type VersionRow = { shot_id: ShotId; version: number; words_json: string; frozen_at_ms: number }

function newestVersion(db: ReadableDb, shotId: ShotId): ShotVersion | undefined {
  const sql =
    'SELECT shot_id, version, words_json, frozen_at_ms FROM shot_version WHERE shot_id = ? ORDER BY version DESC LIMIT 1'
  const row = db.get<VersionRow>(sql, [shotId])
  return row && versionFrom(row)
}

function versionFrom(row: VersionRow): ShotVersion {
  return { version: row.version, words: JSON.parse(row.words_json) as AskedWords, frozenAtMs: row.frozen_at_ms }
}

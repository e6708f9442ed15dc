import type { ReadableDb } from '#main/db/open.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'

/** Where media are named by columns; `@project` is whose. */
export const NAMED_BY_COLUMNS = /* sql */ `
  SELECT song_id AS id FROM project WHERE id = @project AND song_id IS NOT NULL
  UNION SELECT media_id FROM song_repair WHERE project_id = @project
  UNION SELECT media_id FROM take WHERE project_id = @project AND media_id IS NOT NULL
  UNION SELECT still_id FROM shot WHERE project_id = @project AND still_id IS NOT NULL
  UNION SELECT still.value FROM variable, json_each(stills_json) AS still WHERE project_id = @project`

/** Documents that may name media: what a film shows, was asked to show, was made from. */
const DOCUMENTS = /* sql */ `
  SELECT document_json AS text FROM sequence WHERE project_id = @project
  UNION ALL SELECT document_json FROM render WHERE project_id = @project AND document_json IS NOT NULL
  UNION ALL SELECT spec_json FROM request WHERE project_id = @project
    AND coalesce(spec_json ->> '$.firstFrame', spec_json ->> '$.lastFrame', spec_json ->> '$.references') IS NOT NULL`

const HISTORY = 'SELECT diff_json AS text FROM history_entry WHERE project_id = @project'

/** The media that a project is made of: all that a copy of it needs. */
export function mediaOfProject(db: ReadableDb, project: ProjectId): Set<MediaId> {
  return namedIn(db, project, [DOCUMENTS])
}

/** Those, and what undo could bring back: all that must stay as long as the project does. */
export function mediaHeldByProject(db: ReadableDb, project: ProjectId): Set<MediaId> {
  return namedIn(db, project, [DOCUMENTS, HISTORY])
}

/** Those of the first that columns name, which are nearly all: cheap enough to ask often. */
export function mediaInColumns(db: ReadableDb, project: ProjectId): Set<MediaId> {
  return namedIn(db, project, [])
}

function namedIn(db: ReadableDb, project: ProjectId, documents: readonly string[]): Set<MediaId> {
  const named = new Set<string>(db.all<{ id: MediaId }>(NAMED_BY_COLUMNS, { project }).map(row => row.id))
  for (const sql of documents) {
    for (const { text } of db.all<{ text: string }>(sql, { project })) {
      for (const [id] of text.matchAll(/\b[0-9a-f]{64}\b/g)) named.add(id)
    }
  }
  const known = db.all<{ id: MediaId }>('SELECT id FROM media WHERE id IN (SELECT value FROM json_each(?))', [
    JSON.stringify([...named]),
  ])
  return new Set(known.map(row => row.id))
}

import type { ReadableDb } from '#main/db/open.ts'
import type { ProjectCard } from '#model/contract/project-card.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import type { Section } from '#model/song.ts'

type Strip = ProjectCard['sections']

/**
 * The colour strip under a card: the song's sections as repaired by hand, else as heard. What was heard never changes under its
 * version, so it is read once.
 */
export function createSectionStrips(db: ReadableDb): (songs: ReadonlyMap<ProjectId, MediaId>) => Map<ProjectId, Strip> {
  const heard = new Map<string, Strip>()

  function heardIn(songId: MediaId): Strip {
    const row = db.get<{ version: number }>(
      'SELECT analyser_version AS version FROM song_analysis WHERE media_id = ? ORDER BY analyser_version DESC LIMIT 1',
      [songId],
    )
    if (!row) return []
    const key = `${songId} ${row.version}`
    const known = heard.get(key)
    if (known) return known
    const sections = db.get<{ json: string | null }>(
      `SELECT result_json -> '$.sections' AS json FROM song_analysis WHERE media_id = ? AND analyser_version = ?`,
      [songId, row.version],
    )
    const strip = stripOf(sections?.json ?? null)
    heard.set(key, strip)
    return strip
  }

  return songs => {
    const repaired = db.all<{ projectId: ProjectId; songId: MediaId; json: string | null }>(
      `SELECT project_id AS projectId, media_id AS songId, document_json -> '$.sections' AS json FROM song_repair`,
    )
    const byHand = new Map(repaired.map(({ projectId, songId, json }) => [`${projectId} ${songId}`, stripOf(json)]))
    return new Map(
      [...songs].map(([projectId, songId]) => {
        const strip = byHand.get(`${projectId} ${songId}`)
        return [projectId, strip && strip.length > 0 ? strip : heardIn(songId)]
      }),
    )
  }
}

function stripOf(json: string | null): Strip {
  const sections = json === null ? null : (JSON.parse(json) as Section[] | null)
  if (!sections || sections.length === 0) return []
  const total = sections.reduce((sum, { startTicks, endTicks }) => sum + endTicks - startTicks, 0)
  return sections.map(({ label, startTicks, endTicks }) => ({ label, share: (endTicks - startTicks) / total }))
}

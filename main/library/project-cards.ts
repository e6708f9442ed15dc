import type { ReadableDb } from '#main/db/open.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import type { Ticks } from '#model/time.ts'

/** What a project's card shows. */
export type ProjectSummary = {
  readonly id: ProjectId
  readonly title: string
  readonly isSample: boolean
  readonly songId: MediaId | null
  readonly songTitle: string | null
  readonly songArtist: string | null
  /** Null without a song, or before its analysis. */
  readonly songTicks: Ticks | null
  readonly hasCover: boolean
  readonly shotCount: number
  /** How many of its shots have a circled take. */
  readonly circledCount: number
  readonly takeCount: number
  /** The video that stands for it: of a circled take, else of the newest. */
  readonly posterId: MediaId | null
  readonly isRendered: boolean
  readonly createdAtMs: number
  readonly openedAtMs: number
  /** Null but in the trash. */
  readonly trashedAtMs: number | null
}

type SummaryRow = Omit<ProjectSummary, 'isSample' | 'hasCover' | 'isRendered'> & {
  isSample: number
  hasCover: number
  isRendered: number
}

const CARDS_SQL = /* sql */ `
SELECT project.id, project.title, project.is_sample AS isSample, project.song_id AS songId,
  project.created_at_ms AS createdAtMs, project.opened_at_ms AS openedAtMs, project.trashed_at_ms AS trashedAtMs,
  song_tags.title AS songTitle, song_tags.artist AS songArtist, song_tags.cover_mime_type IS NOT NULL AS hasCover,
  (SELECT duration_ticks FROM song_analysis WHERE media_id = project.song_id ORDER BY analyser_version DESC LIMIT 1)
    AS songTicks,
  (SELECT count(*) FROM shot WHERE project_id = project.id AND trashed_at_ms IS NULL) AS shotCount,
  (SELECT count(DISTINCT take_shot.shot_id)
     FROM take CROSS JOIN take_shot ON take_shot.take_id = take.id
       CROSS JOIN shot ON shot.id = take_shot.shot_id AND shot.trashed_at_ms IS NULL
    WHERE take.project_id = project.id AND take.judgement = 'circled' AND take.trashed_at_ms IS NULL) AS circledCount,
  (SELECT count(*) FROM take WHERE project_id = project.id AND trashed_at_ms IS NULL) AS takeCount,
  coalesce(
    (SELECT media_id FROM take WHERE project_id = project.id AND judgement = 'circled' AND trashed_at_ms IS NULL
       AND media_id IS NOT NULL ORDER BY id LIMIT 1),
    (SELECT media_id FROM take WHERE project_id = project.id AND trashed_at_ms IS NULL
       AND media_id IS NOT NULL ORDER BY created_at_ms DESC LIMIT 1)) AS posterId,
  EXISTS (SELECT 1 FROM render WHERE project_id = project.id AND state = 'done') AS isRendered
FROM project LEFT JOIN song_tags ON song_tags.media_id = project.song_id`

/** One query for all cards: the counts come from indexes alone. */
export const LIST_SQL = `${CARDS_SQL} WHERE project.trashed_at_ms IS NULL ORDER BY project.opened_at_ms DESC`
const TRASH_SQL = `${CARDS_SQL} WHERE project.trashed_at_ms > 0 ORDER BY project.trashed_at_ms DESC`

/** Cards of all projects, last opened first. */
export function listProjects(db: ReadableDb): ProjectSummary[] {
  return db.all<SummaryRow>(LIST_SQL).map(summaryFrom)
}

/** Cards of the projects in the trash, last trashed first. */
export function listTrashedProjects(db: ReadableDb): ProjectSummary[] {
  return db.all<SummaryRow>(TRASH_SQL).map(summaryFrom)
}

function summaryFrom(row: SummaryRow): ProjectSummary {
  return { ...row, isSample: row.isSample === 1, hasCover: row.hasCover === 1, isRendered: row.isRendered === 1 }
}

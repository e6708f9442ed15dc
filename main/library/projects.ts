import { v7 as uuid } from 'uuid'
import type { WritableDb } from '#main/db/open.ts'
import { StudioError } from '#model/errors.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import type { Project } from '#model/project.ts'
import type { Ticks } from '#model/time.ts'
import { type Found, search } from './search.ts'

export type NewProject = Pick<Project, 'title' | 'songId' | 'seed' | 'rate' | 'width' | 'height'>

/** What a project's card shows. */
export type ProjectSummary = {
  readonly id: ProjectId
  readonly title: string
  readonly songTitle: string | null
  readonly songArtist: string | null
  /** Null without a song, or before its analysis. */
  readonly songTicks: Ticks | null
  readonly shotCount: number
  /** How many of its shots have a circled take. */
  readonly circledCount: number
  readonly takeCount: number
  readonly openedAtMs: number
}

export type Projects = {
  /** @throws StudioError project/title-taken | project/no-title */
  create(project: NewProject): Project
  /** Titles are compared as written; trashed projects do not count. */
  byTitle(title: string): Project | undefined
  byId(id: ProjectId): Project | undefined
  /** Cards of all projects, last opened first. */
  list(): ProjectSummary[]
  opened(id: ProjectId): void
  /** What the film is made over and in: all at once, since places are frames of the song at the rate. */
  setFilm(id: ProjectId, film: Pick<Project, 'songId' | 'seed' | 'rate' | 'width' | 'height'>): void
  /** @throws StudioError project/title-taken | project/no-title */
  rename(id: ProjectId, title: string): void
  trash(id: ProjectId): void
  /** @throws StudioError project/title-taken */
  restore(id: ProjectId): void
  /** Projects, shots and takes with these words (or words that begin so) in title, prompt, tags or notes; at most 50. */
  search(text: string): Found[]
}

type ProjectRow = {
  id: ProjectId
  title: string
  song_id: MediaId | null
  seed: number
  rate_numerator: number
  rate_denominator: number
  width: number
  height: number
  created_at_ms: number
  opened_at_ms: number
}

const COLUMNS = 'id, title, song_id, seed, rate_numerator, rate_denominator, width, height, created_at_ms, opened_at_ms'

/** One query for all cards: the counts come from indexes alone. */
export const LIST_SQL = /* sql */ `
SELECT project.id, project.title, project.opened_at_ms AS openedAtMs,
  song_tags.title AS songTitle, song_tags.artist AS songArtist,
  (SELECT duration_ticks FROM song_analysis WHERE media_id = project.song_id ORDER BY analyser_version DESC LIMIT 1)
    AS songTicks,
  (SELECT count(*) FROM shot WHERE project_id = project.id AND trashed_at_ms IS NULL) AS shotCount,
  (SELECT count(DISTINCT take_shot.shot_id)
     FROM take CROSS JOIN take_shot ON take_shot.take_id = take.id
       CROSS JOIN shot ON shot.id = take_shot.shot_id AND shot.trashed_at_ms IS NULL
    WHERE take.project_id = project.id AND take.judgement = 'circled' AND take.trashed_at_ms IS NULL) AS circledCount,
  (SELECT count(*) FROM take WHERE project_id = project.id AND trashed_at_ms IS NULL) AS takeCount
FROM project LEFT JOIN song_tags ON song_tags.media_id = project.song_id
WHERE project.trashed_at_ms IS NULL
ORDER BY project.opened_at_ms DESC`

export function createProjects(db: WritableDb): Projects {
  function byId(id: ProjectId): Project | undefined {
    const row = db.get<ProjectRow>(`SELECT ${COLUMNS} FROM project WHERE id = ?`, [id])
    return row && projectFrom(row)
  }

  function byTitle(title: string): Project | undefined {
    const row = db.get<ProjectRow>(`SELECT ${COLUMNS} FROM project WHERE title = ? AND trashed_at_ms IS NULL`, [title])
    return row && projectFrom(row)
  }

  function demandFreeTitle(title: string): void {
    if (title.trim() === '') throw new StudioError('project/no-title', 'A project needs a title.', { kind: 'usage' })
    if (!byTitle(title)) return
    throw new StudioError('project/title-taken', `There is a project "${title}" already. Choose another title.`)
  }

  return {
    byId,
    byTitle,

    create(project) {
      return db.transaction(() => {
        demandFreeTitle(project.title)
        const nowMs = Date.now()
        const created: Project = { ...project, id: uuid() as ProjectId, createdAtMs: nowMs, openedAtMs: nowMs }
        db.run(`INSERT INTO project (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
          created.id,
          created.title,
          created.songId,
          created.seed,
          created.rate.numerator,
          created.rate.denominator,
          created.width,
          created.height,
          created.createdAtMs,
          created.openedAtMs,
        ])
        return created
      })
    },

    list: () => db.all<ProjectSummary>(LIST_SQL),

    opened(id) {
      db.run('UPDATE project SET opened_at_ms = ? WHERE id = ?', [Date.now(), id])
    },

    setFilm(id, { songId, seed, rate, width, height }) {
      db.run(
        `UPDATE project SET song_id = ?, seed = ?, rate_numerator = ?, rate_denominator = ?, width = ?, height = ?
         WHERE id = ?`,
        [songId, seed, rate.numerator, rate.denominator, width, height, id],
      )
    },

    rename(id, title) {
      db.transaction(() => {
        if (byId(id)?.title === title) return
        demandFreeTitle(title)
        db.run('UPDATE project SET title = ? WHERE id = ?', [title, id])
      })
    },

    trash(id) {
      db.run('UPDATE project SET trashed_at_ms = ? WHERE id = ?', [Date.now(), id])
    },

    restore(id) {
      db.transaction(() => {
        const row = db.get<{ title: string }>('SELECT title FROM project WHERE id = ? AND trashed_at_ms IS NOT NULL', [
          id,
        ])
        if (!row) return
        demandFreeTitle(row.title)
        db.run('UPDATE project SET trashed_at_ms = NULL WHERE id = ?', [id])
      })
    },

    search: text => search(db, text),
  }
}

function projectFrom(row: ProjectRow): Project {
  return {
    id: row.id,
    title: row.title,
    songId: row.song_id,
    seed: row.seed,
    rate: { numerator: row.rate_numerator, denominator: row.rate_denominator },
    width: row.width,
    height: row.height,
    createdAtMs: row.created_at_ms,
    openedAtMs: row.opened_at_ms,
  }
}

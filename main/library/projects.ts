import { v7 as uuid } from 'uuid'
import type { WritableDb } from '#main/db/open.ts'
import { StudioError } from '#model/errors.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import type { Project } from '#model/project.ts'
import { type ProjectSummary, listProjects, listTrashedProjects } from './project-cards.ts'
import { type Found, search } from './search.ts'

export type NewProject = Pick<Project, 'title' | 'songId' | 'seed' | 'rate' | 'width' | 'height'>

export type Projects = {
  /** @throws StudioError project/title-taken | project/no-title */
  create(project: NewProject): Project
  /** Titles are compared as written; trashed projects do not count. */
  byTitle(title: string): Project | undefined
  byId(id: ProjectId): Project | undefined
  /** Cards of all projects, last opened first. */
  list(): ProjectSummary[]
  /** Cards of those in the trash, last trashed first. */
  listTrash(): ProjectSummary[]
  opened(id: ProjectId): void
  /** True for the film that comes with the program. */
  isSample(id: ProjectId): boolean
  /** What the film is made over and in: all at once, since places are frames of the song at the rate. */
  setFilm(id: ProjectId, film: Pick<Project, 'songId' | 'seed' | 'rate' | 'width' | 'height'>): void
  /** @throws StudioError project/title-taken | project/no-title */
  rename(id: ProjectId, title: string): void
  trash(id: ProjectId): void
  /** Under its own title, or where that is taken meanwhile under a free one: returns which. */
  restore(id: ProjectId): string
  /** `title`, or `title 2`, `title 3` ... where there are projects of these names. */
  freeTitle(title: string): string
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

  function freeTitle(wanted: string): string {
    let title = wanted
    for (let count = 2; byTitle(title); count += 1) title = `${wanted} ${count}`
    return title
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

    list: () => listProjects(db),
    listTrash: () => listTrashedProjects(db),

    opened(id) {
      db.run('UPDATE project SET opened_at_ms = ? WHERE id = ?', [Date.now(), id])
    },

    isSample: id => db.get('SELECT 1 FROM project WHERE id = ? AND is_sample = 1', [id]) !== undefined,

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
      return db.transaction(() => {
        const row = db.get<{ title: string }>('SELECT title FROM project WHERE id = ? AND trashed_at_ms > 0', [id])
        if (!row) throw new Error(`no project ${id} in the trash`)
        const title = freeTitle(row.title)
        db.run('UPDATE project SET trashed_at_ms = NULL, title = ? WHERE id = ?', [title, id])
        return title
      })
    },

    freeTitle,

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

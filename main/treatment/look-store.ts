import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { MediaId, ProjectId, ShotId } from '#model/ids.ts'
import type { LookWords } from '#model/look.ts'

/** What a shot has beside its written words: look words of its own, and the still that is its board frame. */
export type ShotLook = LookWords & { readonly stillId: MediaId | null }

/** What happens in a section of the song, in a line, and the look words of its shots. */
export type SectionWords = LookWords & { readonly story: string }

/** Of every shot that the project ever had. */
export function listShotLooks(db: ReadableDb, projectId: ProjectId): ReadonlyMap<ShotId, ShotLook> {
  const rows = db.all<{ id: ShotId; style: string; negative: string; still_id: MediaId | null }>(
    'SELECT id, style, negative, still_id FROM shot WHERE project_id = ?',
    [projectId],
  )
  return new Map(rows.map(({ id, style, negative, still_id: stillId }) => [id, { style, negative, stillId }]))
}

/** The board frames of the shots that have one. */
export function listStills(db: ReadableDb, projectId: ProjectId): ReadonlyMap<ShotId, MediaId> {
  const rows = db.all<{ id: ShotId; stillId: MediaId }>(
    'SELECT id, still_id AS stillId FROM shot WHERE project_id = ? AND still_id IS NOT NULL',
    [projectId],
  )
  return new Map(rows.map(({ id, stillId }) => [id, stillId]))
}

/** By the section's key ("verse 2"), as `sectionKeyOf` makes it. */
export function listSectionWords(db: ReadableDb, projectId: ProjectId): ReadonlyMap<string, SectionWords> {
  const rows = db.all<SectionWords & { section: string }>(
    'SELECT section, story, style, negative FROM section_words WHERE project_id = ?',
    [projectId],
  )
  return new Map(rows.map(({ section, ...words }) => [section, words]))
}

/** Writes the given ones of a section's words; the others stay. */
export function saveSectionWords(
  db: WritableDb,
  projectId: ProjectId,
  section: string,
  { story, style, negative }: Partial<SectionWords>,
): void {
  db.run(
    `INSERT INTO section_words (project_id, section, story, style, negative)
     VALUES (@projectId, @section, coalesce(@story, ''), coalesce(@style, ''), coalesce(@negative, ''))
     ON CONFLICT DO UPDATE SET story = coalesce(@story, story), style = coalesce(@style, style),
       negative = coalesce(@negative, negative)`,
    { projectId, section, story: story ?? null, style: style ?? null, negative: negative ?? null },
  )
}

/** Writes the given ones of the look words that all the project's shots share. */
export function saveFilmLook(db: WritableDb, id: ProjectId, { style, negative }: Partial<LookWords>): void {
  db.run('UPDATE project SET style = coalesce(?, style), negative = coalesce(?, negative) WHERE id = ?', [
    style ?? null,
    negative ?? null,
    id,
  ])
}

/** Writes the given ones of a shot's own look words. */
export function saveShotLook(db: WritableDb, id: ShotId, { style, negative }: Partial<LookWords>): void {
  db.run('UPDATE shot SET style = coalesce(?, style), negative = coalesce(?, negative) WHERE id = ?', [
    style ?? null,
    negative ?? null,
    id,
  ])
}

/** Gives a shot its board frame, or takes it away. */
export function saveStill(db: WritableDb, id: ShotId, stillId: MediaId | null): void {
  db.run('UPDATE shot SET still_id = ? WHERE id = ?', [stillId, id])
}

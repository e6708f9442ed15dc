import type { ReadableDb } from '#main/db/open.ts'
import { assertNever } from '#model/assert-never.ts'
import type { ProjectId, ShotId, TakeId } from '#model/ids.ts'

/** One hit. `text` is the project's title, or the prompt. */
export type Found = { readonly projectId: ProjectId; readonly projectTitle: string; readonly text: string } & (
  | { readonly kind: 'project' }
  | { readonly kind: 'shot'; readonly shotId: ShotId }
  | { readonly kind: 'take'; readonly takeId: TakeId }
)

type FoundRow = { kind: Found['kind']; ownerId: string; projectId: ProjectId; projectTitle: string; text: string }

const MOST_HITS = 50
const SHORTEST_RANKED = 3
/** Ranking looks at every hit: among more than this it says little, and takes longer than a person types. */
const MOST_RANKED = 20_000
const MOST_TITLES = 10

const HITS_SQL = /* sql */ `
SELECT CASE WHEN take.id IS NOT NULL THEN 'take' WHEN shot.id IS NOT NULL THEN 'shot' ELSE 'project' END AS kind,
  search_entry.owner_id AS ownerId, project.id AS projectId, project.title AS projectTitle,
  coalesce(take.prompt, shot.prompt, project.title) AS text
FROM search_text
  CROSS JOIN search_entry ON search_entry.entry = search_text.rowid
  LEFT JOIN take ON take.id = search_entry.owner_id
  LEFT JOIN shot ON shot.id = search_entry.owner_id
  CROSS JOIN project ON project.id = coalesce(take.project_id, shot.project_id, search_entry.owner_id)
WHERE search_text MATCH ?
  AND project.trashed_at_ms IS NULL AND shot.trashed_at_ms IS NULL AND take.trashed_at_ms IS NULL`

export const BEST_FIRST_SQL = `${HITS_SQL} ORDER BY search_text.rank LIMIT ${MOST_HITS}`
export const NEWEST_FIRST_SQL = `${HITS_SQL} ORDER BY search_text.rowid DESC LIMIT ${MOST_HITS}`
const TITLES_SQL = `${HITS_SQL} ORDER BY search_text.rowid DESC LIMIT ${MOST_TITLES}`
/** Counting stops where it is known that there are too many. */
const HIT_COUNT_SQL = `SELECT count(*) AS count FROM (SELECT rowid FROM search_text WHERE search_text MATCH ? LIMIT ${MOST_RANKED + 1})`

/** Between which entries a project's takes and shots stand: what matches elsewhere in a large library need not be looked at. */
const SPAN_SQL = /* sql */ `
SELECT min(entry) AS first, max(entry) AS last FROM search_entry WHERE owner_id IN
  (SELECT id FROM take WHERE project_id = @projectId UNION ALL SELECT id FROM shot WHERE project_id = @projectId)`

const TAKES_SQL = /* sql */ `
WITH hit AS MATERIALIZED (
  SELECT search_entry.owner_id AS id FROM search_text CROSS JOIN search_entry ON search_entry.entry = search_text.rowid
  WHERE search_text MATCH @match AND search_text.rowid BETWEEN @first AND @last)
SELECT take.id FROM hit CROSS JOIN take ON take.id = hit.id WHERE take.project_id = @projectId
UNION
SELECT take_shot.take_id FROM hit
  CROSS JOIN shot ON shot.id = hit.id AND shot.trashed_at_ms IS NULL
  CROSS JOIN take_shot ON take_shot.shot_id = shot.id
WHERE shot.project_id = @projectId`

/**
 * The takes of a project that hold every word of `text` in what was sent, tags or note, or whose shot does, or that name one of
 * `orNames` (ids of models that are called so).
 */
export function searchTakes(
  db: ReadableDb,
  projectId: ProjectId,
  text: string,
  orNames: readonly string[] = [],
): TakeId[] {
  const words = wordsIn(text)
  if (words.length === 0) return []
  const match = [`(${matchFor(words)})`, ...orNames.map(quoted)].join(' OR ')
  const span = db.get<{ first: number | null; last: number | null }>(SPAN_SQL, { projectId })
  return db.all<{ id: TakeId }>(TAKES_SQL, { match, projectId, first: 0, last: 0, ...span }).map(({ id }) => id)
}

/**
 * Finds what holds every word of `text`, whatever a person types: projects that are called so, then the best first, or with a very
 * short or very common word the newest.
 */
export function search(db: ReadableDb, text: string): Found[] {
  const words = wordsIn(text)
  if (words.length === 0) return []
  const match = matchFor(words)
  const titles = db.all<FoundRow>(TITLES_SQL, [`title : (${match})`])
  const isRanked = isSelective(text) && hitCount(db, match) <= MOST_RANKED
  const rows = db.all<FoundRow>(isRanked ? BEST_FIRST_SQL : NEWEST_FIRST_SQL, [match])
  const called = new Set(titles.map(({ ownerId }) => ownerId))
  return [...titles, ...rows.filter(({ ownerId }) => !called.has(ownerId))].slice(0, MOST_HITS).map(foundFrom)
}

function hitCount(db: ReadableDb, match: string): number {
  return db.get<{ count: number }>(HIT_COUNT_SQL, [match])?.count ?? 0
}

const LETTERS = /[\p{L}\p{N}]+/u

function wordsIn(text: string): string[] {
  return text.split(/[\s\0]+/).filter(word => LETTERS.test(word))
}

/** Beginnings of one or two letters are too many to rank, and mean nothing. */
function isSelective(text: string): boolean {
  const runs = text.match(new RegExp(LETTERS, 'gu')) ?? []
  return runs.every(run => Array.from(run).length >= SHORTEST_RANKED)
}

/** Each word may be the beginning of one. In quotes nothing is an operator, and the index parts words by its own rules. */
function matchFor(words: readonly string[]): string {
  return words.map(word => `${quoted(word)}*`).join(' ')
}

function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`
}

function foundFrom({ kind, ownerId, projectId, projectTitle, text }: FoundRow): Found {
  const found = { projectId, projectTitle, text }
  switch (kind) {
    case 'project':
      return { ...found, kind }
    case 'shot':
      return { ...found, kind, shotId: ownerId as ShotId }
    case 'take':
      return { ...found, kind, takeId: ownerId as TakeId }
    default:
      return assertNever(kind)
  }
}

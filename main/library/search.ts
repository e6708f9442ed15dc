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
/** Ranking looks at every hit; shorter terms have too many for that to be quick, or to mean anything. */
const SHORTEST_RANKED = 3

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

/** Finds what holds every term of `text`, whatever a person types: the best first, or with a very short term the newest. */
export function search(db: ReadableDb, text: string): Found[] {
  const terms = termsOf(text)
  if (terms.length === 0) return []
  const isRanked = terms.every(term => Array.from(term).length >= SHORTEST_RANKED)
  const rows = db.all<FoundRow>(isRanked ? BEST_FIRST_SQL : NEWEST_FIRST_SQL, [matchFor(terms)])
  return rows.map(foundFrom)
}

/** What the full-text index takes for words: runs of letters, marks and digits. All else only parts them. */
export function termsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? []
}

/** Each term may be the beginning of a word. Quoted, no term can be an operator. */
function matchFor(terms: readonly string[]): string {
  return terms.map(term => `"${term}"*`).join(' ')
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

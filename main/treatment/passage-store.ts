import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import type { ProjectId, ShotId } from '#model/ids.ts'
import { wordsOf } from '#model/look.ts'
import { readPassage, type Passage, type PassageKind, type PlacedPassage } from '#model/prompt/passage.ts'

/** What a passage is beside the words in its cell. */
export type PassageDetails = Pick<Passage, 'through' | 'kind'> & { readonly carriesOver: string }

/** A shot's way out as it is kept; `toShotId` is null where no shot has followed yet. */
export type KeptPassage = PassageDetails & { readonly words: string; readonly toShotId: ShotId | null }

type Row = {
  id: ShotId
  passage: string | null
  passage_to: ShotId | null
  passage_through: string
  passage_kind: PassageKind
  passage_carries: string
}

const SAYS_SOMETHING = `(passage IS NOT NULL OR passage_through <> '' OR passage_kind <> 'words' OR passage_carries <> '')`

/** The ways out of the shots that are in the film, by the shot they lead out of. */
export function listPassages(db: ReadableDb, projectId: ProjectId): ReadonlyMap<ShotId, KeptPassage> {
  const rows = db.all<Row>(
    `SELECT id, passage, passage_to, passage_through, passage_kind, passage_carries FROM shot
     WHERE project_id = ? AND trashed_at_ms IS NULL AND ${SAYS_SOMETHING}`,
    [projectId],
  )
  return new Map(
    rows.map(row => [
      row.id,
      {
        words: row.passage ?? '',
        toShotId: row.passage_to,
        through: row.passage_through,
        kind: row.passage_kind,
        carriesOver: row.passage_carries,
      },
    ]),
  )
}

/** Those that lead to a shot, with all that they say. */
export function placedPassages(passages: ReadonlyMap<ShotId, KeptPassage>): PlacedPassage[] {
  return [...passages].flatMap(([fromShotId, { words, toShotId, through, kind, carriesOver }]) => {
    if (toShotId === null) return []
    const passage = { ...readPassage(words), through, kind, carriesOver: wordsOf(carriesOver) }
    return [{ fromShotId, toShotId, passage }]
  })
}

/** Writes the given ones. Its words are a field of the shot (`setField`). */
export function savePassage(
  db: WritableDb,
  id: ShotId,
  { through, kind, carriesOver }: { readonly [Key in keyof PassageDetails]?: PassageDetails[Key] | undefined },
): void {
  db.run(
    `UPDATE shot SET passage_through = coalesce(?, passage_through), passage_kind = coalesce(?, passage_kind),
       passage_carries = coalesce(?, passage_carries) WHERE id = ?`,
    [through ?? null, kind ?? null, carriesOver ?? null, id],
  )
}

/** Leads it to whatever shot comes next. */
export function detachPassage(db: WritableDb, id: ShotId): void {
  db.run('UPDATE shot SET passage_to = NULL WHERE id = ?', [id])
}

export function clearPassage(db: WritableDb, id: ShotId): void {
  db.run(
    `UPDATE shot SET passage = NULL, passage_to = NULL, passage_through = '', passage_kind = 'words', passage_carries = ''
     WHERE id = ?`,
    [id],
  )
}

/** Gives a shot the way out of another, leading where that one leads. */
export function takePassageOver(db: WritableDb, from: ShotId, to: ShotId): void {
  db.run(
    `UPDATE shot SET passage = other.passage, passage_to = other.passage_to, passage_through = other.passage_through,
       passage_kind = other.passage_kind, passage_carries = other.passage_carries
     FROM (SELECT * FROM shot WHERE id = @from) AS other WHERE shot.id = @to`,
    { from, to },
  )
}

/**
 * Gives every passage that leads nowhere yet the shot that follows now, and takes from what says nothing where it led. One
 * that leads to another shot stays with it, whatever stands between them (SPEC W14).
 */
export function settlePassages(db: WritableDb, projectId: ProjectId): void {
  db.run(
    `UPDATE shot SET passage_to = NULL
     WHERE project_id = ? AND passage_to IS NOT NULL AND trashed_at_ms IS NULL AND NOT ${SAYS_SOMETHING}`,
    [projectId],
  )
  db.run(
    `UPDATE shot SET passage_to = other.next FROM (
       SELECT id, lead(id) OVER (ORDER BY position) AS next FROM shot WHERE project_id = @projectId AND trashed_at_ms IS NULL
     ) AS other
     WHERE shot.id = other.id AND other.next IS NOT NULL AND shot.passage_to IS NULL AND ${SAYS_SOMETHING}`,
    { projectId },
  )
}

import { createHash } from 'node:crypto'
import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import { checkSequence } from '#model/edit/check-sequence.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId, SequenceId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'

/** A sequence as kept. `revision` grows with every write; an edited one differs from what assembly last made of it. */
export type StoredSequence = {
  readonly sequence: Sequence
  readonly revision: number
  readonly isEditedByHand: boolean
  readonly createdAtMs: number
}

type SequenceRow = {
  id: SequenceId
  document_json: string
  assembled_hash: string
  revision: number
  created_at_ms: number
}

/** Every version of the project's edit, newest first. */
export function listSequences(db: ReadableDb, projectId: ProjectId): StoredSequence[] {
  const sql = 'SELECT * FROM sequence WHERE project_id = ? ORDER BY created_at_ms DESC, id DESC'
  return db.all<SequenceRow>(sql, [projectId]).map(storedFrom)
}

/** A version in a list: its document stays unread. */
export type VersionCard = {
  readonly id: SequenceId
  readonly name: string
  readonly revision: number
  readonly createdAtMs: number
}

/** What there is to choose from, newest first. */
export function listVersions(db: ReadableDb, projectId: ProjectId): VersionCard[] {
  return db.all<VersionCard>(
    `SELECT id, name, revision, created_at_ms AS createdAtMs FROM sequence WHERE project_id = ?
     ORDER BY created_at_ms DESC, id DESC`,
    [projectId],
  )
}

/** The version that was made last. */
export function latestSequence(db: ReadableDb, projectId: ProjectId): StoredSequence | undefined {
  const sql = 'SELECT * FROM sequence WHERE project_id = ? ORDER BY created_at_ms DESC, id DESC LIMIT 1'
  const row = db.get<SequenceRow>(sql, [projectId])
  return row && storedFrom(row)
}

/** @throws StudioError sequence/unknown */
export function openSequence(db: ReadableDb, id: SequenceId): StoredSequence {
  const found = byId(db, id)
  if (found) return found
  throw new StudioError('sequence/unknown', 'This version of the cut is not in the project any more.')
}

/** What was last assembled into a version; null where that is not known. */
export function lastAssembled(db: ReadableDb, id: SequenceId): Sequence | null {
  const row = db.get<{ json: string | null }>('SELECT assembled_json AS json FROM sequence WHERE id = ?', [id])
  return row?.json ? (JSON.parse(row.json) as Sequence) : null
}

/** Notes what was offered to a version that hands have edited, so that what it took of it counts as untouched. */
export function noteAssembled(db: WritableDb, id: SequenceId, assembled: Sequence): void {
  db.run('UPDATE sequence SET assembled_json = ? WHERE id = ?', [JSON.stringify(assembled), id])
}

export function sequenceByName(db: ReadableDb, projectId: ProjectId, name: string): StoredSequence | undefined {
  const row = db.get<SequenceRow>('SELECT * FROM sequence WHERE project_id = ? AND name = ?', [projectId, name])
  return row && storedFrom(row)
}

/** `base`, or `base 2`, `base 3` ... when the project has versions of these names. */
export function freeSequenceName(db: ReadableDb, projectId: ProjectId, base: string): string {
  let name = base
  for (let count = 2; sequenceByName(db, projectId, name); count += 1) name = `${base} ${count}`
  return name
}

/**
 * Keeps what assembly made: as a new version, or in place of the version with the same id as long as no hand has touched it.
 * @throws StudioError sequence/edited-by-hand
 */
export function saveAssembled(db: WritableDb, sequence: Sequence): void {
  requireSound(sequence)
  db.transaction(() => {
    if (byId(db, sequence.id)?.isEditedByHand) {
      throw new StudioError(
        'sequence/edited-by-hand',
        `"${sequence.name}" was edited by hand and is left as it is. Assemble into a new version instead.`,
      )
    }
    db.run(
      `INSERT INTO sequence (id, project_id, name, document_json, assembled_hash, revision, created_at_ms, assembled_json)
       VALUES (@id, @projectId, @name, @document, @hash, 1, @nowMs, @document)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, document_json = excluded.document_json,
         assembled_hash = excluded.assembled_hash, assembled_json = excluded.assembled_json, revision = revision + 1`,
      {
        id: sequence.id,
        projectId: sequence.projectId,
        name: sequence.name,
        document: JSON.stringify(sequence),
        hash: hashOf(sequence),
        nowMs: Date.now(),
      },
    )
  })
}

/** True when the version with this id was assembled to just this, whatever hands have done to it since. */
export function isAsAssembled(db: ReadableDb, sequence: Sequence): boolean {
  const row = db.get<{ assembled_hash: string }>('SELECT assembled_hash FROM sequence WHERE id = ?', [sequence.id])
  return row?.assembled_hash === hashOf(sequence)
}

/**
 * Keeps an edit made by hand, on top of the revision it began from; returns the new revision.
 * @throws StudioError sequence/stale when another edit came first
 */
export function saveEdited(db: WritableDb, sequence: Sequence, baseRevision: number): number {
  requireSound(sequence)
  const { changes } = db.run(
    'UPDATE sequence SET document_json = ?, name = ?, revision = revision + 1 WHERE id = ? AND revision = ?',
    [JSON.stringify(sequence), sequence.name, sequence.id, baseRevision],
  )
  if (changes === 0) {
    throw new StudioError(
      'sequence/stale',
      `"${sequence.name}" was changed elsewhere meanwhile. Take that in, then edit again.`,
    )
  }
  return baseRevision + 1
}

/** Keeps a copy of a version, untouched where that is untouched. */
export function copySequence(db: WritableDb, id: SequenceId, newId: SequenceId, name: string): void {
  const { sequence } = openSequence(db, id)
  const renamed = (own: Sequence): string => JSON.stringify({ ...own, id: newId, name })
  const assembled = lastAssembled(db, id)
  db.run(
    `INSERT INTO sequence (id, project_id, name, document_json, assembled_hash, revision, created_at_ms, assembled_json)
     VALUES (@newId, @projectId, @name, @document, @hash, 1, @nowMs, @assembled)`,
    {
      newId,
      projectId: sequence.projectId,
      name,
      document: renamed(sequence),
      hash: assembled ? hashOf({ ...assembled, id: newId }) : '',
      nowMs: Date.now(),
      assembled: assembled && renamed(assembled),
    },
  )
}

/** @throws StudioError sequence/name-taken */
export function renameSequence(db: WritableDb, { sequence, revision }: StoredSequence, name: string): void {
  if (sequence.name === name) return
  if (sequenceByName(db, sequence.projectId, name)) {
    throw new StudioError('sequence/name-taken', `There is a version called "${name}" already. Choose another name.`)
  }
  saveEdited(db, { ...sequence, name }, revision)
}

/** What is not sound (SPEC E1-E7) could not be rendered: whoever made it has a fault that must show here and now. */
function requireSound(sequence: Sequence): void {
  const faults = checkSequence(sequence)
  if (faults.length > 0) throw new Error(`the sequence "${sequence.name}" is not sound: ${faults.join('; ')}`)
}

function byId(db: ReadableDb, id: SequenceId): StoredSequence | undefined {
  const row = db.get<SequenceRow>('SELECT * FROM sequence WHERE id = ?', [id])
  return row && storedFrom(row)
}

function storedFrom(row: SequenceRow): StoredSequence {
  const sequence = JSON.parse(row.document_json) as Sequence
  return {
    sequence,
    revision: row.revision,
    isEditedByHand: hashOf(sequence) !== row.assembled_hash,
    createdAtMs: row.created_at_ms,
  }
}

/** Of all that is seen and heard: the name is no part of it, nor is the order of keys. */
function hashOf(sequence: Sequence): string {
  return createHash('sha256')
    .update(canonicalJson({ ...sequence, name: '' }))
    .digest('hex')
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

import type { WritableDb } from '#main/db/open.ts'
import { record } from '#main/history/store.ts'
import { lengthsIn, requireOwnTakes } from '#main/sequence/sources.ts'
import { openSequence, saveEdited, type StoredSequence } from '#main/sequence/store.ts'
import { diffSequences, isEmptyDiff } from '#model/diff/sequence-diff.ts'
import { applyEdits, type Edit } from '#model/edit/apply.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId, SequenceId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'

export type Version = { readonly projectId: ProjectId; readonly sequenceId: SequenceId }

export type Gesture = Version & {
  readonly baseRevision: number
  /** What it did, for people: 'Trim', 'Replace take'. */
  readonly name: string
  readonly edits: readonly Edit[]
}

/**
 * Does a gesture on top of the revision it was made on, and writes it down, in one transaction; returns the new revision.
 * @throws StudioError sequence/unknown | sequence/stale | take/unknown | edit/refused
 */
export function editCut(db: WritableDb, { baseRevision, name, edits, ...version }: Gesture): number {
  return db.transaction(() => {
    const stored = versionOf(db, version)
    if (stored.revision !== baseRevision) {
      throw new StudioError('sequence/stale', `"${stored.sequence.name}" was changed elsewhere meanwhile.`)
    }
    requireOwnTakes(db, version.projectId, edits)
    const lengths = lengthsIn(db, stored.sequence, edits)
    return changeCut(db, stored, name, applyEdits(stored.sequence, edits, lengths))
  })
}

/** Keeps a cut that was made of a stored one as one named gesture; returns the revision. Where nothing changed, nothing is. */
export function changeCut(db: WritableDb, stored: StoredSequence, name: string, changed: Sequence): number {
  const { sequence, revision } = stored
  const diff = diffSequences(sequence, changed)
  if (isEmptyDiff(diff)) return revision
  return db.transaction(() => {
    record(db, { projectId: sequence.projectId, document: `sequence:${sequence.id}` }, name, diff)
    return saveEdited(db, changed, revision)
  })
}

/** @throws StudioError sequence/unknown, also for another project's */
export function versionOf(db: WritableDb, { projectId, sequenceId }: Version): StoredSequence {
  const stored = openSequence(db, sequenceId)
  if (stored.sequence.projectId !== projectId) {
    throw new StudioError('sequence/unknown', 'This version of the cut is not in the project any more.')
  }
  return stored
}

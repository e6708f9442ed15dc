import type { WritableDb } from '#main/db/open.ts'
import { isRecorded, record, takeStepOf, type HistoryPlace } from '#main/history/store.ts'
import { lengthsIn, requireOwnTakes } from '#main/sequence/sources.ts'
import { openSequence, saveEdited, type StoredSequence } from '#main/sequence/store.ts'
import { applyDiff, diffSequences, isEmptyDiff, reverseDiff, type SequenceDiff } from '#model/diff/sequence-diff.ts'
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
  /** Names the gesture that this is one more step of: together they are one entry of the history. */
  readonly series?: string | undefined
  /** The window's own name for it, by which one that is sent again is known. */
  readonly gesture?: string | undefined
}

/**
 * Does a gesture on top of the revision it was made on, and writes it down, in one transaction; returns the new revision. One that is
 * there already, because its answer did not arrive, is not done twice.
 * @throws StudioError sequence/unknown | sequence/stale | take/unknown | edit/refused
 */
export function editCut(db: WritableDb, { baseRevision, name, edits, series, gesture, ...version }: Gesture): number {
  return db.transaction(() => {
    const stored = versionOf(db, version)
    if (gesture !== undefined && isRecorded(db, placeOf(stored), gesture)) return stored.revision
    if (stored.revision !== baseRevision) {
      throw new StudioError('sequence/stale', `"${stored.sequence.name}" was changed elsewhere meanwhile.`)
    }
    requireOwnTakes(db, version.projectId, edits)
    const lengths = lengthsIn(db, stored.sequence, edits)
    return changeCut(db, stored, { name, series, gesture }, applyEdits(stored.sequence, edits, lengths))
  })
}

/**
 * Keeps a cut that was made of a stored one as one named gesture; returns the revision. Where nothing changed, nothing is. A
 * further step of a series goes into the entry of those before it, and where they have come back to where they began there is none.
 */
export function changeCut(
  db: WritableDb,
  stored: StoredSequence,
  { name, series, gesture }: Pick<Gesture, 'name' | 'series' | 'gesture'>,
  changed: Sequence,
): number {
  const { sequence, revision } = stored
  if (isEmptyDiff(diffSequences(sequence, changed))) return revision
  const place = placeOf(stored)
  return db.transaction(() => {
    const earlier = series === undefined ? null : (takeStepOf(db, place, series) as SequenceDiff | null)
    const diff = diffSequences(earlier ? applyDiff(sequence, reverseDiff(earlier)) : sequence, changed)
    if (!isEmptyDiff(diff)) record(db, place, { name, diff, series, gesture })
    return saveEdited(db, changed, revision)
  })
}

function placeOf({ sequence }: StoredSequence): HistoryPlace {
  return { projectId: sequence.projectId, document: `sequence:${sequence.id}` }
}

/** @throws StudioError sequence/unknown, also for another project's */
export function versionOf(db: WritableDb, { projectId, sequenceId }: Version): StoredSequence {
  const stored = openSequence(db, sequenceId)
  if (stored.sequence.projectId !== projectId) {
    throw new StudioError('sequence/unknown', 'This version of the cut is not in the project any more.')
  }
  return stored
}

import { applyRowChanges, type RowChange } from '#main/history/rows.ts'
import { historyState, listHistory, step, type HistoryPlace, type HistoryState } from '#main/history/store.ts'
import { applyDiff, reverseDiff, type SequenceDiff } from '#model/diff/sequence-diff.ts'
import type { SequenceId, TakeId } from '#model/ids.ts'
import { openSequence, saveEdited } from '#main/sequence/store.ts'
import { circleTake } from '#main/takes/store.ts'
import type { DeskContext } from './desk-context.ts'

export type HistoryDesk = ReturnType<typeof createHistoryDesk>

const SEQUENCE = 'sequence:'
/** More than fit beside a picture. */
const MOST_LISTED = 30

/** Undo and redo, of whatever document. */
export function createHistoryDesk({ library }: DeskContext) {
  const { db } = library

  function apply(place: HistoryPlace, diff: unknown, direction: 'undo' | 'redo'): void {
    if (!place.document.startsWith(SEQUENCE)) return applyRows(diff as RowChange[], direction)
    const id = place.document.slice(SEQUENCE.length) as SequenceId
    const { sequence, revision } = openSequence(db, id)
    const change = diff as SequenceDiff
    saveEdited(db, applyDiff(sequence, direction === 'undo' ? reverseDiff(change) : change), revision)
  }

  function applyRows(changes: readonly RowChange[], direction: 'undo' | 'redo'): void {
    applyRowChanges(db, changes, direction)
    const takeIds = changes.flatMap(({ table, key }) => (table === 'take' ? [key['id'] as TakeId] : []))
    const circled = db.all<{ id: TakeId }>(
      `SELECT id FROM take WHERE id IN (SELECT value FROM json_each(?)) AND judgement = 'circled' AND trashed_at_ms IS NULL`,
      [JSON.stringify(takeIds)],
    )
    // A shot has one circled take: what was circled since, as a gesture of another document, is kept.
    for (const { id } of circled) circleTake(db, id)
  }

  function stepped(place: HistoryPlace, direction: 'undo' | 'redo'): HistoryState {
    step(db, place, direction, diff => apply(place, diff, direction))
    return historyState(db, place)
  }

  return {
    state: (place: HistoryPlace): HistoryState => historyState(db, place),
    list: (place: HistoryPlace) => listHistory(db, place, MOST_LISTED),
    undo: (place: HistoryPlace): HistoryState => stepped(place, 'undo'),
    redo: (place: HistoryPlace): HistoryState => stepped(place, 'redo'),
  }
}

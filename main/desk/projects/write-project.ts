import type { Library } from '#main/library/library.ts'
import { COPIED_TABLES, insertRow, type Row } from '#main/library/project-rows.ts'
import { saveAssembled } from '#main/sequence/store.ts'
import { checkSequence } from '#model/edit/check-sequence.ts'
import type { ProjectId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import type { FreshProject } from './fresh-rows.ts'

/**
 * Writes a new project. `asAssembled` are the (old) ids of sequences no hand has touched since assembly: of these it stays known.
 * Inside a transaction. Throws what SQLite or the rules of sequences do not allow.
 */
export function writeProject(
  { db }: Pick<Library, 'db'>,
  { id, rows, ids }: FreshProject,
  asAssembled: ReadonlySet<string>,
): ProjectId {
  const untouched = new Set([...asAssembled].map(old => ids.get(old)))
  for (const table of COPIED_TABLES) {
    for (const row of rows[table]) {
      if (table === 'sequence') writeSequence(db, row, untouched.has(String(row['id'])))
      else insertRow(db, table, row)
    }
  }
  return id
}

/** What tells whether hands have edited a sequence is made of its ids, too, so it must be made anew. */
function writeSequence(db: Library['db'], row: Row, isUntouched: boolean): void {
  const sequence = JSON.parse(String(row['document_json'])) as Sequence
  const faults = checkSequence(sequence)
  if (faults.length > 0) throw new Error(`the sequence "${sequence.name}" is not sound: ${faults.join('; ')}`)
  const assembled = assembledOf(row, sequence, isUntouched)
  if (!assembled) {
    insertRow(db, 'sequence', row)
    return
  }
  saveAssembled(db, assembled)
  db.run('UPDATE sequence SET name = ?, document_json = ?, revision = ?, created_at_ms = ? WHERE id = ?', [
    row['name'] ?? '',
    row['document_json'] ?? '',
    row['revision'] ?? 1,
    row['created_at_ms'] ?? 0,
    sequence.id,
  ])
}

/** What assembly made of it; null where that is not known, or was only noted: edited by hand, it must stay so. */
function assembledOf(row: Row, sequence: Sequence, isUntouched: boolean): Sequence | null {
  if (isUntouched) return sequence
  const noted = row['assembled_json']
  if (typeof noted !== 'string' || noted === row['document_json']) return null
  return { ...(JSON.parse(noted) as Sequence), id: sequence.id, projectId: sequence.projectId }
}

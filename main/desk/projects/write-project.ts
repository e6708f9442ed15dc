import type { Library } from '#main/library/library.ts'
import { COPIED_TABLES, insertRow } from '#main/library/project-rows.ts'
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
      if (table !== 'sequence') {
        insertRow(db, table, row)
        continue
      }
      const sequence = JSON.parse(String(row['document_json'])) as Sequence
      const faults = checkSequence(sequence)
      if (faults.length > 0) throw new Error(`the sequence "${sequence.name}" is not sound: ${faults.join('; ')}`)
      if (!untouched.has(String(row['id']))) {
        insertRow(db, table, row)
        continue
      }
      // Its hash is made of its ids, too, so it must be made anew.
      saveAssembled(db, sequence)
      db.run('UPDATE sequence SET revision = ?, created_at_ms = ? WHERE id = ?', [
        row['revision'] ?? 1,
        row['created_at_ms'] ?? 0,
        sequence.id,
      ])
    }
  }
  return id
}

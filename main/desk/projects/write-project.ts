import type { Library } from '#main/library/library.ts'
import { inSlices } from '#main/library/in-slices.ts'
import { COPIED_TABLES, deletingProject, insertRow, type Row } from '#main/library/project-rows.ts'
import { keepUnfinished, markFinished } from '#main/library/unfinished.ts'
import { saveAssembled } from '#main/sequence/store.ts'
import { checkSequence } from '#model/edit/check-sequence.ts'
import type { ProjectId } from '#model/ids.ts'
import type { Sequence } from '#model/sequence.ts'
import type { FreshProject } from './fresh-rows.ts'

const KEEP_EVERY = 200

/**
 * Writes a new project under a title that is free, a few rows at a time: it is there for all when this resolves, and else for nobody.
 * `asAssembled` are the (old) ids of sequences no hand has touched since assembly: of these it stays known.
 * Rejects with what SQLite or the rules of sequences do not allow, and the signal's reason.
 */
export async function writeProject(
  { db, projects }: Pick<Library, 'db' | 'projects'>,
  fresh: FreshProject,
  options: { readonly asAssembled: ReadonlySet<string>; readonly title: string; readonly signal?: AbortSignal },
): Promise<{ projectId: ProjectId; title: string }> {
  try {
    await inSlices(db, writing(db, fresh, options))
    return db.transaction(() => {
      const title = projects.freeTitle(options.title)
      markFinished(db, fresh.id, title)
      return { projectId: fresh.id, title }
    })
  } catch (error) {
    // Where the disk is full it stays, shown to nobody, and goes the next time.
    await inSlices(db, deletingProject(db, fresh.id)).catch(() => {})
    throw error
  }
}

function* writing(
  db: Library['db'],
  { id, rowsOf, ids }: FreshProject,
  { asAssembled, signal }: { asAssembled: ReadonlySet<string>; signal?: AbortSignal },
): Generator<void, void, void> {
  const untouched = new Set([...asAssembled].map(old => ids.get(old)))
  let count = 0
  for (const table of COPIED_TABLES) {
    for (const row of rowsOf(table)) {
      signal?.throwIfAborted()
      if (table === 'sequence') writeSequence(db, row, untouched.has(String(row['id'])))
      else insertRow(db, table, row)
      if ((count += 1) % KEEP_EVERY === 0) keepUnfinished(db, id)
      yield
    }
  }
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

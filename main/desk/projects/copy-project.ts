import type { Library } from '#main/library/library.ts'
import { readProjectRows } from '#main/library/project-rows.ts'
import { listSequences } from '#main/sequence/store.ts'
import type { ProjectId } from '#model/ids.ts'
import { freshRows } from './fresh-rows.ts'
import { writeProject } from './write-project.ts'

/** Another project with the same in it, over the same media. Its films are the other's: they are not copied. */
export function copyProject(
  library: Pick<Library, 'db' | 'projects'>,
  id: ProjectId,
  title: string,
): Promise<{ projectId: ProjectId; title: string }> {
  const rows = readProjectRows(library.db, id)
  const asAssembled = listSequences(library.db, id)
    .filter(({ isEditedByHand }) => !isEditedByHand)
    .map(({ sequence }) => sequence.id)
  const copy = freshRows({ ...rows, render: [] }, { title, isSample: false, nowMs: Date.now() })
  return writeProject(library, copy, { asAssembled: new Set(asAssembled), title })
}

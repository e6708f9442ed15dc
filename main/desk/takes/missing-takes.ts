import type { Library } from '#main/library/library.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import { lookAtFiles } from '../projects/missing-media.ts'

/** The files of a project's takes that are not where they were, or as long as they were. */
export async function missingTakes(library: Pick<Library, 'db' | 'media'>, id: ProjectId): Promise<MediaId[]> {
  const ids = library.db
    .all<{ id: MediaId }>(
      'SELECT DISTINCT media_id AS id FROM take WHERE project_id = ? AND media_id IS NOT NULL AND trashed_at_ms IS NULL',
      [id],
    )
    .map(row => row.id)
  const looks = await lookAtFiles(library, ids)
  return looks.filter(({ trouble }) => trouble !== null).map(({ media }) => media.id)
}

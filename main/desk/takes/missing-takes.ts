import type { Library } from '#main/library/library.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'
import { troubleOf } from '../projects/missing-media.ts'

/** Looked at together; then others have their turn. */
const AT_ONCE = 100

/** The files of a project's takes that are not where they were, or as long as they were; each is looked at, none is read. */
export async function missingTakes({ db, media }: Pick<Library, 'db' | 'media'>, id: ProjectId): Promise<MediaId[]> {
  const ids = db
    .all<{ id: MediaId }>(
      'SELECT DISTINCT media_id AS id FROM take WHERE project_id = ? AND media_id IS NOT NULL AND trashed_at_ms IS NULL',
      [id],
    )
    .map(row => row.id)
  const missing: MediaId[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE)
    const troubles = await Promise.all(
      some.map(async mediaId => {
        const one = media.byId(mediaId)
        return one ? await troubleOf(one) : 'missing'
      }),
    )
    missing.push(...some.filter((_, index) => troubles[index] !== null))
  }
  return missing
}

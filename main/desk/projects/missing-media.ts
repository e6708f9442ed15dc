import { stat } from 'node:fs/promises'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Library } from '#main/library/library.ts'
import type { Media } from '#main/library/media.ts'
import { mediaHeldByProject } from '#main/library/project-media.ts'
import type { MissingMedia } from '#model/contract/projects-contract.ts'
import type { MediaId, ProjectId } from '#model/ids.ts'

/** Null for a file that is where it was and as long as it was; its contents are not read. */
export async function troubleOf(media: Media): Promise<MissingMedia['trouble'] | null> {
  try {
    const stats = await stat(media.path)
    return stats.isFile() && stats.size === media.sizeBytes ? null : 'changed'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable'
  }
}

/** Looked at together; then others have their turn. */
const FILES_AT_ONCE = 32

/** Looks at the file of each medium there is of these, and reads none. */
export async function lookAtFiles(
  { media }: Pick<Library, 'media'>,
  ids: readonly MediaId[],
): Promise<{ media: Media; trouble: MissingMedia['trouble'] | null }[]> {
  const looks = []
  for (let from = 0; from < ids.length; from += FILES_AT_ONCE) {
    const some = ids.slice(from, from + FILES_AT_ONCE).flatMap(id => media.byId(id) ?? [])
    looks.push(...(await Promise.all(some.map(async one => ({ media: one, trouble: await troubleOf(one) })))))
  }
  return looks
}

/** The files of one project, or of all, that are not as they were, by name. */
export async function listMissing(library: Library, projectId: ProjectId | null): Promise<MissingMedia[]> {
  const { db } = library
  const projects = db.all<{ id: ProjectId; title: string }>(
    'SELECT id, title FROM project WHERE trashed_at_ms IS NULL AND (? IS NULL OR id = ?) ORDER BY title',
    [projectId, projectId],
  )
  const users = new Map<MediaId, { projectId: string; title: string }[]>()
  for (const { id, title } of projects) {
    for (const held of mediaHeldByProject(db, id)) {
      users.set(held, [...(users.get(held) ?? []), { projectId: id, title }])
    }
    await breathe()
  }
  const missing = (await lookAtFiles(library, [...users.keys()])).flatMap(({ media: one, trouble }): MissingMedia[] => {
    if (trouble === null) return []
    const { id: mediaId, fileName, kind, sizeBytes, path } = one
    return [{ mediaId, fileName, kind, sizeBytes, path, trouble, projects: users.get(mediaId) ?? [] }]
  })
  return missing.toSorted((a, b) => a.fileName.localeCompare(b.fileName))
}

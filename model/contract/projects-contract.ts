import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { fileRef } from './file-ref.ts'
import { projectCard } from './project-card.ts'

const projectId = z.string().min(1).max(100)
const title = z.string().max(200)
const path = z.string().min(1).max(4096)
const named = z.object({ projectId: z.string(), title: z.string() })

const searchHit = z.object({
  kind: z.enum(['project', 'shot', 'take']),
  projectId: z.string(),
  projectTitle: z.string(),
  /** The project's title, or the prompt. */
  text: z.string(),
  shotId: z.string().nullable(),
  /** As numbered on screen; null of the trash and the Board. */
  shotNumber: z.int().nullable(),
  takeId: z.string().nullable(),
  takeNumber: z.int().nullable(),
})
export type SearchHit = z.infer<typeof searchHit>

const diskUse = z.object({
  /** Of the library's disk; null where it does not say. */
  freeBytes: z.number().nullable(),
  /** All media files of the library. */
  mediaBytes: z.number(),
  /** What can be made again: proxies, strips, pieces of films. */
  cacheBytes: z.number(),
  /** What emptying the trash would give back. */
  trashBytes: z.number(),
  /** Files in the trash folder that belong to no project. */
  strayFileCount: z.int(),
  projects: z.array(z.object({ projectId: z.string(), bytes: z.number(), missingCount: z.int() })),
})
export type DiskUse = z.infer<typeof diskUse>

const missingMedia = z.object({
  mediaId: z.string(),
  fileName: z.string(),
  kind: z.enum(['song', 'take', 'still']),
  sizeBytes: z.number(),
  /** Where it was last. */
  path: z.string(),
  /** Gone, or something else under its name. */
  trouble: z.enum(['missing', 'changed', 'unreadable']),
  projects: z.array(named),
})
export type MissingMedia = z.infer<typeof missingMedia>

const bytes = z.object({ doneBytes: z.number(), totalBytes: z.number() })
const search = z.object({ lookedAtCount: z.int(), foundCount: z.int() })

/**
 * - `list`, `trashed`: cards; last opened first, last trashed first.
 * - `create`: without a song; fails with project/title-taken, project/no-title. An empty title is made up.
 * - `rename`: the same failures. `duplicate`: all that is in it, under a free title. `restore`: under its title or a free one.
 * - `emptyTrash`: for good, with files nobody else needs; fails with project/at-work. Null: all that is in the trash.
 * - `search`: as typed; best first, and with very short words newest first.
 * - `diskUse`: from a look at the disk that may be a minute old. `clearCache`: fails with library/at-work.
 * - `missing`: files that are not where they were. `relink`: this file is it; fails with media/different. `relinkFrom`: looks
 *   through a folder for all of a project's, or the library's.
 * - `exportBundle`: one file with all that is in it, at `path` or else in the library's folder for bundles; fails with
 *   bundle/unwritable. `importBundle`: a new project; fails with bundle/damaged, bundle/newer, bundle/older.
 * - `openSample`: the film that comes with the program; the one that is there, or `isAnew` as it was made: what hands had made of
 *   it is then in the trash.
 */
export const projectsContract = {
  list: oc.output(z.array(projectCard)),
  trashed: oc.output(z.array(projectCard)),
  create: oc.input(z.object({ title })).output(named),
  rename: oc.input(z.object({ projectId, title })).output(z.void()),
  duplicate: oc.input(z.object({ projectId })).output(named),
  trash: oc.input(z.object({ projectId })).output(z.void()),
  restore: oc.input(z.object({ projectId })).output(named),
  emptyTrash: oc
    .input(z.object({ projectIds: z.array(projectId).nullable() }))
    .output(z.object({ freedBytes: z.number() })),
  search: oc.input(z.object({ text: z.string().max(500) })).output(z.array(searchHit)),
  diskUse: oc.output(diskUse),
  clearCache: oc.output(z.object({ freedBytes: z.number() })),
  missing: oc.input(z.object({ projectId: projectId.nullable() })).output(z.array(missingMedia)),
  relink: oc.input(z.object({ mediaId: projectId, file: fileRef })).output(z.void()),
  relinkFrom: oc
    .input(z.object({ projectId: projectId.nullable(), folder: path }))
    .output(eventIterator(search, z.object({ foundCount: z.int(), missingCount: z.int() }))),
  exportBundle: oc
    .input(z.object({ projectId, path: path.nullable() }))
    .output(
      eventIterator(
        bytes,
        z.object({ path: z.string(), sizeBytes: z.number(), missing: z.array(z.string()).readonly() }),
      ),
    ),
  importBundle: oc
    .input(z.object({ file: fileRef }))
    .output(eventIterator(bytes, named.extend({ missingCount: z.int() }))),
  openSample: oc.input(z.object({ isAnew: z.boolean() })).output(named.extend({ isOldInTrash: z.boolean() })),
}

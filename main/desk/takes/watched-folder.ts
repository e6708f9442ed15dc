import { readdir, stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import type { ReadableDb, WritableDb } from '#main/db/open.ts'
import { createChangeFollower } from '#main/library/change-counts.ts'
import type { ChangeTopic } from '#model/contract/changes-contract.ts'
import type { ArrivedFile } from '#model/contract/take-import.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId } from '#model/ids.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { mayBe } from '../files/file-kinds.ts'

/** The folder whose new clips are told of; `isReadable` is false when it has gone. */
export type Arrivals = {
  readonly folder: string | null
  readonly isReadable: boolean
  readonly files: readonly ArrivedFile[]
}

/** A file that has not changed for so long has arrived whole: browsers and copies write all the time. */
const QUIET_MS = 2_500
const LOOK_EVERY_MS = 2_000
/** Where the watched folder stands, and which of its files were dealt with. */
const TOPICS: ReadonlySet<ChangeTopic> = new Set(['project', 'takes'])

/**
 * From now on new clips in this folder are told of; null ends that.
 * @throws StudioError project/unknown | folder/unreadable
 */
export async function watchFolder(
  { library }: DeskContext,
  projectId: ProjectId,
  folder: string | null,
): Promise<void> {
  existingProject(library, projectId)
  if (folder !== null && (!isAbsolute(folder) || !(await isFolder(folder)))) {
    throw new StudioError(
      'folder/unreadable',
      `The folder ${folder} cannot be read: check that it exists and is yours.`,
    )
  }
  const sinceMs = folder === null ? null : Date.now()
  library.db.run('UPDATE project SET watched_folder = ?, watched_since_ms = ? WHERE id = ?', [
    folder,
    sinceMs,
    projectId,
  ])
}

/** These are not wanted: they are not told of again, unless they change. */
export function dismissFiles(
  db: WritableDb,
  projectId: ProjectId,
  files: readonly Pick<ArrivedFile, 'path' | 'sizeBytes'>[],
): void {
  db.transaction(() => {
    for (const { path, sizeBytes } of files) {
      db.run('INSERT OR REPLACE INTO dismissed_file (project_id, path, size_bytes) VALUES (?, ?, ?)', [
        projectId,
        path,
        sizeBytes,
      ])
    }
  })
}

/** The clips that have come into the project's watched folder since it is watched, whole, and not dealt with yet; newest first. */
export async function findArrivals(db: ReadableDb, projectId: ProjectId, nowMs = Date.now()): Promise<Arrivals> {
  const row = db.get<{ folder: string | null; sinceMs: number | null }>(
    'SELECT watched_folder AS folder, watched_since_ms AS sinceMs FROM project WHERE id = ?',
    [projectId],
  )
  const folder = row?.folder ?? null
  if (folder === null) return { folder, isReadable: true, files: [] }
  const names = await readdir(folder).catch(() => null)
  if (!names) return { folder, isReadable: false, files: [] }
  const dismissed = new Map(
    db
      .all<{ path: string; sizeBytes: number }>(
        'SELECT path, size_bytes AS sizeBytes FROM dismissed_file WHERE project_id = ?',
        [projectId],
      )
      .map(({ path, sizeBytes }) => [path, sizeBytes]),
  )
  const clips = names.filter(name => !name.startsWith('.') && mayBe('clips', name))
  const files = await Promise.all(clips.map(name => lookAt(folder, name)))
  return {
    folder,
    isReadable: true,
    files: files
      .filter(file => file !== null)
      .filter(({ changedAtMs }) => changedAtMs >= (row?.sinceMs ?? 0) && nowMs - changedAtMs >= QUIET_MS)
      .filter(({ path, sizeBytes }) => sizeBytes > 0 && dismissed.get(path) !== sizeBytes)
      .toSorted((one, other) => other.changedAtMs - one.changedAtMs),
  }
}

/** Null for what is no file, or has gone. A browser that names its download when it is done changes it by that. */
async function lookAt(folder: string, name: string): Promise<ArrivedFile | null> {
  const path = join(folder, name)
  const stats = await stat(path).catch(() => null)
  if (!stats?.isFile()) return null
  return { path, name, sizeBytes: stats.size, changedAtMs: Math.round(Math.max(stats.mtimeMs, stats.ctimeMs)) }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    stats => stats.isDirectory(),
    () => false,
  )
}

/**
 * Calls the listener with what is in the watched folder, at once and whenever that changes. Some disks tell nobody of new
 * files, so the folder is looked at. Returns what ends it.
 */
export function followArrivals(
  { library }: DeskContext,
  projectId: ProjectId,
  listener: (arrivals: Arrivals) => void,
): () => void {
  let told = ''
  let isLooking = false
  async function look(): Promise<void> {
    if (isLooking) return
    isLooking = true
    try {
      const arrivals = await findArrivals(library.db, projectId)
      const text = JSON.stringify(arrivals)
      if (text !== told) listener(arrivals)
      told = text
    } finally {
      isLooking = false
    }
  }
  // A library that cannot be read in this moment is read at the next look.
  const lookAgain = (): void => void look().catch(() => {})
  const timer = setInterval(lookAgain, LOOK_EVERY_MS)
  timer.unref()
  const stopFollowing = createChangeFollower(library.db)(changes => {
    const isOurs = changes.some(change => change.projectId === projectId && TOPICS.has(change.topic))
    if (isOurs) lookAgain()
  })
  lookAgain()
  return () => {
    clearInterval(timer)
    stopFollowing()
  }
}

import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Connection, type Log, openDatabase } from '#main/db/open.ts'
import { migrate, refuseNewer } from '#main/db/migrate.ts'
import { syncFolder } from '#main/db/sync.ts'
import { StudioError } from '#model/errors.ts'
import { type MediaStore, createMediaStore } from './media-store.ts'
import { type Projects, createProjects } from './projects.ts'
import { ownWorkFolder, removeWorkFolder } from './work-folder.ts'

/** Everything on this machine: one database and one media folder below `dir`. */
export type Library = {
  readonly dir: string
  readonly db: Connection
  readonly media: MediaStore
  readonly projects: Projects
  /** For what can be made again: pieces, proxies, thumbnails. */
  readonly cacheDir: string
  /** Holds every process's own work folder. */
  readonly workRoot: string
  /** This process's own folder for files in the making, on the media folder's disk; gone after close. Made on first use. */
  readonly workDir: string
  /** True when the place cannot be written to: everything can be looked at, every change throws library/read-only. */
  readonly isReadOnly: boolean
  close(): void
}

/**
 * Opens the library in the folder `dir`, and makes it where there is none (not with `readOnly`).
 * @throws StudioError library/newer | library/missing | library/cannot-make, and those of openDatabase
 */
export function openLibrary(dir: string, options: { log: Log; readOnly?: boolean }): Library {
  const root = resolve(dir)
  const dbPath = join(root, 'library.db')
  const folders = {
    media: join(root, 'media'),
    work: join(root, 'work'),
    cache: join(root, 'cache'),
    backups: join(root, 'backups'),
  }
  refuseNewer(dbPath)
  if (options.readOnly && !existsSync(dbPath)) throw missing(root)
  if (!options.readOnly) for (const folder of Object.values(folders)) makeFolder(folder)
  const db = openDatabase(dbPath, options)
  try {
    migrate(db, folders.backups)
  } catch (error) {
    db.close()
    throw error
  }

  let workDir: string | null = null
  const library: Library = {
    dir: root,
    db,
    media: createMediaStore(db, folders.media, () => library.workDir),
    projects: createProjects(db),
    cacheDir: folders.cache,
    workRoot: folders.work,
    get workDir() {
      if (db.isReadOnly) throw readOnly(root)
      workDir ??= ownWorkFolder(folders.work)
      return workDir
    },
    isReadOnly: db.isReadOnly,
    close() {
      db.close()
      if (workDir) removeWorkFolder(workDir)
    },
  }
  return library
}

function makeFolder(folder: string): void {
  try {
    // A folder that a power cut may take back would take every file in it along.
    if (mkdirSync(folder, { recursive: true })) syncFolder(dirname(folder))
  } catch (error) {
    // A library on a read-only disk is opened to be looked at.
    if (isCode(error, 'EROFS') || isCode(error, 'EACCES') || isCode(error, 'EPERM')) return
    throw new StudioError(
      'library/cannot-make',
      `Cannot make the folder ${folder}: ${isCode(error, 'ENOSPC') ? 'the disk is full' : 'its place cannot hold one'}. Choose another place (--library DIR).`,
      { cause: error },
    )
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function missing(root: string): StudioError {
  return new StudioError('library/missing', `There is no library in ${root}.`)
}

function readOnly(root: string): StudioError {
  return new StudioError('library/read-only', `The library ${root} can be read, but not written to.`)
}

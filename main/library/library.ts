import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { type Connection, type Log, openDatabase } from '#main/db/open.ts'
import { migrate, refuseNewer } from '#main/db/migrate.ts'
import { syncFolder } from '#main/db/sync.ts'
import { StudioError } from '#model/errors.ts'
import { holdWhatMayBeSent } from './backups.ts'
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
  /** For clips on their way in: they outlive the process that fetches them. */
  readonly incomingDir: string
  /** Copies of the database. */
  readonly backupsDir: string
  /** For files that no row names any more; nothing takes them out again but a person. */
  readonly trashDir: string
  /** Holds every process's own work folder. */
  readonly workRoot: string
  /** This process's own folder for files in the making, on the media folder's disk; gone after close. Made on first use. */
  readonly workDir: string
  /**
   * Changes the library from now on, where it could only be looked at.
   * @throws StudioError library/read-only where that is still so
   */
  startWriting(): void
  close(): void
}

export type OpenOptions = {
  readonly log: Log
  /** Only to be looked at. */
  readonly readOnly?: boolean
  /** For commands that need something to work on: a mistyped place makes no library. */
  readonly mustExist?: boolean
}

/**
 * Opens the library in the folder `dir`, and makes it where there is none (not with `readOnly` or `mustExist`). A place
 * that cannot be written to is opened to be looked at: every change then throws library/read-only.
 * @throws StudioError library/newer | library/missing | library/cannot-make, and those of openDatabase
 */
export function openLibrary(dir: string, options: OpenOptions): Library {
  const root = resolve(dir)
  const dbPath = join(root, 'library.db')
  const folders = foldersOf(root)
  refuseNewer(dbPath)
  if ((options.readOnly || options.mustExist) && !existsSync(dbPath)) throw missing(root)
  if (!options.readOnly) {
    refuseForeign(root)
    for (const folder of Object.values(folders)) makeFolder(folder, dbPath)
  }
  const db = openDatabase(dbPath, options)
  try {
    migrate(db, folders.backups)
    holdWhatMayBeSent(db)
  } catch (error) {
    db.close()
    throw error
  }

  let workDir: string | null = null
  const library: Library = {
    dir: root,
    db,
    media: createMediaStore(db, {
      mediaDir: folders.media,
      trashDir: folders.trash,
      workDir: () => library.workDir,
    }),
    projects: createProjects(db),
    cacheDir: folders.cache,
    incomingDir: folders.incoming,
    backupsDir: folders.backups,
    trashDir: folders.trash,
    workRoot: folders.work,
    get workDir() {
      if (db.isReadOnly) throw readOnly(root)
      workDir ??= ownWorkFolder(folders.work)
      return workDir
    },
    startWriting() {
      if (!db.isReadOnly) return
      for (const folder of Object.values(folders)) makeFolder(folder, dbPath)
      if (!db.tryWriting()) throw readOnly(root)
    },
    close() {
      db.close()
      if (workDir) removeWorkFolder(workDir)
    },
  }
  return library
}

function foldersOf(root: string) {
  return {
    media: join(root, 'media'),
    work: join(root, 'work'),
    incoming: join(root, 'incoming'),
    cache: join(root, 'cache'),
    backups: join(root, 'backups'),
    trash: join(root, 'trash'),
  }
}

/**
 * Refuses to make a library among files that are not its own, since a library clears up its folders; and to begin anew
 * where the database of one is lost, since its media would then belong to nothing.
 * @throws StudioError library/not-empty
 */
export function refuseForeign(root: string): void {
  // Of the cache only its pieces are ours, whatever else lies there.
  const { cache: _cache, ...cleared } = foldersOf(root)
  const filled = Object.values(cleared).find(holdsSomething)
  // In this order: a process that makes the library right now makes its database before anything else.
  if (!filled || existsSync(join(root, 'library.db'))) return
  throw new StudioError(
    'library/not-empty',
    `There is no library in ${root}, but its folder "${basename(filled)}" holds files, which a library there would take for its own. ` +
      'Choose an empty folder (--library DIR), or, if its library.db was lost, put the newest file of "backups" in its place.',
  )
}

function holdsSomething(folder: string): boolean {
  try {
    // Systems leave files such as .DS_Store wherever they look.
    return readdirSync(folder).some(name => !name.startsWith('.'))
  } catch {
    return false
  }
}

function makeFolder(folder: string, dbPath: string): void {
  try {
    // A folder that a power cut may take back would take every file in it along.
    if (mkdirSync(folder, { recursive: true })) syncFolder(dirname(folder))
  } catch (error) {
    const isForbidden = isCode(error, 'EROFS') || isCode(error, 'EACCES') || isCode(error, 'EPERM')
    // A library on a read-only disk is opened to be looked at.
    if (isForbidden && existsSync(dbPath)) return
    const full = isCode(error, 'ENOSPC') ? 'the disk is full' : 'its place cannot hold one'
    throw new StudioError(
      'library/cannot-make',
      `Cannot make the folder ${folder}: ${isForbidden ? 'you may not write there' : full}. Choose another place (--library DIR).`,
      { cause: error },
    )
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function missing(root: string): StudioError {
  return new StudioError('library/missing', `There is no library in ${root}. Check the place (--library DIR).`)
}

function readOnly(root: string): StudioError {
  return new StudioError(
    'library/read-only',
    `The library ${root} can be read, but not written to. Give yourself the right to, or connect its disk anew, then try again.`,
  )
}

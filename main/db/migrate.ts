import { closeSync, openSync, readSync } from 'node:fs'
import { backUp, versionOf } from './backup.ts'
import { initial } from './migrations/0010-initial.ts'
import { takeDurations } from './migrations/0020-take-durations.ts'
import { studioWindow } from './migrations/0030-studio-window.ts'
import { gesturesInSteps } from './migrations/0031-gestures-in-steps.ts'
import { listsByProject } from './migrations/0032-lists-by-project.ts'
import { generation } from './migrations/0040-generation.ts'
import { takePedigree } from './migrations/0041-take-pedigree.ts'
import { wordsSent } from './migrations/0042-words-sent.ts'
import { seamBindings } from './migrations/0043-seam-bindings.ts'
import { seams } from './migrations/0044-seams.ts'
import type { Connection } from './open.ts'
import { StudioError } from '#model/errors.ts'

/** One step forward. Versions grow by ten, which leaves room for a step between two released ones. */
export type Migration = { readonly version: number; readonly sql: string }

export const MIGRATIONS: readonly Migration[] = [
  initial,
  takeDurations,
  studioWindow,
  gesturesInSteps,
  listsByProject,
  generation,
  takePedigree,
  wordsSent,
  seamBindings,
  seams,
]

/**
 * Brings a database up to the newest version, each step in a transaction of its own. A database that already holds
 * an older version is copied into `backupsDir` first. Several processes may do this at once.
 * @throws StudioError library/newer, and library/older when it may only be read
 */
export function migrate(connection: Connection, backupsDir: string, migrations = MIGRATIONS): void {
  const newest = newestOf(migrations)
  const current = versionOf(connection)
  if (current > newest) throw newer(connection.path, current, newest)
  if (current === newest) return
  if (connection.isReadOnly) throw older(connection.path)
  if (current > 0) backUp(connection, backupsDir)
  for (const migration of migrations) {
    connection.transaction(() => {
      if (versionOf(connection) >= migration.version) return
      connection.script(migration.sql)
      connection.script(`PRAGMA user_version = ${migration.version}`)
      const broken = connection.get<{ table: string }>('PRAGMA foreign_key_check')
      if (broken) throw new Error(`migration ${migration.version} leaves rows of ${broken.table} that point nowhere`)
    })
  }
}

/**
 * Refuses a database of a newer program before SQLite opens it, so that not a byte of it changes.
 * @throws StudioError library/newer
 */
export function refuseNewer(path: string, migrations = MIGRATIONS): void {
  const newest = newestOf(migrations)
  const found = versionInHeader(path)
  if (found > newest) throw newer(path, found, newest)
}

function newestOf(migrations: readonly Migration[]): number {
  let newest = 0
  for (const { version } of migrations) {
    if (!Number.isSafeInteger(version) || version <= newest) throw new Error(`migration ${version} is out of order`)
    newest = version
  }
  return newest
}

const SQLITE_HEADER = 'SQLite format 3\0'

/** SQLite keeps the version at byte 60 of the file, big-endian. 0 for what is missing, too short, or no database at all. */
function versionInHeader(path: string): number {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return 0
  }
  try {
    const header = Buffer.alloc(64)
    const isDatabase = readSync(file, header, 0, 64, 0) === 64 && header.toString('latin1').startsWith(SQLITE_HEADER)
    return isDatabase ? header.readUInt32BE(60) : 0
  } catch {
    // A folder opens, but cannot be read.
    return 0
  } finally {
    closeSync(file)
  }
}

function newer(path: string, found: number, newest: number): StudioError {
  return new StudioError(
    'library/newer',
    `The library ${path} was made by a newer Flythrough Studio (its format is ${found}, this program knows ${newest}). ` +
      'It was not touched. Update Flythrough Studio, or choose another library (--library DIR).',
    { details: { found, newest } },
  )
}

function older(path: string): StudioError {
  return new StudioError(
    'library/older',
    `The library ${path} has an older format, and is only looked at here. ` +
      'Open it once where it can be written to (make, render, the window): that brings it up to date.',
  )
}

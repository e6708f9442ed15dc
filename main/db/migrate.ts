import { closeSync, openSync, readSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { syncFile, syncFolder } from './sync.ts'
import { initial } from './migrations/0010-initial.ts'
import { takeDurations } from './migrations/0020-take-durations.ts'
import type { Connection, ReadableDb } from './open.ts'
import { StudioError } from '#model/errors.ts'

/** One step forward. Versions grow by ten, which leaves room for a step between two released ones. */
export type Migration = { readonly version: number; readonly sql: string }

export const MIGRATIONS: readonly Migration[] = [initial, takeDurations]

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

function versionOf(db: ReadableDb): number {
  return db.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0
}

/** SQLite keeps the version at byte 60 of the file, big-endian. 0 for a file that is missing or too short. */
function versionInHeader(path: string): number {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return 0
  }
  try {
    const version = Buffer.alloc(4)
    return readSync(file, version, 0, 4, 60) === 4 ? version.readUInt32BE() : 0
  } finally {
    closeSync(file)
  }
}

function backUp(connection: Connection, backupsDir: string): void {
  const name = `library-v${versionOf(connection)}-${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${process.pid}.db`
  const unfinished = join(backupsDir, `${name}.part`)
  connection.run('VACUUM INTO ?', [unfinished])
  syncFile(unfinished)
  renameSync(unfinished, join(backupsDir, name))
  syncFolder(backupsDir)
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
    `The library ${path} has an older format, and cannot be brought up to date where it can only be read. ` +
      'Open it once where it can be written to.',
  )
}

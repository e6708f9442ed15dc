import { closeSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection, ReadableDb } from './open.ts'
import { syncFile, syncFolder } from './sync.ts'

const DAILY_BACKUPS_KEPT = 5

/** The format's version, as the file says it. */
export function versionOf(db: ReadableDb): number {
  return db.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0
}

/** What `PRAGMA application_id` says of a backup, also once it stands in the library's place: 'copy' as bytes. */
export const BACKUP_MARK = 0x636f7079
/** Where SQLite keeps that in the file, big-endian. */
const MARK_OFFSET = 68

function markAsBackup(path: string): void {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(BACKUP_MARK)
  const file = openSync(path, 'r+')
  try {
    writeSync(file, bytes, 0, bytes.length, MARK_OFFSET)
  } finally {
    closeSync(file)
  }
}

/** Copies the database into `backupsDir`, whole and on the disk when this returns. */
export function backUp(connection: Connection, backupsDir: string): void {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const name = `${stem(connection)}${stamp}-${process.pid}.db`
  const unfinished = join(backupsDir, `${name}.part`)
  try {
    connection.run('VACUUM INTO ?', [unfinished])
    markAsBackup(unfinished)
    syncFile(unfinished)
    renameSync(unfinished, join(backupsDir, name))
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
  syncFolder(backupsDir)
}

/**
 * Copies the database once a day, and keeps the newest copies of its version; those made before a migration stay. A
 * library that knows no media yet has nothing worth keeping. For the holder of the lease, whose part files nobody else writes.
 */
export function backUpDaily(connection: Connection, backupsDir: string): void {
  const today = new Date().toISOString().slice(0, 10)
  const names = readdirSync(backupsDir).filter(name => name.startsWith(stem(connection)))
  if (names.some(name => name.startsWith(stem(connection) + today) && name.endsWith('.db'))) return
  if (!connection.get('SELECT 1 FROM media LIMIT 1')) return
  backUp(connection, backupsDir)
  const whole = names.filter(name => name.endsWith('.db')).toSorted()
  const unfinished = names.filter(name => name.endsWith('.part'))
  for (const name of [...whole.slice(0, Math.max(0, whole.length - DAILY_BACKUPS_KEPT + 1)), ...unfinished]) {
    rmSync(join(backupsDir, name), { force: true })
  }
}

/** How the names of all backups of this version begin; what follows sorts by time. */
function stem(db: ReadableDb): string {
  return `library-v${versionOf(db)}-`
}

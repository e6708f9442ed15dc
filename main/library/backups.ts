import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { BACKUP_MARK } from '#main/db/backup.ts'
import type { Connection } from '#main/db/open.ts'
import { syncFile, syncFolder } from '#main/db/sync.ts'
import { StudioError } from '#model/errors.ts'

export type Backup = { readonly name: string; readonly madeAtMs: number; readonly sizeBytes: number }

/** The copies of the library's database, newest first; none where there is no folder of them. */
export function listBackups(libraryDir: string): Backup[] {
  const dir = join(libraryDir, 'backups')
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .filter(name => name.startsWith('library-') && name.endsWith('.db'))
    .map(name => ({ name, facts: statSync(join(dir, name)) }))
    .map(({ name, facts }) => ({ name, madeAtMs: Math.round(facts.mtimeMs), sizeBytes: facts.size }))
    .toSorted((a, b) => b.madeAtMs - a.madeAtMs)
}

/**
 * Puts a backup in the database's place. What was there, its log included, stays beside it under a name that says when. For
 * a library that nobody has open.
 * @throws StudioError library/no-backup
 */
export function putBack(libraryDir: string, name: string, nowMs: number): void {
  const from = join(libraryDir, 'backups', name)
  if (basename(name) !== name || !listBackups(libraryDir).some(backup => backup.name === name)) {
    throw new StudioError('library/no-backup', `There is no backup ${name} in ${join(libraryDir, 'backups')}.`)
  }
  const database = join(libraryDir, 'library.db')
  const copy = `${database}.part`
  try {
    copyFileSync(from, copy)
    syncFile(copy)
  } catch (error) {
    rmSync(copy, { force: true })
    throw error
  }
  const stamp = new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-')
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(database + suffix)) renameSync(database + suffix, `${database}-put-aside-${stamp}${suffix}`)
  }
  renameSync(copy, database)
  syncFolder(libraryDir)
}

const MAY_BE_SENT =
  'The library is a backup that was put back, and whether this was sent after the backup was made nobody knows. Look at the service before you send it.'

/**
 * Where the database is a backup that was put back, by this program or by hand: what waited then and costs something may have been sent
 * since. Only a person sends it (SPEC Q21).
 */
export function holdWhatMayBeSent(db: Connection): void {
  if (db.isReadOnly || !isBackup(db)) return
  db.transaction(() => {
    if (!isBackup(db)) return
    const sql = `UPDATE request SET state = 'uncertain', failure_kind = 'put-back', failure_message = ?, retry_at_ms = NULL
      WHERE state = 'queued' AND (estimate_micro_usd IS NULL OR estimate_micro_usd > 0)`
    db.run(sql, [MAY_BE_SENT])
    db.script('PRAGMA application_id = 0')
  })
}

function isBackup(db: Connection): boolean {
  return db.get<{ application_id: number }>('PRAGMA application_id')?.application_id === BACKUP_MARK
}

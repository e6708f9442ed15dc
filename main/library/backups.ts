import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
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

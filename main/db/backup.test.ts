import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { backUp, backUpDaily, versionOf } from './backup.ts'
import { migrate } from './migrate.ts'
import { type Connection, openDatabase } from './open.ts'

function someDatabase(): { db: Connection; backups: string } {
  const folder = temporaryFolder()
  const backups = temporaryFolder()
  const db = openDatabase(join(folder, 'library.db'))
  onTestFinished(() => db.close())
  migrate(db, backups)
  return { db, backups }
}

const takeIn = (db: Connection, id: string): unknown =>
  db.run(`INSERT INTO media VALUES (?, 'song', 'song.mp3', 1, 'x', NULL, NULL, 1)`, [id])

test('a library with media in it is copied once a day', () => {
  const { db, backups } = someDatabase()
  backUpDaily(db, backups)
  expect(readdirSync(backups)).toEqual([])
  takeIn(db, 'a')
  backUpDaily(db, backups)
  takeIn(db, 'b')
  backUpDaily(db, backups)
  const [name, ...others] = readdirSync(backups)
  expect(others).toEqual([])
  const copy = openDatabase(join(backups, name ?? ''), { readOnly: true })
  onTestFinished(() => copy.close())
  expect(copy.all('SELECT id FROM media')).toEqual([{ id: 'a' }])
})

test('the newest five copies stay, and those from before a migration; half ones go', () => {
  const { db, backups } = someDatabase()
  takeIn(db, 'a')
  const stem = `library-v${versionOf(db)}-`
  const old = [1, 2, 3, 4, 5, 6].map(day => `${stem}2024-05-0${day}T08-00-00-000Z-7.db`)
  const kept = ['library-v5-2023-01-01T08-00-00-000Z-7.db', 'notes.txt']
  for (const name of [...old, ...kept, `${stem}2024-05-06T09-00-00-000Z-7.db.part`]) {
    writeFileSync(join(backups, name), '')
  }
  backUpDaily(db, backups)
  const names = readdirSync(backups)
  const today = `${stem}${new Date().toISOString().slice(0, 10)}`
  expect(names.filter(name => !name.startsWith(today)).toSorted()).toEqual([...old.slice(2), ...kept].toSorted())
  expect(names).toHaveLength(old.length - 2 + kept.length + 1)
})

test('a copy that cannot be made leaves nothing half', () => {
  const { db, backups } = someDatabase()
  expect(() => backUp(db, join(backups, 'nowhere'))).toThrow('cannot be opened')
  expect(readdirSync(backups)).toEqual([])
})

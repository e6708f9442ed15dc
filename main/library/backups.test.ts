import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backUp } from '#main/db/backup.ts'
import { listBackups, putBack } from './backups.ts'
import { ask, decide, requestById } from '#main/outbox/store.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { openLibrary, type Library } from './library.ts'
import { someProject, temporaryFolder } from './testing/temporary-library.ts'

/** A library whose backup knows one project and whose database two. */
function backedUp(): { dir: string; backup: string } {
  const dir = temporaryFolder()
  const library = openLibrary(dir, { log: () => {} })
  someProject(library, 'Before')
  backUp(library.db, library.backupsDir)
  someProject(library, 'After')
  library.close()
  return { dir, backup: listBackups(dir)[0]!.name }
}

function titles(dir: string): string[] {
  const library = openLibrary(dir, { log: () => {} })
  const found = library.projects.list().map(({ title }) => title)
  library.close()
  return found.toSorted()
}

test('a backup takes the place of the database, which stays beside it', () => {
  const { dir, backup } = backedUp()
  writeFileSync(join(dir, 'library.db'), 'not a database at all')
  putBack(dir, backup, Date.UTC(2026, 10, 27))
  expect(titles(dir)).toEqual(['Before'])
  const aside = readdirSync(dir).filter(name => name.includes('put-aside'))
  expect(aside).toEqual(['library.db-put-aside-2026-11-27T00-00-00-000Z'])
  expect(readFileSync(join(dir, aside[0]!), 'utf8')).toBe('not a database at all')
})

test('backups are listed newest first, and nothing else is one', () => {
  const { dir, backup } = backedUp()
  const older = join(dir, 'backups', 'library-v20-old.db')
  writeFileSync(older, 'x')
  utimesSync(older, 1, 1)
  writeFileSync(join(dir, 'backups', 'library-v30-half.db.part'), 'x')
  expect(listBackups(dir).map(({ name }) => name)).toEqual([backup, 'library-v20-old.db'])
  rmSync(join(dir, 'backups'), { recursive: true })
  expect(listBackups(dir)).toEqual([])
})

test('only what is a backup is put back', () => {
  const { dir } = backedUp()
  for (const name of ['../library.db', 'none.db', 'library-v30-../../library.db']) {
    expect(() => putBack(dir, name, 0)).toThrow(expect.objectContaining({ code: 'library/no-backup' }))
  }
  expect(titles(dir)).toEqual(['After', 'Before'])
})

test('Q21 in a backup that was put back, what waited and costs something is sent by a person alone', () => {
  const dir = temporaryFolder()
  const library = openLibrary(dir, { log: () => {} })
  const projectId = someProject(library)
  const asked = [0, 400_000, null].map(estimateMicroUsd =>
    ask(library.db, { projectId, shotId: null, number: 1, estimateMicroUsd, spec: someSpec() }),
  )
  backUp(library.db, library.backupsDir)
  const states = (of: Library): unknown[] => asked.map(({ id }) => requestById(of.db, id)!.state)
  expect(states(library)).toEqual(['queued', 'queued', 'queued'])
  library.close()
  putBack(dir, listBackups(dir)[0]!.name, 1)

  const restored = openLibrary(dir, { log: () => {} })
  expect(states(restored)).toEqual(['queued', 'uncertain', 'uncertain'])
  expect(requestById(restored.db, asked[1]!.id)?.failure?.message).toContain('put back')
  // Decided once, it is no backup any more.
  decide(restored.db, asked[1]!.id, 'again')
  restored.close()
  const reopened = openLibrary(dir, { log: () => {} })
  expect(states(reopened)).toEqual(['queued', 'queued', 'uncertain'])
  reopened.close()
})

import { expect, test } from 'vitest'
import type { Connection } from '#main/db/open.ts'
import { followChanges } from './changes.ts'
import { openLibrary } from './library.ts'
import { someProject, temporaryLibrary } from './testing/temporary-library.ts'

test('our own changes are heard at once, until we stop listening', () => {
  const library = temporaryLibrary()
  const onChange = followChanges(library.db)
  const heard: string[] = []
  const stopFirst = onChange(() => heard.push('first'))
  const stopSecond = onChange(() => heard.push('second'))
  someProject(library, 'One')
  expect(heard).toEqual(['first', 'second'])
  stopFirst()
  someProject(library, 'Two')
  expect(heard).toEqual(['first', 'second', 'second'])
  stopSecond()
  someProject(library, 'Three')
  expect(heard).toHaveLength(3)
})

test('the changes of another connection are heard too, by someone who listens anew as well', async () => {
  const library = temporaryLibrary()
  const onChange = followChanges(library.db)
  const other = openLibrary(library.dir, { log: () => {} })
  onChange(() => {})()
  const heard = new Promise<void>(resolve => onChange(resolve))
  someProject(other, 'Theirs')
  await heard
  expect(library.projects.list().map(({ title }) => title)).toEqual(['Theirs'])
  other.close()
})

test('a look that fails is made up for by the next one', async () => {
  const library = temporaryLibrary()
  const other = openLibrary(library.dir, { log: () => {} })
  let looks = 0
  const db: Connection = {
    ...library.db,
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as in ReadableDb
    get<Row>(sql: string): Row | undefined {
      looks += 1
      if (looks === 2) throw new Error('busy')
      return library.db.get<Row>(sql)
    },
  }
  const heard = new Promise<void>(resolve => followChanges(db)(resolve))
  someProject(other, 'Theirs')
  await heard
  expect(looks).toBeGreaterThan(2)
  other.close()
})

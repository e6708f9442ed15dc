import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '#main/db/open.ts'
import { defaultLibraryDir } from './default-place.ts'
import { openLibrary } from './library.ts'
import { someProject, temporaryFolder, temporaryLibrary, withoutWriting } from './testing/temporary-library.ts'

const log = (): void => {}

test('a new library has its folders, and keeps what is written', () => {
  const dir = join(temporaryFolder(), 'new', 'library')
  const library = openLibrary(dir, { log })
  someProject(library, 'Kept')
  library.close()
  expect(readdirSync(dir).toSorted()).toEqual(['backups', 'cache', 'library.db', 'media', 'work'])
  expect(temporaryLibrary(dir).projects.byTitle('Kept')).toMatchObject({ width: 1920 })
})

test("each process's work folder is its own, and goes with it", () => {
  const library = temporaryLibrary()
  expect(readdirSync(library.workRoot)).toEqual([])
  const { workDir } = library
  expect(readdirSync(library.workRoot)).toEqual([basename(workDir)])
  expect(library.workDir).toBe(workDir)
  library.close()
  expect(existsSync(workDir)).toBe(false)
})

test('several processes may open a new library at the same moment', async () => {
  const dir = temporaryFolder()
  const code = `
    import { openLibrary } from '#main/library/library.ts'
    const library = openLibrary(process.argv[1], { log: console.error })
    const rate = { numerator: 24, denominator: 1 }
    library.projects.create({ title: process.argv[2], songId: null, seed: 1, rate, width: 640, height: 360 })
    library.close()`
  const children = ['a', 'b', 'c', 'd'].map(title =>
    spawn(process.execPath, ['--input-type=module', '--eval', code, '--', dir, title], { stdio: 'inherit' }),
  )
  const codes = await Promise.all(children.map(async child => (await once(child, 'exit'))[0] as number))
  expect(codes).toEqual([0, 0, 0, 0])
  const titles = temporaryLibrary(dir)
    .projects.list()
    .map(({ title }) => title)
  expect(titles.toSorted()).toEqual(['a', 'b', 'c', 'd'])
})

test('a library that cannot be written to is looked at', () => {
  const dir = temporaryFolder()
  const writer = openLibrary(dir, { log })
  someProject(writer, 'Seen')
  writer.close()
  withoutWriting(dir, () => {
    const library = openLibrary(dir, { log })
    expect(library.isReadOnly).toBe(true)
    expect(library.projects.list()).toHaveLength(1)
    expect(() => someProject(library)).toThrow(expect.objectContaining({ code: 'library/read-only' }))
    expect(() => library.workDir).toThrow(expect.objectContaining({ code: 'library/read-only' }))
    library.close()
  })
})

test('reading only makes nothing', () => {
  const dir = temporaryFolder()
  const open = (): unknown => openLibrary(dir, { log, readOnly: true })
  expect(open).toThrow(expect.objectContaining({ code: 'library/missing' }))
  expect(readdirSync(dir)).toEqual([])
})

test('a newer library is refused without a change', () => {
  const dir = temporaryFolder()
  const db = openDatabase(join(dir, 'library.db'))
  db.script('PRAGMA user_version = 990')
  db.close()
  const before = readFileSync(db.path)
  expect(() => openLibrary(dir, { log })).toThrow(expect.objectContaining({ code: 'library/newer' }))
  expect(readdirSync(dir)).toEqual(['library.db'])
  expect(readFileSync(db.path).equals(before)).toBe(true)
})

test('a library cannot be made inside a file', () => {
  const open = (): unknown => openLibrary(join(import.meta.filename, 'library'), { log })
  expect(open).toThrow(expect.objectContaining({ code: 'library/cannot-make' }))
})

test('the default place carries our name alone', () => {
  expect(defaultLibraryDir()).toMatch(/Flythrough Studio/)
})

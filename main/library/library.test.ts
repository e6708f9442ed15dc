import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
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
  expect(readdirSync(dir).toSorted()).toEqual(['backups', 'cache', 'incoming', 'library.db', 'media', 'trash', 'work'])
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
    expect(library.db.isReadOnly).toBe(true)
    expect(library.projects.list()).toHaveLength(1)
    expect(() => someProject(library)).toThrow(expect.objectContaining({ code: 'library/read-only' }))
    expect(() => library.workDir).toThrow(expect.objectContaining({ code: 'library/read-only' }))
    library.close()
  })
})

test.each([{ readOnly: true }, { mustExist: true }])('where there is none, nothing is made with %j', options => {
  const dir = temporaryFolder()
  const open = (): unknown => openLibrary(dir, { log, ...options })
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

test('no library is made where you may not write', () => {
  const dir = temporaryFolder()
  withoutWriting(dir, () => {
    for (const place of [dir, join(dir, 'library')]) {
      expect(() => openLibrary(place, { log })).toThrow(expect.objectContaining({ code: 'library/cannot-make' }))
    }
  })
  expect(readdirSync(dir)).toEqual([])
})

test('what is no database in its place is told as damaged, and left as it is', () => {
  const dir = temporaryFolder()
  const path = join(dir, 'library.db')
  for (const contents of ['this is a shopping list, not a library\n'.repeat(100), Buffer.alloc(8192, 0xab)]) {
    writeFileSync(path, contents)
    expect(() => openLibrary(dir, { log })).toThrow(expect.objectContaining({ code: 'library/damaged' }))
    expect(readFileSync(path).equals(Buffer.from(contents))).toBe(true)
  }
})

test("no library is made among files that are somebody else's, nor anew beside the media of a lost one", () => {
  const dir = temporaryFolder()
  mkdirSync(join(dir, 'media'))
  writeFileSync(join(dir, 'media', '.DS_Store'), '')
  mkdirSync(join(dir, 'cache'))
  writeFileSync(join(dir, 'cache', 'of another program'), '')
  openLibrary(dir, { log }).close()
  rmSync(join(dir, 'library.db'))
  writeFileSync(join(dir, 'media', 'song.wav'), 'music')
  expect(() => openLibrary(dir, { log })).toThrow(expect.objectContaining({ code: 'library/not-empty' }))
  expect(existsSync(join(dir, 'library.db'))).toBe(false)
})

test('the default place carries our name alone', () => {
  expect(defaultLibraryDir()).toMatch(/Flythrough Studio/)
})

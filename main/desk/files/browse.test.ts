import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { asNobody, temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { browseFolder } from './browse.ts'
import { knownPlaces, likelyPlace } from './places.ts'

function someFolder(): string {
  const folder = temporaryFolder()
  for (const name of ['take 10.mp4', 'take 9.MOV', 'song.wav', 'notes.txt', '.hidden.mp4', '._take 9.MOV']) {
    writeFileSync(join(folder, name), 'x'.repeat(name.length))
  }
  mkdirSync(join(folder, 'b clips'))
  mkdirSync(join(folder, 'A clips'))
  mkdirSync(join(folder, '.cache'))
  symlinkSync(join(folder, 'song.wav'), join(folder, 'linked.mp4'))
  symlinkSync(join(folder, 'gone.mp4'), join(folder, 'dangling.mp4'))
  return folder
}

const names = (entries: readonly { name: string }[]): string[] => entries.map(({ name }) => name)

test('a folder shows its folders, and the files that may be what is looked for, as people sort them', async () => {
  const folder = someFolder()
  const listing = await browseFolder({ path: folder, kind: 'clips' })
  expect(names(listing.folders)).toEqual(['A clips', 'b clips'])
  expect(names(listing.files)).toEqual(['linked.mp4', 'take 9.MOV', 'take 10.mp4'])
  expect(listing.files.at(-1)).toMatchObject({ path: join(folder, 'take 10.mp4'), sizeBytes: 11 })
  expect(listing).toMatchObject({ path: folder, parent: dirname(folder), isCutOff: false })
  expect(names((await browseFolder({ path: folder, kind: null })).files)).toEqual([])
})

test('the top has nothing above it, and a way written with dots is told straight', async () => {
  expect((await browseFolder({ path: '/', kind: null })).parent).toBeNull()
  const folder = someFolder()
  expect((await browseFolder({ path: join(folder, 'A clips/../b clips'), kind: null })).path).toBe(
    join(folder, 'b clips'),
  )
})

test('a folder that is gone, is a file, is half a path or another person’s cannot be opened', async () => {
  const folder = someFolder()
  mkdirSync(join(folder, 'secret'))
  chmodSync(join(folder, 'secret'), 0o700)
  for (const path of ['/there/is/none', join(folder, 'song.wav'), 'A clips', join(folder, 'secret')]) {
    const opened = asNobody(() => browseFolder({ path, kind: null }))
    await expect(opened, path).rejects.toMatchObject({ code: 'files/unreadable' })
  }
})

test('thousands of files are cut off, and that is said', async () => {
  const folder = temporaryFolder()
  for (let at = 0; at < 2_001; at++) writeFileSync(join(folder, `${at}.mp4`), '')
  const { files, isCutOff } = await browseFolder({ path: folder, kind: 'clips' })
  expect(isCutOff).toBe(true)
  expect(files.length).toBe(2_000)
})

test('places are those that are there, in the names this desktop gives them', () => {
  const home = temporaryFolder()
  for (const name of ['.config', 'Musik', 'Downloads']) mkdirSync(join(home, name))
  writeFileSync(join(home, '.config/user-dirs.dirs'), '# made by the desktop\nXDG_MUSIC_DIR="$HOME/Musik"\n')
  const paths = knownPlaces(home).map(({ path }) => path)
  expect(paths).toContain(home)
  expect(paths).toContain(join(home, 'Downloads'))
  expect(paths).not.toContain(join(home, 'Videos'))
  const music = process.platform === 'linux' ? 'Musik' : 'Downloads'
  expect(likelyPlace('song', home)).toBe(join(home, music))
  expect(likelyPlace('clips', home)).toBe(join(home, 'Downloads'))
  expect(likelyPlace(null, home)).toBe(home)
})

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ticksFromSeconds } from '#model/time.ts'
import { clearLeftovers } from './leftovers.ts'
import { openLibrary } from './library.ts'
import { isWhole } from './media-store.ts'
import { asNobody, temporaryFolder, temporaryLibrary } from './testing/temporary-library.ts'

const FACTS = {
  width: 640,
  height: 360,
  rate: { numerator: 24, denominator: 1 },
  frameCount: 96,
  durationTicks: ticksFromSeconds(4),
}

function fileOf(contents: string, name = 'song.mp3'): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, contents)
  return path
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => entry.name)

test('an import copies the file under its hash, with a readable name', async () => {
  const { dir, media } = temporaryLibrary()
  const path = fileOf('music', 'My: Song.MP3')
  const id = await media.importFile(path, 'song')
  expect(id).toBe(createHash('sha256').update('music').digest('hex'))
  expect(media.pathOf(id)).toBe(join(dir, 'media', id.slice(0, 2), `${id}-My Song.mp3`))
  expect(readFileSync(media.pathOf(id), 'utf8')).toBe('music')
  rmSync(path)
  expect(existsSync(media.pathOf(id))).toBe(true)
  expect(media.byId(id)).toMatchObject({ kind: 'song', fileName: 'My: Song.MP3', sizeBytes: 5, isLinked: false })
})

test('the same bytes are stored once, whatever they are called', async () => {
  const { dir, media } = temporaryLibrary()
  const first = await media.importFile(fileOf('music', 'one.mp3'), 'song')
  const second = await media.importFile(fileOf('music', 'two.wav'), 'take', { facts: FACTS })
  expect(second).toBe(first)
  expect(filesBelow(join(dir, 'media'))).toEqual([`${first}-one.mp3`])
  expect(filesBelow(join(dir, 'work'))).toEqual([])
  expect(media.byId(first)?.facts).toEqual(FACTS)
})

test('the copy is our own: what is later written into the original does not reach it', async () => {
  const { media } = temporaryLibrary()
  const path = fileOf('music')
  chmodSync(path, 0o444)
  const id = await media.importFile(path, 'song')
  chmodSync(path, 0o644)
  writeFileSync(path, 'noise')
  expect(readFileSync(media.pathOf(id), 'utf8')).toBe('music')
})

test('a linked file stays where it is, is missed, and is relinked by its contents only', async () => {
  const { dir, media } = temporaryLibrary()
  const path = fileOf('music')
  const id = await media.importFile(path, 'song', { link: true })
  expect(media.pathOf(id)).toBe(path)
  expect(filesBelow(join(dir, 'media'))).toEqual([])

  rmSync(path)
  expect(() => media.pathOf(id)).toThrow(expect.objectContaining({ code: 'media/missing' }))
  await expect(media.relink(id, fileOf('noise'))).rejects.toMatchObject({ code: 'media/different' })
  const moved = fileOf('music', 'moved.mp3')
  await media.relink(id, moved)
  expect(media.pathOf(id)).toBe(moved)
})

test('a linked file is taken in when it is imported without a link, and a lost copy is made again', async () => {
  const { media } = temporaryLibrary()
  const path = fileOf('music')
  const id = await media.importFile(path, 'song', { link: true })
  await media.importFile(path, 'song')
  expect(media.byId(id)?.isLinked).toBe(false)
  rmSync(media.pathOf(id))
  await media.importFile(path, 'song')
  expect(readFileSync(media.pathOf(id), 'utf8')).toBe('music')
})

test('a finished work file is moved into place, its row written with those of the caller', async () => {
  const { db, dir, media, workDir } = temporaryLibrary()
  const path = join(workDir, 'drawn.mp4')
  writeFileSync(path, 'picture')
  const staged = await media.stageWorkFile(path, 'take', { fileName: 'shot 1.mp4', facts: FACTS })
  expect(() =>
    db.transaction(() => {
      media.settle(staged)
      throw new Error('the rest failed')
    }),
  ).toThrow('the rest failed')
  expect(media.byId(staged.id)).toBeUndefined()

  writeFileSync(path, 'picture')
  const id = media.settle(await media.stageWorkFile(path, 'take', { fileName: 'shot 1.mp4', facts: FACTS }))
  expect(existsSync(path)).toBe(false)
  expect(filesBelow(join(dir, 'media'))).toEqual([`${id}-shot 1.mp4`])
  expect(media.byId(id)).toMatchObject({ kind: 'take', facts: FACTS })
})

test('the check tells what is missing, changed and unaccounted for', async () => {
  const { media } = temporaryLibrary()
  const gone = await media.importFile(fileOf('gone'), 'song')
  const cut = await media.importFile(fileOf('cut short'), 'song')
  const path = fileOf('linked')
  const edited = await media.importFile(path, 'song', { link: true })
  await media.importFile(fileOf('fine'), 'song')
  rmSync(media.pathOf(gone))
  truncateSync(media.pathOf(cut), 3)
  writeFileSync(path, 'edited')

  const check = await media.check()
  expect(check).toMatchObject({ storedCount: 3, storedBytes: 17, linkedCount: 1, linkedBytes: 6 })
  expect(check.missing.map(({ id }) => id)).toEqual([gone])
  expect(check.changed.map(({ id }) => id).toSorted()).toEqual([cut, edited].toSorted())
  expect([check.unreadable, check.orphans]).toEqual([[], []])
  expect(() => media.pathOf(cut)).toThrow(expect.objectContaining({ code: 'media/changed' }))
})

test('a whole file that no row names is moved into the trash; what is not named as ours stays', async () => {
  const { db, dir, media, trashDir } = temporaryLibrary()
  const id = await media.importFile(fileOf('take', 'take.mp4'), 'take')
  const path = media.pathOf(id)
  // As after an older database was put back.
  db.run('DELETE FROM media')
  const strangers = ['song.wav', join('00', 'stray.mp4'), join(id.slice(0, 2), 'notes.txt'), `${id}-take.mp4`]
  mkdirSync(join(dir, 'media', '00'))
  for (const name of strangers) writeFileSync(join(dir, 'media', name), "somebody's own")

  expect((await media.check()).orphans).toEqual([{ path, sizeBytes: 4 }])
  expect(media.trashOrphans()).toEqual([path])
  expect(readdirSync(trashDir)).toEqual([basename(path)])
  expect(readFileSync(join(trashDir, basename(path)), 'utf8')).toBe('take')
  expect(strangers.filter(name => !existsSync(join(dir, 'media', name)))).toEqual([])
  expect(media.trashOrphans()).toEqual([])
})

test('the check goes on where a file may not be looked at, and where the media folder is gone', async () => {
  const { dir, media } = temporaryLibrary()
  const path = fileOf('linked')
  const id = await media.importFile(path, 'take', { link: true })
  chmodSync(dirname(path), 0o000)
  onTestFinished(() => chmodSync(dirname(path), 0o755))
  rmSync(join(dir, 'media'), { recursive: true })
  await asNobody(async () => {
    const { unreadable, missing, orphans } = await media.check()
    expect([unreadable.map(found => found.id), missing, orphans]).toEqual([[id], [], []])
    expect(() => media.pathOf(id)).toThrow(expect.objectContaining({ code: 'media/unreadable' }))
    expect(isWhole(media.byId(id)!)).toBe(false)
  })
})

test('a damaged copy is mended by importing the original again', async () => {
  const { media } = temporaryLibrary()
  const path = fileOf('music')
  const id = await media.importFile(path, 'song')
  truncateSync(media.pathOf(id), 2)
  expect(() => media.pathOf(id)).toThrow(expect.objectContaining({ code: 'media/changed' }))
  await media.importFile(path, 'song')
  expect(readFileSync(media.pathOf(id), 'utf8')).toBe('music')
})

test("a folder of the library's that may not be written to is not told as the original's fault", async () => {
  const { dir, media, workDir } = temporaryLibrary()
  const path = fileOf('music')
  for (const folder of [dir, dirname(path)]) chmodSync(folder, 0o755)
  const staged = await media.stageFile(path, 'song')
  for (const folder of [join(dir, 'media'), workDir]) chmodSync(folder, 0o555)
  onTestFinished(() => [join(dir, 'media'), workDir].forEach(folder => chmodSync(folder, 0o755)))
  const readOnly = { code: 'library/read-only', message: expect.stringContaining(dir) as string }
  await asNobody(async () => {
    await expect(media.stageFile(path, 'song')).rejects.toMatchObject(readOnly)
    expect(() => media.settle(staged)).toThrow(expect.objectContaining(readOnly))
  })
})

test.each([
  ['nothing', (folder: string) => join(folder, 'none.mp3'), /there is no such file/],
  ['a folder', (folder: string) => folder, /it is a folder/],
  ['a device', () => '/dev/null', /not an ordinary file/],
])('%s cannot be imported, and leaves nothing behind', async (_what, place, message) => {
  const { dir, media } = temporaryLibrary()
  const attempt = media.importFile(place(temporaryFolder()), 'song')
  await expect(attempt).rejects.toMatchObject({ code: 'media/unreadable', message: expect.stringMatching(message) })
  expect(filesBelow(join(dir, 'work'))).toEqual([])
})

test.each([
  '-rf.mp3',
  "it's 100% “true”.mp3",
  'new\nline.mp3',
  String.raw`back\slash:colon.mp3`,
  '🎬 映画.mp3',
  `${'x'.repeat(200)}.mp3`,
])('a file named %j is imported', async name => {
  const { media } = temporaryLibrary()
  const id = await media.importFile(fileOf('music', name), 'song')
  expect(readFileSync(media.pathOf(id), 'utf8')).toBe('music')
})

const IMPORT_CODE = `
  import { openLibrary } from '#main/library/library.ts'
  const [dir, path, stop] = process.argv.slice(1)
  const library = openLibrary(dir, { log: console.error })
  if (stop === 'settled') {
    const staged = await library.media.stageFile(path, 'take')
    library.db.transaction(() => {
      library.media.settle(staged)
      process.kill(process.pid, 'SIGKILL')
    })
  }
  try {
    await library.media.importFile(path, 'take')
    console.log('done')
  } catch (error) {
    console.log(error.code)
  }
  library.close()
`

const importArgs = (...args: string[]): string[] => ['--input-type=module', '--eval', IMPORT_CODE, '--', ...args]

function importing(dir: string, path: string, stop: string): ChildProcess {
  return spawn(process.execPath, importArgs(dir, path, stop), { stdio: 'inherit' })
}

async function expectNothingWrongAfter(dir: string, path: string): Promise<void> {
  const library = temporaryLibrary(dir)
  await clearLeftovers(library)
  expect(filesBelow(join(dir, 'work'))).toEqual([])
  const id = await library.media.importFile(path, 'take')
  expect(statSync(library.media.pathOf(id)).size).toBe(statSync(path).size)
  const check = await library.media.check()
  expect([check.missing, check.changed, check.orphans]).toEqual([[], [], []])
}

test('kill -9 in the middle of the copy leaves nothing wrong', async () => {
  const dir = temporaryFolder()
  const path = join(temporaryFolder(), 'large.mp4')
  writeFileSync(path, Buffer.alloc(64 * 1024 * 1024, 'picture'))
  const child = importing(dir, path, 'never')
  const ended = once(child, 'exit')
  const copies = (): string[] => (existsSync(join(dir, 'work')) ? filesBelow(join(dir, 'work')) : [])
  await expect.poll(copies, { interval: 1, timeout: 10_000 }).toHaveLength(1)
  child.kill('SIGKILL')
  await ended
  await expectNothingWrongAfter(dir, path)
})

test('kill -9 between the move of the file and the commit of its row leaves nothing wrong', async () => {
  const dir = temporaryFolder()
  const path = fileOf('picture', 'take.mp4')
  await once(importing(dir, path, 'settled'), 'exit')
  expect(filesBelow(join(dir, 'media'))).toHaveLength(1)
  await expectNothingWrongAfter(dir, path)
})

test('a full disk is told, and leaves nothing behind', () => {
  const path = join(temporaryFolder(), 'large.mp4')
  writeFileSync(path, Buffer.alloc(4 * 1024 * 1024, 'picture'))
  const disk = smallDisk()
  const run = [process.execPath, ...importArgs(disk.folder, path, 'never')]
  const said = execFileSync('sh', ['-c', `${disk.limit} exec "$@"`, 'sh', ...run], { encoding: 'utf8' })
  expect(said).toBe('library/disk-full\n')
  expect(filesBelow(join(disk.folder, 'work'))).toEqual([])
  expect(filesBelow(join(disk.folder, 'media'))).toEqual([])
  const library = openLibrary(disk.folder, { log: () => {} })
  expect(library.db.all('SELECT id FROM media')).toEqual([])
  library.close()
})

/** A disk of two megabytes where we may mount one; else a folder with a limit on every file written. */
function smallDisk(): { folder: string; limit: string } {
  const folder = temporaryFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return { folder, limit: 'ulimit -f 4096;' }
  }
  onTestFinished(() => void execFileSync('umount', [folder]))
  return { folder, limit: '' }
}

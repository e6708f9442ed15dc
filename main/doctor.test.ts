import { closeSync, mkdirSync, openSync, rmSync, truncateSync, utimesSync, writeFileSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openLibrary } from '#main/library/library.ts'
import { someProject, temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { examine, type Finding } from './doctor.ts'
import type { Host } from './host.ts'
import { keysInMemory } from '#main/testing/temporary-studio.ts'

const HOST: Host = {
  resourcesDir: fileURLToPath(new URL('../resources', import.meta.url)),
  chosenFfmpeg: null,
  packagedFfmpeg: null,
  keys: keysInMemory(),
  log: () => {},
}

const examined = (libraryDir: string, host = HOST): Promise<Finding[]> =>
  examine({ libraryDir, host, signal: new AbortController().signal })

const badOnes = (findings: readonly Finding[]): Finding[] => findings.filter(({ state }) => state === 'bad')

/** A closed library with a project, a stored song and a linked one. */
async function someLibrary(): Promise<{ dir: string; stored: string; linked: string }> {
  const dir = temporaryFolder()
  const originals = temporaryFolder()
  const [song, linked] = [join(originals, 'song.mp3'), join(originals, 'linked.mp3')]
  writeFileSync(song, 'music')
  writeFileSync(linked, 'more music')
  const library = openLibrary(dir, { log: () => {} })
  someProject(library)
  const stored = library.media.pathOf(await library.media.importFile(song, 'song'))
  await library.media.importFile(linked, 'song', { link: true })
  library.close()
  return { dir, stored, linked }
}

test('a sound machine and library: every part is named with its version, and nothing is bad', async () => {
  const { dir } = await someLibrary()
  const findings = await examined(dir)
  expect(badOnes(findings)).toEqual([])
  const named = Object.fromEntries(findings.map(({ name, found }) => [name, found]))
  expect(named).toMatchObject({
    program: expect.stringMatching(/^Flythrough Studio \d+\.\d+\.\d+, Node 2\d/) as string,
    database: expect.stringMatching(/^SQLite 3\./) as string,
    library: `projects: 1, takes: 0, in ${dir}`,
    work: 'nobody is working on the library',
    media: '1 files, 0.00 GiB; 1 linked in place',
  })
})

test('a folder without a library is no fault', async () => {
  const dir = temporaryFolder()
  for (const place of [dir, join(dir, 'not', 'made')]) {
    const findings = await examined(place)
    expect(badOnes(findings)).toEqual([])
    expect(findings.at(-1)).toMatchObject({ name: 'library', found: expect.stringContaining('none yet') as string })
  }
})

test('a library whose database is lost is one', async () => {
  const { dir } = await someLibrary()
  rmSync(join(dir, 'library.db'))
  expect(badOnes(await examined(dir))).toEqual([expect.objectContaining({ name: 'library' })])
})

test('a damaged database is told with all the rest', async () => {
  const { dir } = await someLibrary()
  writeFileSync(join(dir, 'library.db'), Buffer.alloc(3 * 4096, 0xab), { flag: 'r+' })
  const findings = await examined(dir)
  expect(badOnes(findings)).toEqual([
    expect.objectContaining({ name: 'library', found: expect.stringContaining('damaged') as string }),
  ])
  expect(findings.map(({ name }) => name)).toContain('disk')
})

test('a database that opens and is damaged inside is told, and the media are looked at all the same', async () => {
  const { dir } = await someLibrary()
  const library = openLibrary(dir, { log: () => {}, readOnly: true })
  const { page = 0 } =
    library.db.get<{ page: number }>(`SELECT rootpage AS page FROM sqlite_schema WHERE name = 'project'`) ?? {}
  library.close()
  const file = openSync(join(dir, 'library.db'), 'r+')
  writeSync(file, Buffer.alloc(4096, 0xab), 0, 4096, (page - 1) * 4096)
  closeSync(file)
  const findings = await examined(dir)
  expect(badOnes(findings).map(({ name }) => name)).toEqual(['library'])
  expect(findings.map(({ name }) => name)).toContain('media')
})

test('media that are missing, changed or may not be read are told one by one', async () => {
  const { dir, stored, linked } = await someLibrary()
  truncateSync(stored, 1)
  rmSync(linked)
  expect(badOnes(await examined(dir)).map(({ found }) => found)).toEqual([
    `missing: ${linked}`,
    `changed since it was imported: ${stored}`,
  ])
  rmSync(join(dir, 'media'), { recursive: true })
  expect(badOnes(await examined(dir)).map(({ found }) => found)).toEqual([`missing: ${stored}`, `missing: ${linked}`])
})

test('what a cut-off process left is told: its work folder, clips nobody waits for, media without a row', async () => {
  const { dir, stored } = await someLibrary()
  const work = join(dir, 'work', '00000000-1-00000000')
  mkdirSync(work)
  utimesSync(work, 0, 0)
  const clip = join(dir, 'incoming', '01890000-0000-7000-8000-000000000000.mp4')
  writeFileSync(clip, 'clip')
  const orphan = join(dirname(stored), `${basename(dirname(stored))}${'0'.repeat(62)}-take.mp4`)
  writeFileSync(orphan, 'take')
  const told = (await examined(dir)).filter(({ state }) => state === 'note').map(({ found }) => found)
  expect(told).toEqual([
    `left by a process that has ended: ${work}`,
    `a clip that nobody waits for: ${clip}`,
    `belongs to nothing: ${orphan}`,
  ])
})

test('an ffmpeg that is not there is told, and the rest is looked at', async () => {
  const findings = await examined(temporaryFolder(), { ...HOST, chosenFfmpeg: '/nowhere/ffmpeg' })
  expect(findings.find(({ name }) => name === 'ffmpeg')).toMatchObject({ state: 'bad' })
  expect(findings.at(-1)?.name).toBe('library')
})

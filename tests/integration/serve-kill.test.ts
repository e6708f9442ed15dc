import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openLibrary } from '#main/library/library.ts'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { runCli } from '../support/cli.ts'
import { filmMaterial, type FilmMaterial } from '../support/film-material.ts'
import { filesBelow, libraryFacts } from '../support/made-library.ts'
import { startServed } from '../support/served.ts'

let film: FilmMaterial
let dir: string
let projectId: string

beforeAll(async () => {
  film = await filmMaterial({ seconds: 8, shots: 4 })
  const small = ['--size', '320x180', '--out', join(film.dir, 'film.mp4')]
  const made = await runCli([
    'make',
    '--library',
    film.library,
    '--song',
    film.song,
    '--treatment',
    film.treatment,
    ...small,
  ])
  if (made.status !== 0) throw new Error(made.stderr)
})
afterAll(() => film.remove())

beforeEach(() => {
  dir = temporaryFolder()
  cpSync(film.library, dir, { recursive: true })
  projectId = inLibrary(library => library.projects.list()[0]!.id)
})

function inLibrary<Result>(look: (library: ReturnType<typeof openLibrary>) => Result): Result {
  const library = openLibrary(dir, { log: () => {} })
  try {
    return look(library)
  } finally {
    library.close()
  }
}

function mediaWithoutTake(): string[] {
  const sql =
    "SELECT file_name AS name FROM media WHERE kind = 'take' AND id NOT IN (SELECT media_id FROM take WHERE media_id IS NOT NULL)"
  return inLibrary(library => library.db.all<{ name: string }>(sql).map(({ name }) => name))
}

/** Clips that differ: a free box at the end of an mp4 is passed over by whoever reads it. */
function writeClips(folder: string, count: number): string[] {
  const take = inLibrary(library => {
    const id = library.db.get<{ id: string }>('SELECT media_id AS id FROM take WHERE media_id IS NOT NULL LIMIT 1')!.id
    return readFileSync(library.media.pathOf(id as never))
  })
  mkdirSync(folder)
  return Array.from({ length: count }, (_, at) => {
    const box = Buffer.alloc(12)
    box.writeUInt32BE(12)
    box.write('free', 4)
    box.writeUInt32BE(at, 8)
    const path = join(folder, `clip ${at}.mp4`)
    writeFileSync(path, Buffer.concat([take, box]))
    return path
  })
}

test('killed while clips are taken in: all of them are there or none, and taking them in again makes up for it', async () => {
  const clips = writeClips(join(temporaryFolder(), 'clips'), 24)
  const before = await libraryFacts(dir)
  const first = await startServed(dir, dir)
  const files = clips.map(path => ({ file: { kind: 'path' as const, path }, shotIds: [] }))
  // The call is left open: it is the kill that ends it.
  const events = await first.studio.takes.takeIn({ projectId, files })
  for (;;) {
    const next = await events.next()
    if (next.done || (next.value.kind === 'taking-in' && next.value.done >= 6)) break
  }
  await first.kill()

  const after = await libraryFacts(dir)
  expect(after.missingFiles).toEqual([])
  // Nothing names them: what was copied by then goes with the work folder of the one that was killed.
  expect(mediaWithoutTake()).toEqual([])
  const taken = after.takeCount - before.takeCount
  expect([0, clips.length]).toContain(taken)

  const second = await startServed(dir, dir)
  const refused: string[] = []
  for await (const event of await second.studio.takes.takeIn({ projectId, files })) {
    if (event.kind === 'done') refused.push(...event.refused.map(({ why }) => why))
  }
  expect(refused).toEqual([])
  expect(await second.stop()).toBe(0)
  const whole = await libraryFacts(dir)
  expect(whole).toMatchObject({ missingFiles: [], orphanFiles: [], takeCount: before.takeCount + clips.length })
  expect(mediaWithoutTake()).toEqual([])
})

test('killed in the middle of a render: the next start ends it, from the pieces that were ready', async () => {
  const first = await startServed(dir, dir)
  const [cut] = await first.studio.renders.cuts({ projectId })
  const { id } = await first.studio.renders.enqueue({ projectId, sequenceId: cut!.id, preset: 'draft', span: null })
  for await (const running of await first.studio.renders.progress()) {
    if (running.some(({ pieces }) => pieces.includes('ready'))) break
  }
  await first.kill()
  const rendered = () => filesBelow(dir).filter(path => /renders.*\.mp4$/i.test(path) && !path.startsWith('cache'))
  expect(rendered()).toEqual([])

  const second = await startServed(dir, dir)
  const stateOf = async () => (await second.studio.renders.list({ projectId })).find(row => row.id === id)?.state
  await expect.poll(stateOf, { timeout: 60_000, interval: 250 }).toBe('done')
  expect(await second.stop()).toBe(0)
  expect(rendered()).toHaveLength(1)
  expect(await libraryFacts(dir)).toMatchObject({ workFiles: [], orphanFiles: [], missingFiles: [] })
}, 120_000)

test('killed while a proxy is made: no half of it is ever shown, and the next start makes it', async () => {
  const mediaId = inLibrary(
    library => library.db.get<{ id: string }>('SELECT media_id AS id FROM take WHERE media_id IS NOT NULL LIMIT 1')!.id,
  )
  const first = await startServed(dir, dir)
  expect((await first.get(`/proxy/${mediaId}`)).status).toBe(202)
  await first.kill()
  const second = await startServed(dir, dir)
  const status = async () => (await second.get(`/proxy/${mediaId}`)).status
  await expect.poll(status, { timeout: 60_000, interval: 250 }).toBe(200)
  const proxy = Buffer.from(await (await second.get(`/proxy/${mediaId}`)).arrayBuffer())
  expect(proxy.includes('moov')).toBe(true)
  expect(await second.stop()).toBe(0)
  const made = filesBelow(join(dir, 'cache', 'proxies'))
  expect(made.filter(path => !/^[\w-]+-\d+\/[0-9a-f]{2}\/[0-9a-f]{64}\.\w+$/.test(path))).toEqual([])
  expect(readdirSync(join(dir, 'incoming'))).toEqual([])
}, 120_000)

const MANY = 12_000

/** So many takes that what is done with the project takes many transactions. */
function addManyTakes(): void {
  inLibrary(({ db }) =>
    db.run(
      `WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < ?)
       INSERT INTO take (id, project_id, number, created_at_ms) SELECT 'many ' || k, ?, k, k FROM n`,
      [MANY, projectId],
    ),
  )
}

/** What a stream ends with. */
async function resultOf<Result>(stream: AsyncIterator<unknown, Result, void>): Promise<Result> {
  for (;;) {
    const next = await stream.next()
    if (next.done) return next.value
  }
}

/** Looks again and again until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await breathe()
}

const countOf = ({ db }: ReturnType<typeof openLibrary>, from: string): number =>
  db.get<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)?.n ?? 0
/** Projects that are there, but shown to nobody. */
const unfinished = (): number => inLibrary(library => countOf(library, 'project WHERE trashed_at_ms = 0'))

test('killed while a bundle is brought in: nobody is shown half of it, and a later start removes what there is', async () => {
  addManyTakes()
  const before = await libraryFacts(dir)
  const first = await startServed(dir, dir)
  const path = join(temporaryFolder(), 'film.flythrough')
  await resultOf(await first.studio.projects.exportBundle({ projectId, path }))
  const bundle = { file: { kind: 'path' as const, path } }
  // The call is left open: it is the kill that ends it.
  await first.studio.projects.importBundle(bundle)
  const library = openLibrary(dir, { log: () => {} })
  await until(() => countOf(library, 'take') > before.takeCount)
  await first.kill()
  library.close()
  expect(unfinished()).toBe(1)
  const half = (await libraryFacts(dir)).takeCount - before.takeCount
  expect(half).toBeGreaterThan(0)
  expect(half).toBeLessThan(before.takeCount)

  const second = await startServed(dir, dir)
  expect((await second.studio.projects.list()).map(({ id }) => id)).toEqual([projectId])
  expect(await second.studio.projects.trashed()).toEqual([])
  expect(await second.stop()).toBe(0)
  // It may still be under way in another process, for a minute.
  inLibrary(({ db }) => db.run('UPDATE project SET opened_at_ms = opened_at_ms - 61000 WHERE trashed_at_ms = 0'))
  const third = await startServed(dir, dir)
  await expect.poll(unfinished, { timeout: 20_000 }).toBe(0)
  expect(await resultOf(await third.studio.projects.importBundle(bundle))).toMatchObject({ missingCount: 0 })
  expect(await third.stop()).toBe(0)
  const facts = await libraryFacts(dir)
  expect(facts).toMatchObject({ workFiles: [], orphanFiles: [], missingFiles: [], takeCount: 2 * before.takeCount })
})

test('killed while the trash is emptied: what was on its way out is not there again, and the next start ends it', async () => {
  addManyTakes()
  const first = await startServed(dir, dir)
  await first.studio.projects.trash({ projectId })
  // Nobody answers this call any more.
  void first.studio.projects.emptyTrash({ projectIds: null }).catch(() => {})
  const library = openLibrary(dir, { log: () => {} })
  const all = countOf(library, 'take')
  await until(() => countOf(library, 'take') < all)
  await first.kill()
  expect(countOf(library, 'take')).toBeGreaterThan(0)
  library.close()
  expect(unfinished()).toBe(1)

  const second = await startServed(dir, dir)
  expect(await second.studio.projects.list()).toEqual([])
  expect(await second.studio.projects.trashed()).toEqual([])
  await expect.poll(unfinished, { timeout: 20_000 }).toBe(0)
  expect(await second.stop()).toBe(0)
  expect(await libraryFacts(dir)).toMatchObject({ takeCount: 0, workFiles: [], orphanFiles: [], missingFiles: [] })
  expect(filesBelow(join(dir, 'media'))).toEqual([])
})

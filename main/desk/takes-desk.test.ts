import { copyFileSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { applyRowChanges, type RowChange } from '#main/history/rows.ts'
import { historyState, step } from '#main/history/store.ts'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { ask, decide } from '#main/outbox/store.ts'
import { FFMPEG, makeClip, makeWorld, type OutboxWorld } from '#main/outbox/testing/outbox-world.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { nextTakeNumber } from '#main/takes/store.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { ImportEvent, ImportProposal, ReviewEvent } from '#model/contract/take-import.ts'
import type { MediaId, ShotId, TakeId } from '#model/ids.ts'
import { createTakesDesk } from './takes-desk.ts'
import { findArrivals, type Arrivals } from './takes/watched-folder.ts'

const NEVER = new AbortController().signal

let clip: string
let world: OutboxWorld
beforeAll(async () => {
  world = await makeWorld()
  clip = world.sampleClip
})
afterAll(() => world.end())

/** A project of three shots, and what undo does to its takes. */
function someDesk() {
  const context = temporaryContext()
  const { library } = context
  const { db } = library
  const projectId = library.projects.create({
    title: 'A Life',
    songId: null,
    seed: 1,
    rate: { numerator: 24, denominator: 1 },
    width: 64,
    height: 36,
  }).id
  const shots = ['Through the bubble', 'Down the corridor', 'Over the sea'].map((prompt, position) => {
    const id = `shot-${position + 1}` as ShotId
    db.run('INSERT INTO shot (id, project_id, serial, position, prompt, created_at_ms) VALUES (?, ?, ?, ?, ?, 0)', [
      id,
      projectId,
      position + 1,
      position,
      prompt,
    ])
    return id
  }) as [ShotId, ShotId, ShotId]
  const place = { projectId, document: 'takes' } as const
  const turn = (direction: 'undo' | 'redo') =>
    step(db, place, direction, (diff, to) => applyRowChanges(db, diff as RowChange[], to))
  const desk = createTakesDesk({ ...context, ffmpeg: () => Promise.resolve(FFMPEG) })
  return {
    context,
    db,
    desk,
    projectId,
    shots,
    undo: () => turn('undo'),
    redo: () => turn('redo'),
    undoName: () => historyState(db, place).undo,
    list: () => [...desk.list(projectId, false)],
    askFor: (shotId: ShotId | null, prompt = 'a bubble'): TakeId => {
      const number = nextTakeNumber(db, projectId, shotId)
      const spec = someSpec({ provider: 'animatic', model: 'animatic', prompt, seed: 5 })
      return ask(db, { projectId, shotId, number, estimateMicroUsd: 0, spec }).takeId
    },
  }
}

async function all<Event>(events: AsyncGenerator<Event>): Promise<Event[]> {
  const list: Event[] = []
  for await (const event of events) list.push(event)
  return list
}

const files = (...paths: readonly string[]): FileRef[] => paths.map(path => ({ kind: 'path', path }))

async function reviewed(desk: ReturnType<typeof createTakesDesk>, wish: Parameters<typeof desk.review>[0]) {
  const last = (await all<ReviewEvent>(desk.review(wish, NEVER))).at(-1)
  if (last?.kind !== 'review') throw new Error('no review came')
  return last
}

test('takes are judged by name, circled once a shot, and every gesture goes back and forth', () => {
  const { desk, projectId, shots, askFor, undo, redo, undoName, list } = someDesk()
  const [one, two] = [askFor(shots[0]), askFor(shots[0])]
  const judgements = () => list().map(({ judgement }) => judgement)
  desk.judge({ projectId, takeIds: [one], judgement: 'circled' })
  expect(undoName()).toBe('Circle take 1 of shot 1')
  desk.judge({ projectId, takeIds: [two], judgement: 'circled' })
  expect(judgements()).toEqual(['kept', 'circled'])
  desk.judge({ projectId, takeIds: [one, two], judgement: 'rejected' })
  expect(undoName()).toBe('Reject 2 takes')
  expect([undo(), judgements()]).toEqual(['Reject 2 takes', ['kept', 'circled']])
  expect([undo(), judgements()]).toEqual(['Circle take 2 of shot 1', ['circled', 'unseen']])
  expect([redo(), judgements()]).toEqual(['Circle take 2 of shot 1', ['kept', 'circled']])
})

test('having looked is no gesture, and changes no judgement', () => {
  const { desk, projectId, shots, askFor, undoName, list } = someDesk()
  const [one, two] = [askFor(shots[0]), askFor(shots[0])]
  desk.judge({ projectId, takeIds: [two], judgement: 'kept' })
  desk.see({ projectId, takeIds: [one, two] })
  expect(list().map(({ judgement }) => judgement)).toEqual(['seen', 'kept'])
  expect(undoName()).toBe('Keep take 2 of shot 1')
})

test('stars, notes, shots and the trash are gestures too', () => {
  const { desk, projectId, shots, askFor, undo, undoName, list } = someDesk()
  const take = askFor(null)
  const before = list()
  desk.rate({ projectId, takeIds: [take], stars: 4 })
  expect(undoName()).toBe('Give 4 stars to take 1 of the Board')
  desk.note({ projectId, takeId: take, note: 'Sky is right.' })
  desk.setShots({ projectId, takeIds: [take], shotIds: [shots[1]] })
  expect(undoName()).toBe('Move take 1 of the Board')
  expect(list()).toMatchObject([{ shotIds: [shots[1]], stars: 4, note: 'Sky is right.', number: 1 }])
  desk.trash({ projectId, takeIds: [take] })
  expect(undoName()).toBe('Delete take 1 of shot 2')
  expect(list()).toEqual([])
  expect([...desk.list(projectId, true)]).toHaveLength(1)
  desk.restore({ projectId, takeIds: [take] })
  expect(undoName()).toBe('Put back take 1 of shot 2')
  for (let count = 0; count < 5; count += 1) undo()
  expect(list()).toEqual(before)
})

test('a circled take comes as kept to a shot that has chosen another', () => {
  const { desk, projectId, shots, askFor, list } = someDesk()
  const [one, two] = [askFor(shots[0]), askFor(shots[1])]
  for (const take of [one, two]) desk.judge({ projectId, takeIds: [take], judgement: 'circled' })
  desk.setShots({ projectId, takeIds: [two], shotIds: [shots[0]] })
  expect(list().map(({ judgement, number }) => [judgement, number])).toEqual([
    ['circled', 1],
    ['kept', 2],
  ])
})

test('a take that is not there, or another project’s, is told', () => {
  const { desk, projectId, shots, askFor, undoName } = someDesk()
  const take = askFor(shots[0])
  const gone = 'gone' as TakeId
  expect(() => desk.judge({ projectId, takeIds: [take, gone], judgement: 'kept' })).toThrow(
    'not in the project any more',
  )
  expect(() => desk.setShots({ projectId, takeIds: [take], shotIds: ['gone' as ShotId] })).toThrow(
    'This shot is not in',
  )
  expect(() => desk.detail(gone)).toThrow('not in the project any more')
  expect(undoName()).toBeNull()
})

test('takes of dropped requests are not shown; search finds words of takes, notes and shots', () => {
  const { context, desk, projectId, shots, askFor, list } = someDesk()
  const [red, blue] = [askFor(shots[0], 'a red kite'), askFor(shots[2], 'a blue kite')]
  desk.note({ projectId, takeId: red, note: 'bulbs flicker' })
  expect(desk.search(projectId, 'kite').toSorted()).toEqual([red, blue].toSorted())
  expect(desk.search(projectId, 'flick')).toEqual([red])
  expect(desk.search(projectId, 'over the s')).toEqual([blue])
  expect(desk.search(projectId, '  ')).toEqual([])
  const other = context.library.projects.create({
    title: 'Other',
    songId: null,
    seed: 1,
    rate: { numerator: 24, denominator: 1 },
    width: 64,
    height: 36,
  })
  expect(desk.search(other.id, 'kite')).toEqual([])
  const request = context.library.db.get<{ id: string }>('SELECT id FROM request WHERE take_id = ?', [blue])
  decide(context.library.db, request!.id as never, 'cancelled')
  expect(list().map(({ id }) => id)).toEqual([red])
})

test('the inspector knows what a take was asked with, and what the one before was', () => {
  const { desk, shots, askFor } = someDesk()
  askFor(shots[0], 'a kite')
  const take = askFor(shots[0], 'a red kite')
  expect(desk.detail(take)).toMatchObject({
    prompt: 'a red kite',
    previous: { number: 1, prompt: 'a kite' },
    asked: { model: 'Animatic', seed: 5 },
    file: null,
    usedIn: [],
  })
})

test('files are looked at before anything is taken in, and taken in as one gesture', async () => {
  const { context, db, desk, projectId, shots, undo, redo, list } = someDesk()
  const folder = join(temporaryFolder(), 'new clips')
  mkdirSync(folder)
  copyFileSync(clip, join(folder, '02.mp4'))
  await makeClip(join(folder, 'x7.mp4'), 0.5, { comment: 'Over the sea' })
  await makeClip(join(folder, '01.mp4'), 0.6, { title: 'Over the sea' })
  writeFileSync(join(folder, '03.mp4'), 'not a video')
  await makeClip(join(folder, 'holiday.mp4'), 0.7)
  const still = join(temporaryFolder(), 'shot 1.png')
  await runFfmpeg(FFMPEG, ['-v', 'error', '-f', 'lavfi', '-i', 'color=red:s=16x16', '-frames:v', '1', fileArg(still)])

  const review = await reviewed(desk, { projectId, files: files(folder, still) })
  const told = ({ name, shotId, among, confidence, problem }: ImportProposal) =>
    [name, shotId, among.length, confidence, problem === null] as const
  expect(review.proposals.map(told)).toEqual([
    ['new clips/01.mp4', null, 2, 'unclear', true],
    ['new clips/02.mp4', shots[1], 0, 'sure', true],
    ['new clips/03.mp4', shots[2], 0, 'sure', false],
    ['new clips/holiday.mp4', null, 0, 'none', true],
    ['new clips/x7.mp4', shots[2], 0, 'sure', true],
    ['shot 1.png', shots[0], 0, 'sure', true],
  ])
  expect(review.proposals.find(({ name }) => name.endsWith('03.mp4'))?.problem).toContain('cannot be read as a video')
  expect(list()).toEqual([])
  expect(readdirSync(join(context.library.dir, 'media'))).toEqual([])

  const wish = {
    projectId,
    files: [
      { file: files(join(folder, '02.mp4'))[0]!, shotIds: [shots[1]] },
      { file: files(join(folder, 'holiday.mp4'))[0]!, shotIds: [] },
      { file: files(join(folder, '03.mp4'))[0]!, shotIds: [shots[2]] },
      { file: files(still)[0]!, shotIds: [shots[0]] },
    ],
  }
  const events = await all<ImportEvent>(desk.takeIn(wish, NEVER))
  const done = events.at(-1)!
  expect(events.slice(0, -1)).toEqual([0, 1, 2, 3].map(done => ({ kind: 'taking-in', done, total: 4 })))
  expect(done).toMatchObject({ refused: [{ name: '03.mp4' }] })
  expect(list().map(({ shotIds, media, request }) => [shotIds, media?.facts.frameCount, request])).toEqual([
    [[shots[1]], 24, null],
    [[], 17, null],
  ])
  const stillOf = () => db.get<{ id: string | null }>('SELECT still_id AS id FROM shot WHERE position = 0')?.id
  expect(stillOf()).toMatch(/^[0-9a-f]{64}$/)

  expect((await reviewed(desk, { projectId, files: files(clip) })).proposals[0]).toMatchObject({
    standing: 'already-there',
  })
  expect(undo()).toBe('Import 3 files')
  expect([list(), stillOf()]).toEqual([[], null])
  expect((await reviewed(desk, { projectId, files: files(clip) })).proposals[0]).toMatchObject({ standing: 'in-trash' })
  redo()
  expect(list().map(({ shotIds }) => shotIds)).toEqual([[shots[1]], []])
})

test('a take whose file has gone is told, until it is there again', async () => {
  const { context, desk, projectId, shots, list } = someDesk()
  await all(desk.takeIn({ projectId, files: [{ file: files(clip)[0]!, shotIds: [shots[0]] }] }, NEVER))
  const mediaId = list()[0]!.media!.id
  const { path } = context.library.media.byId(mediaId as MediaId)!
  expect(await desk.missing(projectId)).toEqual([])
  rmSync(path)
  expect(await desk.missing(projectId)).toEqual([mediaId])
  writeFileSync(path, 'another file')
  expect(await desk.missing(projectId)).toEqual([mediaId])
  copyFileSync(clip, path)
  expect(await desk.missing(projectId)).toEqual([])
})

test('what is in the trash comes back when it is taken in again', async () => {
  const { desk, projectId, shots, list } = someDesk()
  const wish = { projectId, files: [{ file: files(clip)[0]!, shotIds: [shots[0]] }] }
  await all(desk.takeIn(wish, NEVER))
  desk.trash({ projectId, takeIds: list().map(({ id }) => id as TakeId) })
  await all(desk.takeIn(wish, NEVER))
  expect(list()).toHaveLength(1)
})

test('an import that is stopped leaves no take, and no file', async () => {
  const { context, db, desk, projectId, shots, list, undoName } = someDesk()
  const stopper = new AbortController()
  const wish = { projectId, files: [1, 2].map(() => ({ file: files(clip)[0]!, shotIds: [shots[0]] })) }
  const events = desk.takeIn(wish, stopper.signal)
  await events.next()
  await events.next()
  stopper.abort()
  await expect(events.next()).rejects.toThrow('aborted')
  expect([list(), undoName()]).toEqual([[], null])
  expect(db.get('SELECT count(*) AS count FROM media')).toEqual({ count: 0 })
  expect(readdirSync(context.library.workDir)).toEqual([])
})

test('new clips of a watched folder are told of once they are whole, until they are dealt with', async () => {
  const { context, db, desk, projectId } = someDesk()
  const folder = temporaryFolder()
  copyFileSync(clip, join(folder, 'old.mp4'))
  await expect(desk.watch(projectId, join(folder, 'gone'))).rejects.toThrow('cannot be read')
  const watchedAtMs = Date.now() + 1
  await expect.poll(() => Date.now()).toBeGreaterThan(watchedAtMs)
  await desk.watch(projectId, folder)
  const told: Arrivals[] = []
  const stop = desk.followArrivals(projectId, arrivals => told.push(arrivals))
  onTestFinished(stop)
  await expect.poll(() => told).toEqual([{ folder, isReadable: true, files: [] }])

  writeFileSync(join(folder, 'new.mp4.crdownload'), 'half')
  copyFileSync(clip, join(folder, 'new.mp4'))
  const soonMs = Date.now() + 3000
  expect((await findArrivals(db, projectId)).files).toEqual([])
  const { files: arrived } = await findArrivals(db, projectId, soonMs)
  expect(arrived.map(({ name }) => name)).toEqual(['new.mp4'])

  desk.dismiss(projectId, arrived)
  expect((await findArrivals(db, projectId, soonMs)).files).toEqual([])
  copyFileSync(clip, join(folder, 'second.mp4'))
  utimesSync(join(folder, 'second.mp4'), new Date(), new Date())
  await all(desk.takeIn({ projectId, files: [{ file: files(join(folder, 'second.mp4'))[0]!, shotIds: [] }] }, NEVER))
  expect((await findArrivals(db, projectId, soonMs)).files).toEqual([])

  rmSync(folder, { recursive: true })
  await desk.watch(projectId, null).then(() => undefined)
  await expect.poll(() => told.at(-1)).toEqual({ folder: null, isReadable: true, files: [] })
  expect(context.library.db.get('SELECT watched_since_ms AS since FROM project')).toEqual({ since: null })
})

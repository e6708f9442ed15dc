import { onTestFinished, expect, test } from 'vitest'
import type { ReadableDb } from '#main/db/open.ts'
import { createChangeFollower } from '#main/library/change-counts.ts'
import { leaseHolder } from '#main/library/lease.ts'
import { someProject } from '#main/library/testing/temporary-library.ts'
import { ask } from '#main/outbox/store.ts'
import { createFakeProvider, jobsMade } from '#main/outbox/testing/fake-provider.ts'
import { FFMPEG, makeWorld } from '#main/outbox/testing/outbox-world.ts'
import { listTakes } from '#main/takes/store.ts'
import { temporaryContext, testHost } from '#main/testing/temporary-studio.ts'
import type { RequestProgress } from '#model/contract/outbox-contract.ts'
import type { ProjectId, RequestId, ShotId } from '#model/ids.ts'
import { ticksFromSeconds } from '#model/time.ts'
import type { DeskContext } from './desk-context.ts'
import { createOutboxDesk, type OutboxDesk } from './outbox-desk.ts'
import type { TakesWish } from './outbox/wanted-takes.ts'

/** A project of small films with shots of these prompts, each laid out for a second. */
function plannedProject({ library }: DeskContext, prompts: readonly string[]) {
  const { db } = library
  const projectId = someProject(library)
  db.run('UPDATE project SET width = 64, height = 36 WHERE id = ?', [projectId])
  const shotIds = prompts.map((prompt, position) => {
    const id = `shot-${position + 1}` as ShotId
    db.run(
      `INSERT INTO shot (id, project_id, serial, position, prompt, start_frame, end_frame, ask_ticks, created_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)`,
      [id, projectId, position + 1, position, prompt, position * 24, position * 24 + 24, ticksFromSeconds(1)],
    )
    return id
  })
  return { projectId, shotIds }
}

/** A desk over a library whose requests go to a service in a folder, told what to do by their prompts. */
async function withFakeService() {
  const world = await makeWorld()
  onTestFinished(() => world.end())
  const { library, serverDir, sampleClip, projectId } = world
  const closer = new AbortController()
  const context = { ...temporaryContext(library), ffmpeg: () => Promise.resolve(FFMPEG), closing: closer.signal }
  const make = () => createFakeProvider({ serverDir, sampleClip, isCreateIdempotent: false })
  const desk = createOutboxDesk(context, () => [{ serviceId: 'fake', needsNetwork: false, make }])
  onTestFinished(() => context.background.stopped())
  return { ...world, context, desk, projectId, states: () => statesOf(context, projectId) }
}

/** Asks at the price that is shown for it. */
function askAtPrice(desk: OutboxDesk, wish: TakesWish): { asked: number } {
  const { takes, microUsd, unpricedTakes } = desk.price(wish)
  return desk.ask(wish, { takes, microUsd, unpricedTakes })
}

function versionsOf(db: ReadableDb): (number | null)[] {
  const rows = db.all<{ version: number | null }>('SELECT shot_version AS version FROM request ORDER BY id')
  return rows.map(({ version }) => version)
}

function statesOf({ library }: DeskContext, projectId: ProjectId): string[] {
  const sql = 'SELECT state FROM request WHERE project_id = ? ORDER BY created_at_ms, id'
  return library.db.all<{ state: string }>(sql, [projectId]).map(({ state }) => state)
}

test('what is asked for is drawn behind the screens, and the library is let go after', async () => {
  const context = temporaryContext()
  const { db } = context.library
  const { projectId, shotIds } = plannedProject(context, ['a bubble', 'a pitch at night'])
  const desk = createOutboxDesk(context)
  const heard: RequestProgress[] = []
  desk.onProgress(progress => heard.push(progress))
  context.background.start()
  expect(askAtPrice(desk, { projectId, shots: { kind: 'without-takes' }, takesPerShot: 1, model: null })).toEqual({
    asked: 2,
  })
  expect(desk.status(projectId)).toMatchObject({ waiting: 2, running: 0, isOnline: true })
  await expect.poll(() => statesOf(context, projectId), { timeout: 15_000 }).toEqual(['ready', 'ready'])
  await expect.poll(() => leaseHolder(db)).toBeNull()
  expect(listTakes(db, projectId).map(({ take }) => [take.shotIds, take.number, take.media?.facts.frameCount])).toEqual(
    [
      [[shotIds[0]], 1, 24],
      [[shotIds[1]], 1, 24],
    ],
  )
  expect(heard[0]).toMatchObject({ progress: 0, secondsLeft: null })
  expect(heard.at(-1)!.progress).toBeGreaterThan(0)
  expect(desk.status(null)).toEqual({
    needsYou: 0,
    running: 0,
    waiting: 0,
    done: 2,
    isOnline: true,
    connectionSinceMs: null,
    trouble: null,
    held: [],
    waitingMicroUsd: 0,
    waitingUnpriced: 0,
    safeAgain: 0,
  })
  await context.background.stopped()
})

test('only shots without a take are meant where none are named, and more can be had of those that are', () => {
  const context = temporaryContext()
  const { db } = context.library
  const { projectId, shotIds } = plannedProject(context, ['a bubble', 'a pitch'])
  const desk = createOutboxDesk(context)
  const [first, second] = shotIds as [ShotId, ShotId]
  const without = { projectId, shots: { kind: 'without-takes' }, takesPerShot: 2, model: null } as const
  askAtPrice(desk, { projectId, shots: { kind: 'these', shotIds: [first] }, takesPerShot: 3, model: null })
  expect(askAtPrice(desk, without)).toEqual({ asked: 2 })
  expect(
    listTakes(db, projectId).map(({ take, request }) => [take.shotIds[0], take.number, request?.spec.model]),
  ).toEqual([
    ...[1, 2, 3].map(number => [first, number, 'animatic']),
    ...[1, 2].map(number => [second, number, 'animatic']),
  ])
  expect(() => askAtPrice(desk, without)).toThrow('Every shot has a take, or one on the way.')
  expect(versionsOf(db)).toEqual([1, 1, 1, 1, 1])
  db.run(`UPDATE shot SET prompt = 'a bubble that pops' WHERE id = ?`, [first])
  askAtPrice(desk, { projectId, shots: { kind: 'these', shotIds: [first] }, takesPerShot: 1, model: null })
  expect(versionsOf(db)).toEqual([1, 1, 1, 1, 1, 2])
  db.run('UPDATE take SET trashed_at_ms = 1 WHERE id IN (SELECT take_id FROM take_shot WHERE shot_id = ?)', [second])
  expect(askAtPrice(desk, without)).toEqual({ asked: 2 })
})

test('W5 a shot that is written in variations is asked for once for each', () => {
  const context = temporaryContext()
  const { db } = context.library
  const { projectId } = plannedProject(context, ['a {red|blue|} bubble', 'a pitch'])
  const desk = createOutboxDesk(context)
  const wish = { projectId, shots: { kind: 'without-takes' }, takesPerShot: 2, model: null } as const
  expect(askAtPrice(desk, wish)).toEqual({ asked: 8 })
  const asked = listTakes(db, projectId).map(({ request }) => request?.spec.prompt)
  expect(asked).toEqual(['a red bubble', 'a blue bubble', 'a  bubble', 'a pitch'].flatMap(prompt => [prompt, prompt]))
  expect(versionsOf(db)).toEqual([1, 1, 2, 2, 3, 3, 1, 1])
})

test('a shot without a place, or with a model that nobody serves, is told before anything is asked', () => {
  const context = temporaryContext()
  const { db } = context.library
  const { projectId, shotIds } = plannedProject(context, ['a bubble', 'a pitch'])
  const desk = createOutboxDesk(context)
  const all = { projectId, shots: { kind: 'without-takes' }, takesPerShot: 1, model: null } as const
  db.run('UPDATE shot SET model = ? WHERE id = ?', ['folder', shotIds[1]!])
  expect(() => askAtPrice(desk, all)).toThrow('shot 2 asks for')
  db.run('UPDATE shot SET model = NULL, ask_ticks = NULL, start_frame = NULL, end_frame = NULL WHERE id = ?', [
    shotIds[1]!,
  ])
  expect(() => askAtPrice(desk, all)).toThrow('Shot 2 has no place in a song yet')
  expect(() => askAtPrice(desk, { ...all, projectId: 'gone' as ProjectId })).toThrow('not in the library any more')
  expect(statesOf(context, projectId)).toEqual([])
})

test('every state is in its group, with why it failed and what it was for', async () => {
  const { desk, context, askFor, states, projectId, library } = await withFakeService()
  library.db.run(`UPDATE shot SET what_happens = 'It pops'`)
  askFor('sea')
  askFor('refuse')
  askFor('drop')
  askFor('fail-job:9')
  context.background.start()
  await expect.poll(states, { timeout: 10_000 }).toEqual(['ready', 'refused', 'uncertain', 'failed'])
  expect(desk.status(null)).toMatchObject({ needsYou: 3, running: 0, waiting: 0, done: 1 })
  const page = { projectId, group: 'needsYou', offset: 0, limit: 200 } as const
  const rows = desk.page(page)
  expect(rows.map(({ state, failure }) => [state, failure])).toEqual([
    ['refused', 'The prompt names a real person.'],
    ['uncertain', 'It may or may not have arrived: socket hang up'],
    ['failed', 'It broke.'],
  ])
  expect(rows[0]).toMatchObject({ projectTitle: 'Test', shotNumber: 1, what: 'It pops', takeNumber: 2, model: 'fake' })
  expect(desk.page({ ...page, offset: 1, limit: 1 }).map(({ state }) => state)).toEqual(['uncertain'])
  expect(desk.page({ ...page, group: 'done' }).map(({ state }) => state)).toEqual(['ready'])
  expect(desk.open(projectId)).toHaveLength(3)
})

test('of several that are dropped while they wait those that have gone out meanwhile are left alone', async () => {
  const { desk, askFor, states, library } = await withFakeService()
  const [waits, gone] = [askFor('sea'), askFor('gum')]
  library.db.run(`UPDATE request SET state = 'running', job_id = 'job' WHERE id = ?`, [gone.id])
  desk.decide([waits.id, gone.id], 'unsent')
  expect(states()).toEqual(['cancelled', 'running'])
})

test('a person asks again or drops, and is told when it is too late', async () => {
  const { desk, context, askFor, states, serverDir } = await withFakeService()
  const [drop, refuse, ready] = [askFor('drop'), askFor('refuse'), askFor('sea')]
  context.background.start()
  await expect.poll(states, { timeout: 10_000 }).toEqual(['uncertain', 'refused', 'ready'])
  expect(() => desk.decide([drop.id, refuse.id], 'unsent')).toThrow('All of these have gone out by now')
  desk.decide([refuse.id, ready.id], 'cancelled')
  expect(states()).toEqual(['uncertain', 'cancelled', 'ready'])
  expect(() => desk.decide([ready.id], 'cancelled')).toThrow('cannot be dropped')
  expect(() => desk.decide([refuse.id], 'again')).toThrow('cannot be asked for again')
  desk.decide([drop.id], 'again')
  await expect.poll(() => jobsMade(serverDir).get(drop.id), { timeout: 10_000 }).toBe(2)
})

test('a percent of a request changes no take; its end does, and its beginning anew', () => {
  const context = temporaryContext()
  const { db } = context.library
  const { projectId, shotIds } = plannedProject(context, ['a bubble'])
  const desk = createOutboxDesk(context)
  askAtPrice(desk, { projectId, shots: { kind: 'these', shotIds }, takesPerShot: 1, model: null })
  const { id } = db.get<{ id: RequestId }>('SELECT id FROM request')!
  const heard: string[] = []
  onTestFinished(createChangeFollower(db)(changes => heard.push(changes.map(({ topic }) => topic).join(' '))))
  db.run("UPDATE request SET state = 'running', progress = 0.5")
  db.run("UPDATE request SET state = 'failed'")
  desk.decide([id], 'again')
  desk.decide([id], 'cancelled')
  expect(heard).toEqual(['outbox', 'outbox', 'outbox takes', 'outbox takes'])
})

test('a whole group is dropped or asked for again at once, as far as it can be', async () => {
  const { desk, context, askFor, states, projectId } = await withFakeService()
  askFor('fail-job:1')
  askFor('refuse')
  askFor('drop')
  context.background.start()
  await expect.poll(states, { timeout: 10_000 }).toEqual(['failed', 'refused', 'uncertain'])
  desk.decideAll(null, 'needsYou', 'again')
  await expect.poll(states, { timeout: 10_000 }).toEqual(['ready', 'refused', 'uncertain'])
  desk.decideAll(projectId, 'needsYou', 'cancelled')
  expect(states()).toEqual(['ready', 'cancelled', 'cancelled'])
  desk.decideAll(projectId, 'waiting', 'cancelled')
})

test('trouble of this machine is told while something waits for it, and what waits stays', async () => {
  const { desk, context, askFor, states } = await withFakeService()
  const broken = { ...context, ffmpeg: () => Promise.reject(new Error('There is no ffmpeg.')) }
  const other = createOutboxDesk(broken, () => [
    { serviceId: 'fake', needsNetwork: false, make: () => Promise.reject(new Error('')) as never },
  ])
  askFor('sea')
  context.background.start()
  await expect.poll(() => other.status(null).trouble).toBe('There is no ffmpeg.')
  await expect.poll(states, { timeout: 10_000 }).toEqual(['ready'])
  expect(other.status(null).trouble).toBeNull()
  expect(desk.status(null).trouble).toBeNull()
})

test('a page of ten thousand waiting requests, is had without the others', () => {
  const context = temporaryContext()
  const { db } = context.library
  const { projectId, shotIds } = plannedProject(context, ['a bubble'])
  const desk = createOutboxDesk(context)
  askAtPrice(desk, { projectId, shots: { kind: 'these', shotIds }, takesPerShot: 1, model: null })
  const { spec } = listTakes(db, projectId)[0]!.request!
  db.transaction(() => {
    for (let number = 2; number <= 10_000; number += 1)
      ask(db, { projectId, shotId: shotIds[0]!, number, estimateMicroUsd: 0, spec })
  })
  expect(desk.status(null).waiting).toBe(10_000)
  const rows = desk.page({ projectId: null, group: 'waiting', offset: 9_900, limit: 200 })
  expect(rows.map(({ takeNumber }) => takeNumber)).toEqual(Array.from({ length: 100 }, (_, index) => 9_901 + index))
  desk.decide(
    rows.map(({ id }) => id as RequestId),
    'cancelled',
  )
  expect(desk.status(null).waiting).toBe(9_900)
})

test('the connection is what the machine says of its interfaces, with the time of the last change', () => {
  let isOnline = true
  let tell = (): void => {}
  const network = {
    isOnline: () => isOnline,
    onChange(listener: () => void) {
      tell = listener
      return () => {}
    },
  }
  const context = temporaryContext(undefined, testHost({ network }))
  const desk = createOutboxDesk(context)
  expect(desk.status(null)).toMatchObject({ isOnline: true, connectionSinceMs: null })
  isOnline = false
  const beforeMs = Date.now()
  tell()
  const { connectionSinceMs } = desk.status(null)
  expect(connectionSinceMs).toBeGreaterThanOrEqual(beforeMs)
  expect(desk.status(null)).toMatchObject({ isOnline: false, connectionSinceMs })
})

test('of all that failed only those are asked for again that nobody can be billed twice for', () => {
  const context = temporaryContext()
  const { db } = context.library
  const { projectId, shotIds } = plannedProject(context, ['a bubble', 'a pitch', 'a kite'])
  const desk = createOutboxDesk(context)
  askAtPrice(desk, { projectId, shots: { kind: 'these', shotIds }, takesPerShot: 1, model: null })
  const ids = db.all<{ id: RequestId }>('SELECT id FROM request ORDER BY id').map(({ id }) => id)
  db.run(`UPDATE request SET state = 'failed', estimate_micro_usd = 400000, job_id = 'job', cost_micro_usd = 0`)
  db.run(`UPDATE request SET job_id = NULL WHERE id = ?`, [ids[0]!])
  db.run(`UPDATE request SET estimate_micro_usd = 0 WHERE id = ?`, [ids[1]!])
  expect(desk.status(projectId)).toMatchObject({ needsYou: 3, safeAgain: 2 })
  const page = desk.page({ projectId, group: 'needsYou', offset: 0, limit: 10 })
  expect(page.map(({ again, againMicroUsd, microUsd }) => [again, againMicroUsd, microUsd])).toEqual([
    ['costs-once', 400_000, 0],
    ['free', 0, 0],
    ['may-bill-twice', 400_000, 0],
  ])
  desk.decideAll(projectId, 'needsYou', 'again')
  expect(statesOf(context, projectId)).toEqual(['queued', 'accepted', 'failed'])
  db.run(`UPDATE request SET estimate_micro_usd = 400000 WHERE state = 'queued'`)
  expect(desk.status(projectId)).toMatchObject({
    waitingMicroUsd: 400_000,
    held: [{ hold: { kind: 'no-cap' }, count: 1 }],
  })
})

import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Request } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import type { OutboxEvent } from './run.ts'
import { countOpen, decide, NEXT_QUEUED_SQL } from './store.ts'
import { jobsMade } from './testing/fake-provider.ts'
import { makeRunWorld, type RunWorld } from './testing/run-world.ts'

let world: RunWorld
beforeEach(async () => {
  world = await makeRunWorld()
})
afterEach(() => world.end())

test('Q1 an ask is a waiting take and its request', () => {
  const request = world.askFor('bubble')
  expect(request).toMatchObject({ state: 'queued', attempt: 1, failure: null, job: null })
  expect(world.clipOf(request)).toBeNull()
  const link = world.library.db.get('SELECT shot_id FROM take_shot WHERE take_id = ?', [request.takeId])
  expect(link).toEqual({ shot_id: world.shotId })
})

test('Q10 every request is delivered once, each with its own clip, and nothing is left behind', async () => {
  const asked = Array.from({ length: 8 }, (_, index) => world.askFor(`shot ${index}`))
  const events: OutboxEvent[] = []
  const settled = await world.run({ onEvent: event => events.push(event) })
  expect(settled.map(request => request.id).toSorted()).toEqual(asked.map(request => request.id).toSorted())
  for (const request of asked) {
    expect(world.now(request)).toMatchObject({ state: 'ready', failure: null, attempt: 1 })
    expect(world.clipOf(request)!.includes(request.id)).toBe(true)
  }
  expect([...jobsMade(world.serverDir).values()]).toEqual(asked.map(() => 1))
  expect(readdirSync(world.library.incomingDir)).toEqual([])
  expect(events.at(-1)!.tally).toEqual({ settled: 8, total: 8, fraction: 1 })
})

test('Q7 a try that may be repeated is repeated up to three times, and what it failed of is kept', async () => {
  const [twice, ever] = [world.askFor('fail-send:1 fail-job:1'), world.askFor('fail-job:9')]
  await world.run({ isIdempotent: true })
  expect(world.now(twice)).toMatchObject({ state: 'ready', attempt: 3, failure: null })
  expect(world.now(ever)).toMatchObject({
    state: 'failed',
    attempt: 3,
    failure: { kind: 'model', message: 'It broke.' },
  })
  expect(jobsMade(world.serverDir).get(twice.id)).toBe(2)
})

test('Q6 a job that ends without a clip is not made anew by itself where that may cost', async () => {
  const request = world.askFor('fail-send:1 fail-job:1')
  await world.run()
  expect(world.now(request)).toMatchObject({ state: 'failed', attempt: 2, failure: { kind: 'model' } })
  expect(jobsMade(world.serverDir).get(request.id)).toBe(1)
})

test('Q6 a job that has failed is made anew when a person asks again, and it still says the same', async () => {
  const request = world.askFor('fail-job:1')
  await world.run()
  expect(world.now(request)).toMatchObject({ state: 'failed', attempt: 1 })
  decide(world.library.db, request.id, 'again')
  await world.run()
  expect(world.now(request)).toMatchObject({ state: 'ready', attempt: 2 })
  expect(jobsMade(world.serverDir).get(request.id)).toBe(2)
})

test('how many are before it at the service is told and kept, until its turn has come', async () => {
  const request = world.askFor('slow behind')
  const positions: (number | null)[] = []
  await world.run({
    onEvent: ({ request: told }) => positions.push(told.queuePosition, world.now(request).queuePosition),
  })
  expect(positions.filter(position => position === 2).length).toBeGreaterThan(1)
  expect(world.now(request)).toMatchObject({ state: 'ready', queuePosition: null })
})

test('Q8 a refusal keeps its reason and is not tried again', async () => {
  const request = world.askFor('refuse')
  await world.run()
  expect(world.now(request)).toMatchObject({
    state: 'refused',
    failure: { message: 'The prompt names a real person.' },
  })
})

test('Q6 a create call without an answer is uncertain, and only a person sends it again', async () => {
  const request = world.askFor('drop')
  await world.run()
  await world.run()
  expect(world.now(request)).toMatchObject({ state: 'uncertain', failure: { kind: 'unsure' } })
  expect(jobsMade(world.serverDir).get(request.id)).toBe(1)
  expect(decide(world.library.db, request.id, 'again')).toMatchObject({ state: 'queued', attempt: 1, job: null })
})

test('Q9 a damaged clip is fetched again, not made again', async () => {
  const request = world.askFor('truncate:2')
  await world.run()
  expect(world.now(request)).toMatchObject({ state: 'ready', attempt: 3 })
  expect(jobsMade(world.serverDir).get(request.id)).toBe(1)
})

test('Q6 Q9 a clip that stays damaged fails; asked again, it is fetched again, not made again', async () => {
  const request = world.askFor('truncate:4')
  await world.run()
  expect(world.now(request)).toMatchObject({ state: 'failed', failure: { kind: 'video/unreadable' } })
  const { job } = world.now(request)
  expect(decide(world.library.db, request.id, 'again')).toMatchObject({ state: 'accepted', attempt: 1, job })
  await world.run()
  expect(world.now(request)).toMatchObject({ state: 'ready', job })
  expect(jobsMade(world.serverDir).get(request.id)).toBe(1)
})

test('Q9 a clip shorter than asked is taken at its real length, and the event says so', async () => {
  const request = world.askFor('short', { askTicks: ticksFromSeconds(1.5) })
  const missing: number[] = []
  await world.run({ onEvent: event => missing.push(event.missingFrames) })
  expect(world.now(request).state).toBe('ready')
  expect(missing.at(-1)).toBe(12)
})

test('a service that does not answer is asked again without end, and its job is kept', async () => {
  const request = world.askFor('silent:5')
  await world.run()
  expect(world.now(request)).toMatchObject({ state: 'ready', attempt: 1 })
})

test('a job nobody follows right now still counts against its service', async () => {
  const asked = [world.askFor('silent:2'), world.askFor('plain'), world.askFor('plain')]
  const states: string[] = []
  await world.run({
    concurrency: 1,
    onEvent: ({ request: { id, state } }) => states.push(`${asked.findIndex(r => r.id === id)} ${state}`),
  })
  expect(states.indexOf('1 sending')).toBeGreaterThan(states.indexOf('0 ready'))
  expect(states.indexOf('2 sending')).toBeGreaterThan(states.indexOf('1 ready'))
})

test('Q6 a job the service has lost is begun again only where that is safe', async () => {
  const [lost, safe] = [world.askFor('forget'), world.askFor('forget')]
  await world.run({ isIdempotent: false })
  expect(world.now(lost)).toMatchObject({ state: 'failed', failure: { kind: 'job-unknown' } })
  expect(jobsMade(world.serverDir).get(lost.id)).toBe(1)
  decide(world.library.db, safe.id, 'again')
  await world.run({ isIdempotent: true })
  expect(world.now(safe)).toMatchObject({ state: 'failed', attempt: 3 })
})

test('what is asked while the run is under way is begun at once where there is room', async () => {
  const first = world.askFor('slow')
  let second: Request | null = null
  const states: string[] = []
  await world.run({
    onEvent: ({ request: { id, state } }) => {
      states.push(`${id === first.id ? 'first' : 'second'} ${state}`)
      if (state === 'running') second ??= world.askFor('plain')
    },
  })
  expect(states.indexOf('second sending')).toBeGreaterThan(-1)
  expect(states.indexOf('second sending')).toBeLessThan(states.indexOf('first ready'))
  expect(world.now(second!).state).toBe('ready')
})

test('the next queued request is found through the index of open requests', () => {
  const plan = world.library.db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${NEXT_QUEUED_SQL}`, {
    providerId: 'fake',
    projectId: null,
    nowMs: 0,
    overCap: '[]',
    retired: '[]',
  })
  expect(plan[0]!.detail).toBe('SEARCH request USING INDEX request_open (state=? AND provider=?)')
  expect(plan.filter(({ detail }) => detail.includes('ORDER BY'))).toEqual([])
  expect(countOpen(world.library.db, { providerIds: ['fake'], projectId: null })).toBe(0)
})

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { acquireLease } from '#main/library/lease.ts'
import type { MediaId } from '#model/ids.ts'
import type { Request } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import type { Provider } from '#main/providers/port.ts'
import type { Clock } from './clock.ts'
import { hasWork } from './has-work.ts'
import { spendingOf } from './ledger.ts'
import { runOutbox } from './outbox.ts'
import type { OutboxEvent } from './run.ts'
import { countOpen, decide, NEXT_QUEUED_SQL, requestById, takeStep } from './store.ts'
import { createFakeProvider, jobsMade } from './testing/fake-provider.ts'
import { FFMPEG, makeWorld, type OutboxWorld } from './testing/outbox-world.ts'

/** Waiting is over at once, and the time of day is what was waited for. */
function jumpingClock(): Clock {
  let nowMs = Date.now()
  return {
    nowMs: () => nowMs,
    sleepUntil: atMs => {
      nowMs = Math.max(nowMs, atMs)
      return Promise.resolve()
    },
  }
}

let world: OutboxWorld
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(() => world.end())

async function run(
  options: {
    isIdempotent?: boolean
    concurrency?: number
    onEvent?: (event: OutboxEvent) => void
    signal?: AbortSignal
    changed?: (provider: Provider) => Partial<Provider>
  } = {},
): Promise<readonly Request[]> {
  const { library, serverDir, sampleClip } = world
  const { isIdempotent: isCreateIdempotent = false, concurrency = 3 } = options
  const provider = createFakeProvider({ serverDir, sampleClip, isCreateIdempotent, concurrency })
  const lease = await acquireLease(library.db)
  try {
    return await runOutbox({
      library,
      lease,
      ffmpeg: FFMPEG,
      providers: [{ ...provider, ...options.changed?.(provider) }],
      signal: options.signal ?? new AbortController().signal,
      clock: jumpingClock(),
      ...(options.onEvent ? { onEvent: options.onEvent } : {}),
    })
  } finally {
    lease.release()
  }
}

function now(request: Request): Request {
  return requestById(world.library.db, request.id)!
}

function clipOf(request: Request): Buffer | null {
  const row = world.library.db.get<{ media_id: MediaId | null }>('SELECT media_id FROM take WHERE id = ?', [
    request.takeId,
  ])
  return row?.media_id ? readFileSync(world.library.media.pathOf(row.media_id)) : null
}

/** Puts a request into the state a process that ended would have left it in. */
async function leaveAs(request: Request, ...steps: Parameters<typeof takeStep>[2][]): Promise<void> {
  const { db } = world.library
  const lease = await acquireLease(db)
  let current: Request = request
  for (const step of steps) current = takeStep({ db, lease }, current, step)!
  lease.release()
}

test('Q1 an ask is a waiting take and its request', () => {
  const request = world.askFor('bubble')
  expect(request).toMatchObject({ state: 'queued', attempt: 1, failure: null, job: null })
  expect(clipOf(request)).toBeNull()
  const link = world.library.db.get('SELECT shot_id FROM take_shot WHERE take_id = ?', [request.takeId])
  expect(link).toEqual({ shot_id: world.shotId })
})

test('Q10 every request is delivered once, each with its own clip, and nothing is left behind', async () => {
  const asked = Array.from({ length: 8 }, (_, index) => world.askFor(`shot ${index}`))
  const events: OutboxEvent[] = []
  const settled = await run({ onEvent: event => events.push(event) })
  expect(settled.map(request => request.id).toSorted()).toEqual(asked.map(request => request.id).toSorted())
  for (const request of asked) {
    expect(now(request)).toMatchObject({ state: 'ready', failure: null, attempt: 1 })
    expect(clipOf(request)!.includes(request.id)).toBe(true)
  }
  expect([...jobsMade(world.serverDir).values()]).toEqual(asked.map(() => 1))
  expect(readdirSync(world.library.incomingDir)).toEqual([])
  expect(events.at(-1)!.tally).toEqual({ settled: 8, total: 8, fraction: 1 })
})

test('Q7 a try that may be repeated is repeated up to three times, and what it failed of is kept', async () => {
  const [twice, ever] = [world.askFor('fail-send:1 fail-job:1'), world.askFor('fail-job:9')]
  await run({ isIdempotent: true })
  expect(now(twice)).toMatchObject({ state: 'ready', attempt: 3, failure: null })
  expect(now(ever)).toMatchObject({ state: 'failed', attempt: 3, failure: { kind: 'model', message: 'It broke.' } })
  expect(jobsMade(world.serverDir).get(twice.id)).toBe(2)
})

test('Q6 a job that ends without a clip is not made anew by itself where that may cost', async () => {
  const request = world.askFor('fail-send:1 fail-job:1')
  await run()
  expect(now(request)).toMatchObject({ state: 'failed', attempt: 2, failure: { kind: 'model' } })
  expect(jobsMade(world.serverDir).get(request.id)).toBe(1)
})

test('Q6 a job that has failed is made anew when a person asks again, and it still says the same', async () => {
  const request = world.askFor('fail-job:1')
  await run()
  expect(now(request)).toMatchObject({ state: 'failed', attempt: 1 })
  decide(world.library.db, request.id, 'again')
  await run()
  expect(now(request)).toMatchObject({ state: 'ready', attempt: 2 })
  expect(jobsMade(world.serverDir).get(request.id)).toBe(2)
})

test('how many are before it at the service is told and kept, until its turn has come', async () => {
  const request = world.askFor('slow behind')
  const positions: (number | null)[] = []
  await run({ onEvent: ({ request: told }) => positions.push(told.queuePosition, now(request).queuePosition) })
  expect(positions.filter(position => position === 2).length).toBeGreaterThan(1)
  expect(now(request)).toMatchObject({ state: 'ready', queuePosition: null })
})

test('Q8 a refusal keeps its reason and is not tried again', async () => {
  const request = world.askFor('refuse')
  await run()
  expect(now(request)).toMatchObject({ state: 'refused', failure: { message: 'The prompt names a real person.' } })
})

test('Q6 a create call without an answer is uncertain, and only a person sends it again', async () => {
  const request = world.askFor('drop')
  await run()
  await run()
  expect(now(request)).toMatchObject({ state: 'uncertain', failure: { kind: 'unsure' } })
  expect(jobsMade(world.serverDir).get(request.id)).toBe(1)
  expect(decide(world.library.db, request.id, 'again')).toMatchObject({ state: 'queued', attempt: 1, job: null })
})

test('Q9 a damaged clip is fetched again, not made again', async () => {
  const request = world.askFor('truncate:2')
  await run()
  expect(now(request)).toMatchObject({ state: 'ready', attempt: 3 })
  expect(jobsMade(world.serverDir).get(request.id)).toBe(1)
})

test('Q6 Q9 a clip that stays damaged fails; asked again, it is fetched again, not made again', async () => {
  const request = world.askFor('truncate:4')
  await run()
  expect(now(request)).toMatchObject({ state: 'failed', failure: { kind: 'video/unreadable' } })
  const { job } = now(request)
  expect(decide(world.library.db, request.id, 'again')).toMatchObject({ state: 'accepted', attempt: 1, job })
  await run()
  expect(now(request)).toMatchObject({ state: 'ready', job })
  expect(jobsMade(world.serverDir).get(request.id)).toBe(1)
})

test('Q9 a clip shorter than asked is taken at its real length, and the event says so', async () => {
  const request = world.askFor('short', { askTicks: ticksFromSeconds(1.5) })
  const missing: number[] = []
  await run({ onEvent: event => missing.push(event.missingFrames) })
  expect(now(request).state).toBe('ready')
  expect(missing.at(-1)).toBe(12)
})

test('a service that does not answer is asked again without end, and its job is kept', async () => {
  const request = world.askFor('silent:5')
  await run()
  expect(now(request)).toMatchObject({ state: 'ready', attempt: 1 })
})

test('a job nobody follows right now still counts against its service', async () => {
  const asked = [world.askFor('silent:2'), world.askFor('plain'), world.askFor('plain')]
  const states: string[] = []
  await run({
    concurrency: 1,
    onEvent: ({ request: { id, state } }) => states.push(`${asked.findIndex(r => r.id === id)} ${state}`),
  })
  expect(states.indexOf('1 sending')).toBeGreaterThan(states.indexOf('0 ready'))
  expect(states.indexOf('2 sending')).toBeGreaterThan(states.indexOf('1 ready'))
})

test('Q5 a stop while sending: queued again where creating twice is one job, else uncertain', async () => {
  const request = world.askFor('bubble')
  await leaveAs(request, { to: 'sending' })
  await run({ isIdempotent: false })
  expect(now(request)).toMatchObject({ state: 'uncertain', failure: { kind: 'stopped-while-sending' } })
  const other = world.askFor('bubble')
  await leaveAs(other, { to: 'sending' })
  await run({ isIdempotent: true })
  expect(now(other)).toMatchObject({ state: 'ready', attempt: 1 })
})

test('Q6 a job the service has lost is begun again only where that is safe', async () => {
  const [lost, safe] = [world.askFor('forget'), world.askFor('forget')]
  await run({ isIdempotent: false })
  expect(now(lost)).toMatchObject({ state: 'failed', failure: { kind: 'job-unknown' } })
  expect(jobsMade(world.serverDir).get(lost.id)).toBe(1)
  decide(world.library.db, safe.id, 'again')
  await run({ isIdempotent: true })
  expect(now(safe)).toMatchObject({ state: 'failed', attempt: 3 })
})

test('a request cancelled while it runs is dropped at the service and leaves no file', async () => {
  const request = world.askFor('slow')
  const cancelOnce = ({ request: { state } }: OutboxEvent): void => {
    if (state === 'running' && now(request).state === 'running') decide(world.library.db, request.id, 'cancelled')
  }
  await run({ onEvent: cancelOnce })
  expect(now(request).state).toBe('cancelled')
  expect(readdirSync(world.serverDir)).toContain(`cancelled-${now(request).job?.id}`)
  expect(clipOf(request)).toBeNull()
  expect(() => decide(world.library.db, request.id, 'again')).toThrow(/cannot be asked again/)
})

test('Q13 a call under way for a request that is dropped may have been heard; its answer says which', async () => {
  const request = world.askFor('bubble')
  const { db } = world.library
  const outcome = () => db.get<{ outcome: string }>('SELECT outcome FROM ledger_entry')?.outcome
  const told: unknown[] = []
  await run({
    onEvent({ request: { state } }) {
      if (state !== 'sending') return
      told.push(outcome())
      decide(db, request.id, 'cancelled')
      told.push(outcome())
    },
  })
  expect([...told, outcome()]).toEqual(['open', 'unsure', 'accepted'])
})

test('Q13 what the job of a dropped request was billed is written down all the same', async () => {
  const request = world.askFor('bubble')
  const { db } = world.library
  await run({
    changed: provider => ({
      async poll(job, signal) {
        const found = await provider.poll(job, signal)
        if (found.status !== 'done') return found
        decide(db, request.id, 'cancelled')
        return { ...found, costMicroUsd: 700_000 }
      },
    }),
  })
  expect(now(request)).toMatchObject({ state: 'cancelled', costMicroUsd: 700_000 })
  expect(spendingOf(db, world.projectId).spentMicroUsd).toBe(700_000)
})

test('Q22 a job of a request that was dropped while nobody followed it is taken back by whoever works next', async () => {
  const request = world.askFor('slow')
  const { db } = world.library
  const stop = new AbortController()
  const stopped = run({
    signal: stop.signal,
    onEvent: ({ request: { state } }) => state === 'running' && stop.abort(new Error('closed')),
  })
  await expect(stopped).rejects.toThrow('closed')
  const work = () => hasWork(db, { serviceId: 'fake', needsNetwork: false, isOnline: true })
  decide(db, request.id, 'cancelled')
  expect(work()).toBe(true)
  const told = () => readdirSync(world.serverDir).filter(name => name.startsWith('cancelled-'))
  expect(told()).toEqual([])
  await run()
  expect(told()).toEqual([`cancelled-${now(request).job?.id}`])
  expect(work()).toBe(false)
})

test('a service that does not hear of a cancelled request ends nothing else', async () => {
  const [unwanted, other] = [world.askFor('slow deaf'), world.askFor('slow')]
  const cancelOnce = ({ request: { id, state } }: OutboxEvent): void => {
    if (id === unwanted.id && state === 'running' && now(unwanted).state === 'running') {
      decide(world.library.db, unwanted.id, 'cancelled')
    }
  }
  await run({ onEvent: cancelOnce })
  expect([now(unwanted).state, now(other).state]).toEqual(['cancelled', 'ready'])
})

test('what is asked while the run is under way is begun at once where there is room', async () => {
  const first = world.askFor('slow')
  let second: Request | null = null
  const states: string[] = []
  await run({
    onEvent: ({ request: { id, state } }) => {
      states.push(`${id === first.id ? 'first' : 'second'} ${state}`)
      if (state === 'running') second ??= world.askFor('plain')
    },
  })
  expect(states.indexOf('second sending')).toBeGreaterThan(-1)
  expect(states.indexOf('second sending')).toBeLessThan(states.indexOf('first ready'))
  expect(now(second!).state).toBe('ready')
})

test('what was fetched of an earlier job is not gone on with', async () => {
  const request = world.askFor('resume')
  writeFileSync(join(world.library.incomingDir, `${request.id}.part.mp4`), 'of another job')
  await run()
  expect(now(request)).toMatchObject({ state: 'ready', attempt: 1 })
})

test('a stop by signal leaves states the next run goes on from', async () => {
  const asked = Array.from({ length: 6 }, () => world.askFor('slow'))
  const stop = new AbortController()
  const stopOnThird = ({ tally }: OutboxEvent): void => {
    if (tally.settled === 2) stop.abort(new Error('Ctrl-C'))
  }
  await expect(run({ signal: stop.signal, onEvent: stopOnThird })).rejects.toThrow('Ctrl-C')
  expect(asked.map(now).filter(request => request.state === 'sending' || request.state === 'failed')).toEqual([])
  await run()
  expect(asked.map(now).map(request => request.state)).toEqual(asked.map(() => 'ready'))
  expect([...jobsMade(world.serverDir).values()]).toEqual(asked.map(() => 1))
})

test("Q12 files of settled requests are removed, those of unknown ones put in the trash, somebody else's left", async () => {
  const request = world.askFor('bubble')
  const { incomingDir, trashDir } = world.library
  const unknown = `${crypto.randomUUID()}.mp4`
  for (const name of [`${request.id}.old.mp4`, unknown, 'my clip.mp4']) writeFileSync(join(incomingDir, name), 'clip')
  mkdirSync(join(incomingDir, 'my folder'))
  await run()
  expect(readdirSync(incomingDir).toSorted()).toEqual(['my clip.mp4', 'my folder'])
  expect(readdirSync(trashDir)).toEqual([unknown])
})

test('Q10 a stop between the move of a clip and the commit of its row costs nothing', async () => {
  const request = world.askFor('bubble')
  const { library } = world
  const settle = library.media.settle.bind(library.media)
  library.media.settle = staged => {
    settle(staged)
    throw new Error('power cut')
  }
  await expect(run()).rejects.toThrow('power cut')
  expect(now(request).state).toBe('checking')
  expect((await library.media.check()).orphans).toHaveLength(1)
  library.media.settle = settle
  await run()
  expect(now(request).state).toBe('ready')
  expect(clipOf(request)!.includes(request.id)).toBe(true)
  expect((await library.media.check()).orphans).toEqual([])
  expect(jobsMade(world.serverDir).get(request.id)).toBe(1)
})

test.each([true, false])(
  'Q7 a fetched clip that is gone is no failure of the try (made anew: %s)',
  async isIdempotent => {
    const request = world.askFor('bubble')
    const { library } = world
    const settle = library.media.settle.bind(library.media)
    library.media.settle = () => {
      throw new Error('power cut')
    }
    await expect(run({ isIdempotent })).rejects.toThrow('power cut')
    expect(now(request).state).toBe('checking')
    library.media.settle = settle
    for (const name of readdirSync(library.incomingDir)) rmSync(join(library.incomingDir, name))
    await run({ isIdempotent })
    expect(now(request)).toMatchObject({ state: 'ready', attempt: 1 })
    expect(jobsMade(world.serverDir).get(request.id)).toBe(1)
  },
)

test('Q4 a run whose lease another process has taken ends, and says so', async () => {
  const request = world.askFor('slow')
  const takeOnce = ({ request: { state } }: OutboxEvent): void => {
    if (state === 'running') world.library.db.run('UPDATE runner_lease SET fence = fence + 1, holder = NULL')
  }
  await expect(run({ onEvent: takeOnce })).rejects.toMatchObject({ code: 'library/lease-lost' })
  expect(now(request).state).toBe('running')
})

test('Q4 who lost the lease changes nothing any more', async () => {
  const request = world.askFor('bubble')
  const { db } = world.library
  const lease = await acquireLease(db)
  db.run('UPDATE runner_lease SET fence = fence + 1')
  expect(() => takeStep({ db, lease }, request, { to: 'sending' })).toThrow(
    expect.objectContaining({ code: 'library/lease-lost' }),
  )
  expect(now(request).state).toBe('queued')
  db.run('UPDATE runner_lease SET holder = NULL')
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

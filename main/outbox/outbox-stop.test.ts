import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { acquireLease } from '#main/library/lease.ts'
import type { Request } from '#model/request.ts'
import type { OutboxEvent } from './run.ts'
import { takeStep } from './store.ts'
import { jobsMade } from './testing/fake-provider.ts'
import { makeRunWorld, type RunWorld } from './testing/run-world.ts'

let world: RunWorld
beforeEach(async () => {
  world = await makeRunWorld()
})
afterEach(() => world.end())

/** Puts a request into the state a process that ended would have left it in. */
async function leaveAs(request: Request, ...steps: Parameters<typeof takeStep>[2][]): Promise<void> {
  const { db } = world.library
  const lease = await acquireLease(db)
  let current: Request = request
  for (const step of steps) current = takeStep({ db, lease }, current, step)!
  lease.release()
}

test('Q5 a stop while sending: queued again where creating twice is one job, else uncertain', async () => {
  const request = world.askFor('bubble')
  await leaveAs(request, { to: 'sending' })
  await world.run({ isIdempotent: false })
  expect(world.now(request)).toMatchObject({ state: 'uncertain', failure: { kind: 'stopped-while-sending' } })
  const other = world.askFor('bubble')
  await leaveAs(other, { to: 'sending' })
  await world.run({ isIdempotent: true })
  expect(world.now(other)).toMatchObject({ state: 'ready', attempt: 1 })
})

test('what was fetched of an earlier job is not gone on with', async () => {
  const request = world.askFor('resume')
  writeFileSync(join(world.library.incomingDir, `${request.id}.part.mp4`), 'of another job')
  await world.run()
  expect(world.now(request)).toMatchObject({ state: 'ready', attempt: 1 })
})

test('a stop by signal leaves states the next run goes on from', async () => {
  const asked = Array.from({ length: 6 }, () => world.askFor('slow'))
  const stop = new AbortController()
  const stopOnThird = ({ tally }: OutboxEvent): void => {
    if (tally.settled === 2) stop.abort(new Error('Ctrl-C'))
  }
  await expect(world.run({ signal: stop.signal, onEvent: stopOnThird })).rejects.toThrow('Ctrl-C')
  expect(asked.map(world.now).filter(request => request.state === 'sending' || request.state === 'failed')).toEqual([])
  await world.run()
  expect(asked.map(world.now).map(request => request.state)).toEqual(asked.map(() => 'ready'))
  expect([...jobsMade(world.serverDir).values()]).toEqual(asked.map(() => 1))
})

test("Q12 files of settled requests are removed, those of unknown ones put in the trash, somebody else's left", async () => {
  const request = world.askFor('bubble')
  const { incomingDir, trashDir } = world.library
  const unknown = `${crypto.randomUUID()}.mp4`
  for (const name of [`${request.id}.old.mp4`, unknown, 'my clip.mp4']) writeFileSync(join(incomingDir, name), 'clip')
  mkdirSync(join(incomingDir, 'my folder'))
  await world.run()
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
  await expect(world.run()).rejects.toThrow('power cut')
  expect(world.now(request).state).toBe('checking')
  expect((await library.media.check()).orphans).toHaveLength(1)
  library.media.settle = settle
  await world.run()
  expect(world.now(request).state).toBe('ready')
  expect(world.clipOf(request)!.includes(request.id)).toBe(true)
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
    await expect(world.run({ isIdempotent })).rejects.toThrow('power cut')
    expect(world.now(request).state).toBe('checking')
    library.media.settle = settle
    for (const name of readdirSync(library.incomingDir)) rmSync(join(library.incomingDir, name))
    await world.run({ isIdempotent })
    expect(world.now(request)).toMatchObject({ state: 'ready', attempt: 1 })
    expect(jobsMade(world.serverDir).get(request.id)).toBe(1)
  },
)

test('Q4 a run whose lease another process has taken ends, and says so', async () => {
  const request = world.askFor('slow')
  const takeOnce = ({ request: { state } }: OutboxEvent): void => {
    if (state === 'running') world.library.db.run('UPDATE runner_lease SET fence = fence + 1, holder = NULL')
  }
  await expect(world.run({ onEvent: takeOnce })).rejects.toMatchObject({ code: 'library/lease-lost' })
  expect(world.now(request).state).toBe('running')
})

test('Q4 who lost the lease changes nothing any more', async () => {
  const request = world.askFor('bubble')
  const { db } = world.library
  const lease = await acquireLease(db)
  db.run('UPDATE runner_lease SET fence = fence + 1')
  expect(() => takeStep({ db, lease }, request, { to: 'sending' })).toThrow(
    expect.objectContaining({ code: 'library/lease-lost' }),
  )
  expect(world.now(request).state).toBe('queued')
  db.run('UPDATE runner_lease SET holder = NULL')
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { acquireLease } from '#main/library/lease.ts'
import type { Request } from '#model/request.ts'
import type { Clock } from './clock.ts'
import { hasWork } from './has-work.ts'
import { runOutbox } from './outbox.ts'
import { leaveAlone, pauseOf, tryNow } from './pauses.ts'
import { lookAgain, prioritise, requestById } from './store.ts'
import { createFakeProvider, jobsMade } from './testing/fake-provider.ts'
import { FFMPEG, makeWorld, type OutboxWorld } from './testing/outbox-world.ts'

const HOUR_MS = 3_600_000

let world: OutboxWorld
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(() => world.end())

/** A clock that is off by so much, whose waits are over at once; `waits` are their lengths. */
function clockOff(
  offMs: number,
  onWait: () => void = () => {},
): Clock & { readonly waits: number[]; set: (offMs: number) => void } {
  const waits: number[] = []
  return {
    waits,
    set: now => void (offMs = now),
    nowMs: () => Date.now() + offMs,
    sleepUntil(atMs) {
      const leftMs = atMs - (Date.now() + offMs)
      waits.push(leftMs)
      offMs += Math.max(0, leftMs)
      onWait()
      return Promise.resolve()
    },
  }
}

async function run(clock: Clock, perMinute: number | null = null): Promise<string[]> {
  const { library, serverDir, sampleClip } = world
  const lease = await acquireLease(library.db)
  const sent: string[] = []
  try {
    const provider = { ...createFakeProvider({ serverDir, sampleClip, isCreateIdempotent: false }), perMinute }
    await runOutbox({
      ...{ library, lease, ffmpeg: FFMPEG, providers: [provider], signal: new AbortController().signal, clock },
      onEvent: ({ request: { state, spec } }) => void (state === 'sending' && sent.push(spec.prompt)),
    })
    return sent
  } finally {
    lease.release()
  }
}

const now = ({ id }: Request): Request => requestById(world.library.db, id)!
const busy = { kind: 'busy', message: 'Slow down.' } as const

test.each([-HOUR_MS, HOUR_MS, 24 * HOUR_MS])('Q20 a pause ends when the clock is set by %i ms', async offMs => {
  const request = world.askFor('bubble')
  leaveAlone(world.library.db, 'fake', { ...busy, retryAfterMs: 600_000 }, Date.now())
  const clock = clockOff(offMs)
  await run(clock)
  expect(now(request)).toMatchObject({ state: 'ready', attempt: 1 })
  expect(clock.waits).toEqual([])
  expect(pauseOf(world.library.db, 'fake')).toBeNull()
})

test('a pause that a service wishes is waited out, once, however long it is', async () => {
  const request = world.askFor('bubble')
  leaveAlone(world.library.db, 'fake', { ...busy, retryAfterMs: 2 * HOUR_MS }, Date.now())
  const clock = clockOff(0)
  await run(clock)
  expect(now(request).state).toBe('ready')
  expect(clock.waits).toHaveLength(1)
  expect(clock.waits[0]).toBeGreaterThan(1.9 * HOUR_MS)
})

test('Q20 what was set aside goes on when the clock was set back, and is made once', async () => {
  const request = world.askFor('silent:2')
  const clock: ReturnType<typeof clockOff> = clockOff(0, () => clock.set(-HOUR_MS))
  await run(clock)
  expect(now(request)).toMatchObject({ state: 'ready', attempt: 1 })
  expect(Math.max(...clock.waits)).toBeLessThanOrEqual(10_000)
  expect(jobsMade(world.serverDir).get(request.id)).toBe(1)
})

test('no more goes out in a minute than its service takes, and setting the clock lets out at most as much again', async () => {
  const asked = Array.from({ length: 12 }, (_, index) => world.askFor(`${index}`))
  const clock = clockOff(0)
  await run(clock, 5)
  expect(asked.map(now).every(({ state }) => state === 'ready')).toBe(true)
  expect(clock.waits.filter(leftMs => leftMs > 50_000)).toHaveLength(2)

  const again = Array.from({ length: 12 }, (_, index) => world.askFor(`again ${index}`))
  const setBack = clockOff(-HOUR_MS)
  await run(setBack, 5)
  expect(again.map(now).every(({ state }) => state === 'ready')).toBe(true)
  expect(setBack.waits.filter(leftMs => leftMs > 50_000)).toHaveLength(2)
})

test('Q19 requests go out by priority, then age', async () => {
  const asked = ['a', 'b', 'c', 'd'].map(prompt => world.askFor(prompt))
  const { db } = world.library
  prioritise(db, [asked[3]!.id], true)
  prioritise(db, [asked[1]!.id, asked[2]!.id], true)
  expect(asked.map(now).map(({ priority }) => priority)).toEqual([0, 2, 2, 1])
  expect(await run(clockOff(0))).toEqual(['b', 'c', 'd', 'a'])
})

test('Q19 a model that was shut down is passed over', async () => {
  const [gone, other] = [world.askFor('gone', { model: 'gone' }), world.askFor('other')]
  const { library, serverDir, sampleClip } = world
  const lease = await acquireLease(library.db)
  await runOutbox({
    ...{ library, lease, ffmpeg: FFMPEG, signal: new AbortController().signal, clock: clockOff(0) },
    providers: [createFakeProvider({ serverDir, sampleClip, isCreateIdempotent: false })],
    retiredModels: () => ['gone'],
  })
  lease.release()
  expect([now(gone).state, now(other).state]).toEqual(['queued', 'ready'])
})

test('a service is tried again when a person wants it, and what it had is not forgotten', () => {
  world.askFor('bubble')
  const { db } = world.library
  leaveAlone(db, 'fake', { kind: 'credit', message: 'Empty.' }, Date.now())
  const service = { serviceId: 'fake', needsNetwork: true, isOnline: true }
  expect(hasWork(db, service)).toBe(false)
  tryNow(db, 'fake', Date.now())
  expect(hasWork(db, service)).toBe(true)
  expect(hasWork(db, { ...service, isOnline: false })).toBe(false)
  expect(leaveAlone(db, 'fake', { kind: 'credit', message: 'Empty.' }, Date.now()).strikes).toBe(2)
})

test('looking again is for what may have been sent', () => {
  const request = world.askFor('bubble')
  expect(() => lookAgain(world.library.db, request.id)).toThrow(/known by now/)
})

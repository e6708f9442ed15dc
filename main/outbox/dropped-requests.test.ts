import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hasWork } from './has-work.ts'
import { spendingOf } from './ledger.ts'
import type { OutboxEvent } from './run.ts'
import { decide } from './store.ts'
import { makeRunWorld, type RunWorld } from './testing/run-world.ts'

let world: RunWorld
beforeEach(async () => {
  world = await makeRunWorld()
})
afterEach(() => world.end())

test('a request cancelled while it runs is dropped at the service and leaves no file', async () => {
  const request = world.askFor('slow')
  const cancelOnce = ({ request: { state } }: OutboxEvent): void => {
    if (state === 'running' && world.now(request).state === 'running') decide(world.library.db, request.id, 'cancelled')
  }
  await world.run({ onEvent: cancelOnce })
  expect(world.now(request).state).toBe('cancelled')
  expect(readdirSync(world.serverDir)).toContain(`cancelled-${world.now(request).job?.id}`)
  expect(world.clipOf(request)).toBeNull()
  expect(() => decide(world.library.db, request.id, 'again')).toThrow(/cannot be asked again/)
})

test('Q13 a call under way for a request that is dropped may have been heard; its answer says which', async () => {
  const request = world.askFor('bubble')
  const { db } = world.library
  const outcome = () => db.get<{ outcome: string }>('SELECT outcome FROM ledger_entry')?.outcome
  const told: unknown[] = []
  await world.run({
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
  await world.run({
    changed: provider => ({
      async poll(job, signal) {
        const found = await provider.poll(job, signal)
        if (found.status !== 'done') return found
        decide(db, request.id, 'cancelled')
        return { ...found, costMicroUsd: 700_000 }
      },
    }),
  })
  expect(world.now(request)).toMatchObject({ state: 'cancelled', costMicroUsd: 700_000 })
  expect(spendingOf(db, world.projectId).spentMicroUsd).toBe(700_000)
})

test('Q22 a job of a request that was dropped while nobody followed it is taken back by whoever works next', async () => {
  const request = world.askFor('slow')
  const { db } = world.library
  const stop = new AbortController()
  const stopped = world.run({
    signal: stop.signal,
    onEvent: ({ request: { state } }) => state === 'running' && stop.abort(new Error('closed')),
  })
  await expect(stopped).rejects.toThrow('closed')
  const work = () => hasWork(db, { serviceId: 'fake', needsNetwork: false, isOnline: true })
  decide(db, request.id, 'cancelled')
  expect(work()).toBe(true)
  const told = () => readdirSync(world.serverDir).filter(name => name.startsWith('cancelled-'))
  expect(told()).toEqual([])
  await world.run()
  expect(told()).toEqual([`cancelled-${world.now(request).job?.id}`])
  expect(work()).toBe(false)
})

test('a service that does not hear of a cancelled request ends nothing else', async () => {
  const [unwanted, other] = [world.askFor('slow deaf'), world.askFor('slow')]
  const cancelOnce = ({ request: { id, state } }: OutboxEvent): void => {
    if (id === unwanted.id && state === 'running' && world.now(unwanted).state === 'running') {
      decide(world.library.db, unwanted.id, 'cancelled')
    }
  }
  await world.run({ onEvent: cancelOnce })
  expect([world.now(unwanted).state, world.now(other).state]).toEqual(['cancelled', 'ready'])
})

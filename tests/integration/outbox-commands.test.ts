import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { requestById } from '#main/outbox/store.ts'
import { makeClip, makeWorld, type OutboxWorld } from '#main/outbox/testing/outbox-world.ts'
import { saveOwnService } from '#main/services/service-store.ts'
import type { OutboxRow, OutboxStatus } from '#model/contract/outbox-contract.ts'
import type { Request } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { startServices, type Services } from '../services/services.ts'
import { runCli, runCliJson, type CliRun } from '../support/cli.ts'
import { entryOf, TRIED_SERVICES } from '../support/outbox-trial/tried-services.ts'

const TRIED = TRIED_SERVICES[0]!

let world: OutboxWorld
let services: Services

beforeEach(async () => {
  world = await makeWorld()
  const path = join(world.dir, 'clip.mp4')
  await makeClip(path, 1)
  services = await startServices({ clip: () => readFileSync(path) })
  services.settings['openai-videos'].keys = []
  services.settings['openai-videos'].pace = { polls: 0 }
  // One at a time, so that they come in the order they are sent in.
  const entry = { ...entryOf(TRIED, services.url('openai-videos')), limits: { inFlight: 1, perMinute: null } }
  saveOwnService(world.library.db, { entry, models: [TRIED.model] })
})
afterEach(async () => {
  await services.close()
  world.end()
})

function ask(prompt: string, changed: Partial<Request['spec']> = {}): Request {
  const { family, model } = TRIED
  return world.askFor(prompt, { provider: family, model: model.id, askTicks: ticksFromSeconds(1), ...changed })
}

const cli = (...args: string[]): Promise<CliRun> => runCli([...args, '--library', world.library.dir])
const shortOf = ({ id }: Request): string => id.slice(-8)
const stateOf = ({ id }: Request): string => requestById(world.library.db, id)!.state

test('the outbox is listed, put in order, worked off, and what needs a person fails the command until it is decided', async () => {
  const [first, second, gone] = [ask('a bubble'), ask('a pitch'), ask('a field', { provider: 'nobody' })]
  const { db } = world.library
  const before = await runCliJson<OutboxStatus & { requests: OutboxRow[] }>([
    'outbox',
    'Test',
    '--library',
    world.library.dir,
  ])
  expect(before).toMatchObject({ waiting: 3, needsYou: 0 })
  expect(before.requests.map(({ hold }) => hold?.kind)).toEqual(['turn', 'turn', 'not-served'])
  expect((await cli('outbox')).stdout).toMatch(new RegExp(`^${shortOf(second)}  1 before it +1/2  a pitch`, 'm'))

  expect(await cli('outbox', 'first', shortOf(second))).toMatchObject({ status: 0, stdout: '1 put first\n' })
  services.faults.add({ on: 'create', after: 1, times: 1, fault: { kind: 'refused', stage: 'input' } })
  const worked = await cli('sync')
  expect([stateOf(second), stateOf(first)]).toEqual(['ready', 'refused'])
  expect(worked.status).toBe(1)
  expect(worked.stderr).toMatch(new RegExp(`^${shortOf(second)}  ready`, 'm'))
  expect(worked.stderr).toMatch(new RegExp(`^${shortOf(first)}  refused`, 'm'))
  expect(worked.stdout).toContain('1 need you, 0 running, 1 waiting')
  expect(worked.stdout).toContain('1: service not set up (nobody)')

  expect(await cli('outbox', 'drop', shortOf(first), shortOf(gone))).toMatchObject({ status: 0 })
  expect(await cli('sync')).toMatchObject({ status: 0 })
  expect(services.books.accepted).toHaveLength(1)

  const failed = ask('a kite')
  db.run(`UPDATE request SET state = 'failed' WHERE id = ?`, [failed.id])
  expect(await cli('outbox', 'again', shortOf(failed))).toMatchObject({ status: 0 })
  expect(await cli('sync', '--wait')).toMatchObject({ status: 0 })
  expect(stateOf(failed)).toBe('ready')
})

test('a request or project that is not there is said to be so', async () => {
  ask('a bubble')
  const unknown = await cli('outbox', 'again', 'nothing')
  expect(unknown).toMatchObject({ status: 2 })
  expect(unknown.stderr).toContain('There is no open request that ends in "nothing"')
  expect(await cli('outbox', 'No such film')).toMatchObject({ status: 2 })
})

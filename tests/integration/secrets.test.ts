import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openZip } from '#main/desk/projects/bundle/zip-reader.ts'
import { acquireLease } from '#main/library/lease.ts'
import { endPause } from '#main/outbox/pauses.ts'
import { runOutbox } from '#main/outbox/outbox.ts'
import { requestById } from '#main/outbox/store.ts'
import { FFMPEG, makeClip, makeWorld, type OutboxWorld } from '#main/outbox/testing/outbox-world.ts'
import { loadWorkflow } from '#main/providers/comfyui/load-workflow.ts'
import { discreet } from '#main/providers/discreet.ts'
import { FAMILY_PROVIDERS } from '#main/providers/families.ts'
import { createGuardedFetch } from '#main/providers/http/guarded-fetch.ts'
import { createKeyFile } from '#main/services/key-store.ts'
import { saveOwnService } from '#main/services/service-store.ts'
import { LEDGER_PAGE } from '#model/contract/money-contract.ts'
import { ticksFromSeconds } from '#model/time.ts'
import type { Fault, FaultRule } from '../services/core/faults.ts'
import { startServices, type Services } from '../services/services.ts'
import { filesBelow } from '../support/made-library.ts'
import { entryOf, TRIED_SERVICES, type TriedService } from '../support/outbox-trial/tried-services.ts'
import { filesWithKeys, keysIn, plantedKey } from '../support/planted-keys.ts'
import { startServed, type Served } from '../support/served.ts'
import { hurriedClock } from './providers/hurried-clock.ts'
import { someModel } from './providers/some-model.ts'

const ALL: readonly TriedService[] = [
  ...TRIED_SERVICES,
  {
    ...{ family: 'gemini-omni', catalogueFamily: 'gemini-omni', basePath: '/v1beta', isCreateIdempotent: false },
    model: someModel({
      ...{ id: 'gemini-omni-1.2-flash', provider: 'gemini-omni' },
      lengths: { kind: 'listed', seconds: [3, 5] },
      sizes: { kind: 'listed', sizes: [{ width: 1280, height: 720, wire: '720p' }] },
    }),
  },
  {
    ...{ family: 'sdcpp', catalogueFamily: 'sd-cpp', basePath: '', isCreateIdempotent: false },
    model: someModel({ id: 'sd-cpp', provider: 'sdcpp', wire: { fps: 24 } }),
  },
]
const KEYS = ALL.map(({ family }) => plantedKey(family))

/** What goes wrong with one request each, in one run. */
const FAULTS: readonly (readonly [FaultRule['on'], Fault])[] = [
  ['create', { kind: 'bad-request' }],
  ['create', { kind: 'refused', stage: 'input' }],
  ['create', { kind: 'refused', stage: 'output' }],
  ['create', { kind: 'job-failed', isRetryable: false }],
  ['create', { kind: 'server-error', status: 500, when: 'before' }],
  ['create', { kind: 'server-error', status: 503, when: 'after' }],
  ['create', { kind: 'html-page', status: 502, when: 'before' }],
  ['create', { kind: 'drop', when: 'after' }],
  ['create', { kind: 'invalid-json' }],
  ['create', { kind: 'too-many-requests', retryAfter: { form: 'none' } }],
  ['poll', { kind: 'server-error', status: 500, when: 'before' }],
  ['poll', { kind: 'job-lost' }],
  ['download', { kind: 'server-error', status: 500, when: 'before' }],
  ['download', { kind: 'html-page', status: 404, when: 'before' }],
]

let dir: string
let home: string
let world: OutboxWorld
let services: Services

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'secrets-'))
  home = join(dir, 'home')
  mkdirSync(home)
  world = await makeWorld()
  const clips = { mp4: join(dir, 'clip.mp4'), webm: join(dir, 'clip.webm') }
  for (const path of Object.values(clips)) await makeClip(path, 4)
  const bytes = { mp4: readFileSync(clips.mp4), webm: readFileSync(clips.webm) }
  services = await startServices({ clip: ({ format }) => (format === 'webm' ? bytes.webm : bytes.mp4) })
  for (const tried of ALL) {
    const { family, model } = tried
    Object.assign(services.settings[family], { keys: [plantedKey(family)], doesEchoKey: true, concurrency: 100 })
    saveOwnService(world.library.db, { entry: entryOf(tried, services.url(family)), models: [model] })
  }
})
afterAll(async () => {
  await services.close()
  world.end()
  rmSync(dir, { recursive: true })
})

function askOf({ family, model }: TriedService, prompt: string, at = world) {
  const size = model.sizes.kind === 'listed' ? model.sizes.sizes[0]! : { width: 640, height: 368 }
  const seconds = model.lengths.kind === 'listed' ? model.lengths.seconds[0]! : 4
  const { width, height } = size
  const spec = { provider: family, model: model.id, askTicks: ticksFromSeconds(seconds), width, height }
  return at.askFor(`${prompt} of ${family}`, spec)
}

/** Works in this process, where time hurries, until nothing can be done any more. */
async function work(tried: TriedService, keyFile: string): Promise<void> {
  const { library } = world
  const baseUrl = services.url(tried.family) + tried.basePath
  const door = createGuardedFetch(baseUrl)
  const keys = createKeyFile(keyFile)
  const service = entryOf(tried, services.url(tried.family))
  const provider = discreet(FAMILY_PROVIDERS[tried.catalogueFamily]!)({
    service,
    models: [tried.model],
    key: () => Promise.resolve(keys.keyOf(service)),
    fetch: door.fetch,
    workflow: name => loadWorkflow(['resources/workflows'], name),
    pollEveryMs: 5,
  })
  const lease = await acquireLease(library.db)
  const signal = AbortSignal.timeout(60_000)
  try {
    await runOutbox({ library, lease, ffmpeg: FFMPEG, providers: [provider], signal, clock: hurriedClock() })
  } finally {
    lease.release()
    await provider.dispose()
    await door.close()
  }
}

/** All that the studio tells a window of what there is. */
async function everyAnswer({ studio }: Served): Promise<unknown[]> {
  const { projectId } = world
  const told: unknown[] = [await studio.services.list(), await studio.outbox.status({ projectId })]
  told.push(await studio.projects.list(), await studio.outbox.open({ projectId }), await studio.settings.all())
  for (const group of ['needsYou', 'waiting', 'running', 'done'] as const)
    told.push(await studio.outbox.page({ projectId, group, offset: 0, limit: 200 }).catch(error => error as unknown))
  for await (const takes of await studio.takes.list({ projectId, isTrash: false })) told.push(takes)
  return told
}

/** Each take's pedigree, as the studio tells a window. */
function everyPedigree({ studio }: Served) {
  const ids = world.library.db.all<{ id: string }>('SELECT id FROM take').map(({ id }) => id)
  return Promise.all(ids.map(takeId => studio.takes.detail({ takeId })))
}

/** What was spent, as the studio tells a window, and the whole of it as the table that it writes. */
async function everyCost({ studio }: Served, path: string) {
  const { projectId } = world
  const told = [await studio.money.standing({ projectId }), await studio.money.days({ projectId })]
  const { rows, total } = await studio.money.ledger({ projectId, offset: 0, limit: LEDGER_PAGE })
  const written = await studio.money.exportCsv({ projectId, path })
  expect([rows.length, written.rows]).toEqual([LEDGER_PAGE, total])
  return { told: [...told, rows, written], table: readFileSync(path, 'utf8'), total }
}

test('V3 V13 a key is found nowhere but in its own file, and goes to its own service alone, whatever the services say back', async () => {
  const libraryDir = join(world.dir, 'library')
  const answers: unknown[] = []
  const first = await startServed(libraryDir, home)
  const changes = await first.studio.changes()
  const listening = (async () => {
    for await (const change of changes) answers.push(change)
  })().catch(() => undefined)
  for (const { family } of ALL) {
    await first.studio.services.setKey({ serviceId: family, key: `${plantedKey(family)} and more` }).catch(error => {
      answers.push(error)
    })
    await first.studio.services.setKey({ serviceId: family, key: plantedKey(family) })
    // fal has no route for a test: it asks about a job.
    const on = family === 'fal' ? 'poll' : 'probe'
    services.faults.add({ family, on, times: 1, fault: { kind: 'unauthorized' } })
    const tested = await first.studio.services.test({ serviceId: family })
    expect([family, tested.trouble]).toEqual([family, expect.any(String)])
    answers.push(tested, await first.studio.services.test({ serviceId: family }))
  }
  services.faults.clear()
  // One request each fails where the program really runs, with its log.
  services.faults.add(
    ...ALL.map(({ family }) => ({ family, on: 'create', times: 1, fault: { kind: 'bad-request' } }) as const),
  )
  const failing = ALL.map(tried => askOf(tried, 'a kite'))
  const stateOf = () => failing.map(({ id }) => requestById(world.library.db, id)!.state)
  await expect.poll(stateOf, { timeout: 30_000, interval: 100 }).toEqual(failing.map(() => 'failed'))
  expect(await first.stop()).toBe(0)
  await listening
  services.faults.clear()

  const keyFile = join(
    home,
    filesBelow(home).find(path => path.endsWith('keys.json'))!,
  )
  for (const tried of ALL) {
    const { family } = tried
    const good = askOf(tried, 'a bubble')
    await work(tried, keyFile)
    expect([family, requestById(world.library.db, good.id)]).toMatchObject([family, { state: 'ready' }])
    services.faults.add(...FAULTS.map(([on, fault]) => ({ family, on, times: 1, fault }) as const))
    for (const [, { kind }] of FAULTS) askOf(tried, kind)
    await work(tried, keyFile)
    services.faults.clear()
    for (const fault of [{ kind: 'unauthorized' }, { kind: 'out-of-credit' }] as const) {
      services.faults.add({ family, on: 'create', times: 'always', fault })
      askOf(tried, fault.kind)
      await work(tried, keyFile)
      services.faults.clear()
      endPause(world.library.db, family)
    }
  }
  const failures = world.library.db.all<{ message: string }>('SELECT failure_message AS message FROM request')
  expect(failures.filter(({ message }) => message?.includes('You sent •••')).length).toBeGreaterThan(20)

  const second = await startServed(libraryDir, home)
  answers.push(...(await everyAnswer(second)))
  const pedigrees = await everyPedigree(second)
  const dailies = await second.studio.takes.dailies({ projectId: world.projectId })
  const costs = await everyCost(second, join(dir, 'ledger.csv'))
  answers.push(...pedigrees, dailies, ...costs.told, costs.table)
  const path = join(dir, 'project.flythrough')
  const { projectId } = world
  for await (const progress of await second.studio.projects.exportBundle({ projectId, path })) answers.push(progress)
  expect(await second.stop()).toBe(0)
  const zip = await openZip(path)
  const manifest: Buffer[] = []
  for await (const piece of await zip.read('project.json')) manifest.push(piece as Buffer)

  // What is looked for can be found: else all that follows would say nothing.
  expect(keysIn(readFileSync(keyFile), KEYS)).toEqual(KEYS)
  expect(new Set(pedigrees.map(({ asked }) => asked?.service))).toEqual(new Set(ALL.map(({ family }) => family)))
  expect([dailies.takeIds.length > 0, dailies.stopped.length > 20]).toEqual([true, true])
  expect(costs.table.trim().split('\r\n')).toHaveLength(costs.total + 1)
  const told = answers.map(answer =>
    answer instanceof Error ? `${answer.message} ${answer.stack} ${JSON.stringify(answer)}` : JSON.stringify(answer),
  )
  expect(keysIn(told.join('\n'), KEYS)).toEqual([])
  expect(keysIn((await first.printed) + (await second.printed), KEYS)).toEqual([])
  expect(keysIn(Buffer.concat(manifest), KEYS)).toEqual([])
  expect(filesWithKeys(dir, KEYS)).toEqual([keyFile.slice(dir.length + 1)])
  expect(filesBelow(world.dir).some(file => file.endsWith('-wal'))).toBe(true)
  expect(filesWithKeys(world.dir, KEYS)).toEqual([])

  const { requests } = services.books
  const wrong = requests.filter(({ family, keysSent, isAtOther, path: to }) => {
    const header = family === 'gemini-omni' ? 'x-goog-api-key' : 'authorization'
    const isRight = keysSent.every(sent => sent.of === family && sent.header === header && !isAtOther)
    return !isRight || keysIn(to, KEYS).length > 0
  })
  expect(wrong).toEqual([])
  expect(new Set(requests.flatMap(({ keysSent }) => keysSent.map(({ of }) => of))).size).toBe(ALL.length)
  expect(keysIn(JSON.stringify(services.books.accepted), KEYS)).toEqual([])
}, 240_000)

test('V16 where a library has the services elsewhere, no key goes there, and what is asked of them waits for one', async () => {
  const strangers = await startServices({ clip: () => Buffer.alloc(0) })
  onTestFinished(() => strangers.close())
  const other = await makeWorld()
  onTestFinished(() => other.end())
  const { db } = other.library
  const leadTo = (tried: TriedService, to: Services): void => {
    const key = { name: 'Key', page: null, isOptional: false }
    saveOwnService(db, { entry: { ...entryOf(tried, to.url(tried.family)), key }, models: [tried.model] })
  }
  for (const tried of ALL) leadTo(tried, services)
  const served = await startServed(join(other.dir, 'library'), other.dir)
  const { studio } = served
  for (const { family } of ALL) await studio.services.setKey({ serviceId: family, key: plantedKey(family) })
  for (const tried of ALL) leadTo(tried, strangers)

  for (const { family } of ALL) {
    const { trouble } = await studio.services.test({ serviceId: family })
    const [was, now] = [services, strangers].map(at => new URL(at.url(family)).origin)
    expect(trouble).toBe(`The key was given for ${was}; give it again for its new address, ${now}.`)
  }
  for (const tried of ALL) askOf(tried, 'a kite', other)
  const held = async () => (await studio.outbox.status({ projectId: other.projectId })).held
  await expect
    .poll(async () => (await held()).map(({ hold, serviceId }) => `${hold.kind} ${serviceId}`).toSorted(), {
      timeout: 30_000,
    })
    .toEqual(ALL.map(({ family }) => `needs-key ${family}`).toSorted())
  expect(await served.stop()).toBe(0)
  expect(strangers.books.requests).toEqual([])
}, 60_000)

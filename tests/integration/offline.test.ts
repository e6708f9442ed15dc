import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prioritise, requestById } from '#main/outbox/store.ts'
import { makeClip, makeWorld, type OutboxWorld } from '#main/outbox/testing/outbox-world.ts'
import { createKeyFile } from '#main/services/key-store.ts'
import { saveOwnService } from '#main/services/service-store.ts'
import type { OutboxStatus } from '#model/contract/outbox-contract.ts'
import type { MediaId } from '#model/ids.ts'
import type { Request } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import type { Family } from '../services/core/family.ts'
import { startServices, type Services } from '../services/services.ts'
import { entryOf, type TriedService } from '../support/outbox-trial/tried-services.ts'
import { noisyPicture } from './providers/noisy-picture.ts'
import { someModel } from './providers/some-model.ts'

const CHILD = fileURLToPath(new URL('../support/offline-trial/child.ts', import.meta.url))
/** An address of this very machine that does not look like one, so that the program takes it to be out in the network. */
const FAR = '[::ffff:7f00:1]'
const SHOTS = 55
const TAKES = 3
const IN_FLIGHT = { 'openai-videos': 6, replicate: 2 } as const

type Tried = TriedService & { readonly family: keyof typeof IN_FLIGHT }

const TRIED: readonly Tried[] = [
  {
    ...{ family: 'openai-videos', catalogueFamily: 'openai-videos', basePath: '/v1', isCreateIdempotent: false },
    model: someModel({ id: 'openai-videos-model', wireName: 'wan2.2', provider: 'openai-videos' }),
  },
  {
    ...{ family: 'replicate', catalogueFamily: 'replicate', basePath: '/v1', isCreateIdempotent: false },
    model: someModel({
      ...{ id: 'replicate-model', wireName: 'bytedance/seedance-1-pro', provider: 'replicate' },
      lengths: { kind: 'listed', seconds: [5, 10] },
      sizes: { kind: 'listed', sizes: [{ width: 864, height: 480, wire: '16:9 480p' }] },
      wire: { seconds: 'duration', seed: 'seed', ratio: 'aspect_ratio', firstFrame: 'image' },
    }),
  },
]

let world: OutboxWorld
let services: Services
let clip: Buffer
let keyPath: string
let child: ChildProcess | null = null

beforeEach(async () => {
  world = await makeWorld()
  const path = join(world.dir, 'clip.mp4')
  await makeClip(path, 2)
  clip = readFileSync(path)
  services = await startServices({ clip: () => clip, name: FAR })
  keyPath = join(world.dir, 'keys.json')
  for (const tried of TRIED) {
    const entry = entryOf(tried, services.url(tried.family))
    const limits = { inFlight: IN_FLIGHT[tried.family], perMinute: null }
    saveOwnService(world.library.db, { entry: { ...entry, limits }, models: [tried.model] })
    createKeyFile(keyPath).keep(entry, 'test-key')
    services.settings[tried.family].pace = { polls: 0 }
  }
})
afterEach(async () => {
  child?.kill('SIGKILL')
  await services.close()
  world.end()
})

async function open(): Promise<ChildProcess> {
  child = fork(CHILD, [world.library.dir, keyPath], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await once(child, 'spawn')
  return child
}

async function statusOf(program: ChildProcess): Promise<OutboxStatus> {
  const answer = once(program, 'message') as Promise<[OutboxStatus]>
  program.send('status')
  return (await answer)[0]
}

async function expectAllHeld(program: ChildProcess, count: number): Promise<void> {
  const status = await statusOf(program)
  expect(status).toMatchObject({ isOnline: false, waiting: count, running: 0 })
  expect(status.held).toMatchObject([{ hold: { kind: 'offline' }, count }])
}

/** The shots in turn, every take of one before the next; every third shot begins on a picture. */
async function askForAll(): Promise<Request[]> {
  const picture = await pictureInLibrary()
  return Array.from({ length: SHOTS * TAKES }, (_, index) => {
    const shot = Math.floor(index / TAKES)
    const isPictured = shot % 3 === 2
    const { family, model } = TRIED[isPictured ? 1 : 0]!
    const size = isPictured ? { width: 864, height: 480 } : { width: 640, height: 368 }
    return world.askFor(`shot ${shot}, try ${index}.`, {
      ...{ provider: family, model: model.id, askTicks: ticksFromSeconds(5), ...size },
      firstFrame: isPictured ? picture : null,
    })
  })
}

async function pictureInLibrary(): Promise<MediaId> {
  const path = join(world.dir, 'first.png')
  writeFileSync(path, noisyPicture(420, 320))
  return await world.library.media.importFile(path, 'still')
}

const acceptedBy = (family: Family) => services.books.accepted.filter(entry => entry.family === family)
const downloads = () => services.books.requests.filter(({ operation }) => operation === 'download')

/** In which order the create calls of a service came, as places in the order they were wanted in. */
function orderOf(family: Family, wanted: readonly Request[]): number[] {
  const own = wanted.filter(({ spec }) => spec.provider === family)
  return acceptedBy(family).map(({ body }) => own.findIndex(({ spec }) => JSON.stringify(body).includes(spec.prompt)))
}

/** The most jobs a service had at once: from its create call to the last of its clip. */
function mostAtOnce(family: Family): number {
  const { requests } = services.books
  const spans = acceptedBy(family).map(({ jobId, atMs }) => ({
    fromMs: atMs,
    toMs: requests.findLast(({ operation, path }) => operation === 'download' && path.includes(jobId))!.atMs,
  }))
  return Math.max(
    ...spans.map(({ fromMs }) => spans.filter(span => span.fromMs <= fromMs && fromMs < span.toMs).length),
  )
}

test(
  'what was queued without a network goes out by itself when there is one, through a close and a pulled cable, in order and once',
  { timeout: 180_000 },
  async () => {
    const asked = await askForAll()
    const first = asked.slice(-TAKES)
    const { db } = world.library
    prioritise(
      db,
      first.map(({ id }) => id),
      true,
    )
    const wanted = [...first, ...asked.slice(0, -TAKES)]

    // The program is closed and opened again while there is no network: everything waits, and says for what.
    const before = await open()
    await expectAllHeld(before, asked.length)
    const closed = once(before, 'exit')
    before.send('close')
    expect(await closed).toEqual([0, null])
    const program = await open()
    await expectAllHeld(program, asked.length)
    expect(services.books.requests).toEqual([])

    // All places of the first service are in the middle of a download, all of the other in the middle of an upload.
    services.faults.add(
      {
        family: 'openai-videos',
        on: 'download',
        after: 20,
        times: 6,
        fault: { kind: 'slow-body', bytesPerSecond: 1_000 },
      },
      { family: 'replicate', on: 'upload', after: 8, times: 2, fault: { kind: 'delay', ms: 60_000 } },
    )
    const ended = once(program, 'exit')
    program.send('online')
    const { incomingDir } = world.library
    const begun = (): number =>
      readdirSync(incomingDir).filter(name => name.includes('.part.') && statSync(join(incomingDir, name)).size > 0)
        .length
    const fired = (): number[] => services.faults.list().map(rule => rule.fired)
    await expect.poll(() => [...fired(), begun()], { timeout: 60_000 }).toEqual([6, 2, 6])
    services.cut()
    const countOf = (kind: string): number =>
      db.get<{ count: number }>('SELECT count(*) AS count FROM request WHERE failure_kind = ?', [kind])!.count
    await expect.poll(() => countOf('service/not-sent'), { timeout: 30_000 }).toBeGreaterThan(0)
    const beforeMend = downloads().length
    await services.mend()

    expect(await ended).toEqual([0, null])
    expect(asked.map(({ id }) => requestById(db, id)!.state)).toEqual(asked.map(() => 'ready'))

    // Once each, in the order they were wanted in, and no more at once than their services take.
    expect(services.books.accepted).toHaveLength(asked.length)
    for (const { family } of TRIED) {
      const order = orderOf(family, wanted)
      expect(order.toSorted((a, b) => a - b)).toEqual(order.map((_, place) => place))
      for (const [place, at] of order.entries()) expect(Math.abs(place - at)).toBeLessThan(IN_FLIGHT[family])
      expect(mostAtOnce(family)).toBeLessThanOrEqual(IN_FLIGHT[family])
    }
    expect(ledgerOrder('openai-videos')).toEqual(
      wanted.flatMap(({ id, spec }) => (spec.provider === 'openai-videos' ? [id] : [])),
    )

    // The downloads went on where they had been cut off.
    const resumed = downloads()
      .slice(beforeMend)
      .filter(({ range }) => range !== null)
    expect(resumed).toHaveLength(6)
    for (const { range, sentBytes } of resumed) expect(sentBytes).toBeLessThan(clip.length + 600 - partBegun(range))
    const served = downloads().reduce((sum, { sentBytes }) => sum + sentBytes, 0)
    expect(served).toBeLessThan(asked.length * (clip.length + 600) + 6 * 2_500)
  },
)

/** Where the part of a file begins that was asked for. */
function partBegun(range: string | null): number {
  const begun = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
  expect(begun).toBeGreaterThan(0)
  return begun
}

/** The requests to a service in the order in which they were sent. */
function ledgerOrder(serviceId: string): string[] {
  const sql = 'SELECT request_id AS id FROM ledger_entry WHERE service_id = ? ORDER BY ledger_entry.id'
  return world.library.db.all<{ id: string }>(sql, [serviceId]).map(({ id }) => id)
}

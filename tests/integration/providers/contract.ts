import { createCanvas } from '@napi-rs/canvas'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { acquireLease } from '#main/library/lease.ts'
import { endPause, pauseOf } from '#main/outbox/pauses.ts'
import { runOutbox } from '#main/outbox/outbox.ts'
import { decide, requestById } from '#main/outbox/store.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { FFMPEG, makeClip, makeWorld, type OutboxWorld } from '#main/outbox/testing/outbox-world.ts'
import { createGuardedFetch } from '#main/providers/http/guarded-fetch.ts'
import { readPicture } from '#main/providers/http/picture.ts'
import { asTakenUpright } from '#main/providers/http/testing/told-pictures.ts'
import type { Provider } from '#main/providers/port.ts'
import type { ServiceContext } from '#main/providers/service-context.ts'
import type { Family as CatalogueFamily, ModelEntry } from '#model/catalogue.ts'
import { isStudioError } from '#model/errors.ts'
import type { MediaId, RequestId } from '#model/ids.ts'
import type { Request, RequestSpec } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import type { Settings } from '../../services/core/settings.ts'
import { startServices, type Services } from '../../services/services.ts'
import type { AcceptedCreate } from '../../services/core/books.ts'
import type { Family } from '../../services/core/family.ts'
import type { Fault, FaultRule } from '../../services/core/faults.ts'
import { hurriedClock } from './hurried-clock.ts'

/** What the contract must be told of a family. */
export type FamilyKit = {
  readonly family: Family
  /** What is special about this run of the contract, where a family has more than one. */
  readonly variant?: { readonly name: string; readonly settle: (settings: Settings) => void }
  readonly catalogueFamily: CatalogueFamily
  /** What its documents' base address adds to that of the stand-in. */
  readonly basePath: string
  readonly model: ModelEntry
  readonly create: (context: ServiceContext) => Provider
  readonly isCreateIdempotent: boolean
  readonly canList: boolean
  readonly hasKey: boolean
  readonly hasModeration: boolean
  /** The container it delivers. */
  readonly container: 'mp4' | 'webm'
  readonly takesRange: boolean
  /** How often it asks about a job before its create call, to see whether it is there; 0 when missing. */
  readonly looksBeforeCreate?: number
  /** The clip lies in the answer about a job: so the last question before the download is answered with it too. */
  readonly hasClipInAnswer?: boolean
}

const KEY = 'test-key'

/** Every adapter keeps these promises, whatever its service speaks. */
export function describeContract(kit: FamilyKit): void {
  const { family, model } = kit
  let services: Services
  let world: OutboxWorld
  let key: string | null

  beforeAll(async () => {
    const maker = await makeWorld()
    const clip = join(maker.dir, `clip.${kit.container}`)
    await makeClip(clip, 4)
    const bytes = readFileSync(clip)
    services = await startServices({ clip: () => bytes })
    kit.variant?.settle(services.settings)
    // A job that nobody asks about, as that of a create call without an answer, must not hold up the next.
    services.settings[family].concurrency = 100
    afterAll(async () => {
      await services.close()
      maker.end()
    })
  })
  beforeEach(async () => {
    key = kit.hasKey ? KEY : null
    world = await makeWorld()
  })
  afterEach(() => {
    services.faults.clear()
    world.end()
  })

  function fails(on: FaultRule['on'], fault: Fault, times: FaultRule['times'] = 1): void {
    const before = { poll: kit.looksBeforeCreate ?? 0, download: kit.hasClipInAnswer ? 1 : 0 }
    const after = on === 'poll' || on === 'download' ? before[on] : 0
    services.faults.add({ family, on, times, after, fault })
  }

  function ask(changed: Partial<RequestSpec> = {}): Request {
    const size = model.sizes.kind === 'listed' ? model.sizes.sizes[0]! : { width: 640, height: 368 }
    const seconds = model.lengths.kind === 'listed' ? model.lengths.seconds[0]! : Math.max(3, model.lengths.minSeconds)
    const { width, height } = size
    return world.askFor(`a bubble ${++asked}`, {
      ...{ provider: 'service', model: model.id, askTicks: ticksFromSeconds(seconds), width, height },
      ...changed,
    })
  }
  let asked = 0

  function makeProvider(): Provider {
    const baseUrl = services.url(family) + kit.basePath
    const door = createGuardedFetch(baseUrl)
    onTestFinished(() => door.close())
    return kit.create({
      service: {
        ...{ id: 'service', family: kit.catalogueFamily, title: 'The service', baseUrl },
        key: kit.hasKey ? { name: 'Key', page: null, isOptional: false } : null,
        limits: { inFlight: 4, perMinute: null },
      },
      models: [model],
      key: () => Promise.resolve(key),
      fetch: door.fetch,
      pollEveryMs: 5,
    })
  }

  async function run(stop?: AbortSignal): Promise<void> {
    const { library } = world
    const lease = await acquireLease(library.db)
    const provider = makeProvider()
    try {
      const signal = AbortSignal.any([AbortSignal.timeout(20_000), ...(stop ? [stop] : [])])
      await runOutbox({ library, lease, ffmpeg: FFMPEG, providers: [provider], signal, clock: hurriedClock() })
    } finally {
      lease.release()
      await provider.dispose()
    }
  }

  const now = ({ id }: { id: RequestId }): Request => requestById(world.library.db, id)!
  const accepted = () => services.books.accepted.filter(entry => entry.family === family)
  const acceptedSince = (count: number) => accepted().slice(count)
  /** A picture of one colour, in the library. */
  async function still(color: string): Promise<MediaId> {
    const path = join(world.dir, `${color}.png`)
    const source = ['-f', 'lavfi', '-i', `color=${color}:s=320x180`, '-frames:v', '1', '-y', fileArg(path)]
    await runFfmpeg(FFMPEG, ['-v', 'error', ...source])
    return world.library.media.importFile(path, 'still')
  }
  /** The same as a camera writes it: lying, with a note that says where it was. */
  async function photograph(): Promise<MediaId> {
    const path = join(world.dir, 'photograph.jpg')
    writeFileSync(path, asTakenUpright(createCanvas(320, 180).toBuffer('image/jpeg')))
    return world.library.media.importFile(path, 'still')
  }
  /** Whether a create call came with these bytes: in its body, as a part of its form, or uploaded before. */
  function cameWith({ body, files }: AcceptedCreate, bytes: Uint8Array): boolean {
    const base64 = Buffer.from(bytes).toString('base64')
    const hash = createHash('sha256').update(bytes).digest('hex')
    return (
      JSON.stringify(body).includes(base64) || [...files, ...services.books.uploads].some(file => file.sha256 === hash)
    )
  }
  /** Where in a create call a picture lies, or is named as it was uploaded; -1 where it is not. */
  function placeIn({ body }: AcceptedCreate, bytes: Uint8Array): number {
    const text = JSON.stringify(body)
    const hash = createHash('sha256').update(bytes).digest('hex')
    const names = services.books.uploads.filter(({ sha256 }) => sha256 === hash).map(({ name }) => name)
    return Math.max(...[Buffer.from(bytes).toString('base64'), ...names].map(sent => text.indexOf(sent)))
  }
  const ledger = (id: RequestId) =>
    world.library.db.all('SELECT outcome, job_id AS jobId FROM ledger_entry WHERE request_id = ? ORDER BY id', [id])

  describe(`the contract of ${family}${kit.variant ? `, ${kit.variant.name}` : ''}`, () => {
    test('a request becomes a take, and the books of both sides agree', async () => {
      const before = accepted().length
      const request = ask()
      await run()
      expect(now(request)).toMatchObject({ state: 'ready', failure: null, attempt: 1 })
      const made = acceptedSince(before)
      expect(made).toHaveLength(1)
      expect(ledger(request.id)).toEqual([{ outcome: 'accepted', jobId: made[0]!.jobId }])
      expect(JSON.stringify(made[0]!.body)).toContain(request.spec.prompt)
    })

    test('several go at once, each to its own take', async () => {
      const before = accepted().length
      const requests = Array.from({ length: 6 }, () => ask())
      await run()
      expect(requests.map(request => now(request).state)).toEqual(requests.map(() => 'ready'))
      expect(acceptedSince(before)).toHaveLength(6)
    })

    test.each([
      { kind: 'too-many-requests', retryAfter: { form: 'seconds', seconds: 30 } },
      { kind: 'too-many-requests', retryAfter: { form: 'date', inSeconds: 30 } },
      { kind: 'too-many-requests', retryAfter: { form: 'none' } },
    ] as const)('Q15 too many at once is waited out and is no failed try ($retryAfter.form)', async fault => {
      const before = accepted().length
      fails('create', fault, 4)
      const requests = [ask(), ask()]
      await run()
      for (const request of requests) expect(now(request)).toMatchObject({ state: 'ready', attempt: 1 })
      expect(acceptedSince(before)).toHaveLength(2)
      expect(pauseOf(world.library.db, 'service')).toBeNull()
    })

    test.each([
      { kind: 'server-error', status: 500, when: 'before' },
      { kind: 'server-error', status: 503, when: 'after' },
      { kind: 'drop', when: 'before' },
      { kind: 'drop', when: 'after' },
      { kind: 'html-page', status: 502, when: 'after' },
    ] as const)('Q14 a create call without an answer is never sent again by itself ($kind $when)', async fault => {
      const before = accepted().length
      fails('create', fault)
      const requests = [ask(), ask()]
      await run()
      // Both leave at once: which of them arrives first, and is struck, is left to chance.
      const request = requests.find(one => now(one).state !== 'ready') ?? requests[0]!
      const next = requests.find(one => one !== request)!
      const isMade = fault.when === 'after'
      if (kit.isCreateIdempotent || (isMade && kit.canList)) expect(now(request).state).toBe('ready')
      else expect(now(request)).toMatchObject({ state: 'uncertain', retryAtMs: null, job: null })
      expect(now(next).state).toBe('ready')
      expect(acceptedSince(before)).toHaveLength(isMade || kit.isCreateIdempotent ? 2 : 1)
      const outcome = now(request).state === 'ready' ? 'accepted' : 'unsure'
      expect(ledger(request.id).at(-1)).toMatchObject({ outcome })
    })

    test.each([false, true])(
      'Q6 a job that fails is not made anew where that may cost (passing: %s)',
      async isRetryable => {
        const before = accepted().length
        fails('create', { kind: 'job-failed', isRetryable })
        const request = ask()
        await run()
        if (kit.isCreateIdempotent && now(request).state === 'ready') return
        expect(now(request).state).toBe('failed')
        expect(now(request).failure!.message.length).toBeGreaterThan(5)
        expect(acceptedSince(before)).toHaveLength(1)
      },
    )

    test('a job the service has lost is told, and not made anew where that may cost', async () => {
      const before = accepted().length
      fails('poll', { kind: 'job-lost' })
      const request = ask()
      await run()
      const state = kit.isCreateIdempotent ? 'ready' : 'failed'
      expect(now(request).state).toBe(state)
      if (state === 'failed') expect(now(request).failure).toMatchObject({ kind: 'job-unknown' })
      expect(acceptedSince(before)).toHaveLength(kit.isCreateIdempotent ? 2 : 1)
    })

    test.each([
      { kind: 'server-error', status: 502, when: 'before' },
      { kind: 'html-page', status: 200, when: 'before' },
      { kind: 'invalid-json' },
      { kind: 'drop', when: 'before' },
      { kind: 'unknown-fields' },
      { kind: 'unknown-status', status: 'pondering' },
      { kind: 'too-many-requests', retryAfter: { form: 'seconds', seconds: 20 } },
      { kind: 'huge-body', bytes: 'endless' },
    ] as const)('whatever is answered about a job, it is asked about again ($kind)', async fault => {
      fails('poll', fault, 3)
      const request = ask()
      await run()
      expect(now(request).state).toBe('ready')
    })

    test.each([
      { kind: 'truncate', atByte: 1500 },
      { kind: 'drop', when: 'before' },
      { kind: 'corrupt', atByte: 600, count: 4000 },
      { kind: 'ignore-range' },
      { kind: 'server-error', status: 503, when: 'before' },
    ] as const)('a download that goes wrong is gone on with or begun again ($kind)', async fault => {
      const before = accepted().length
      fails('download', fault)
      const request = ask()
      await run()
      expect(now(request).state).toBe('ready')
      expect(acceptedSince(before)).toHaveLength(1)
    })

    test('Q7 a service that is down when the clip is to be fetched is asked again without end', async () => {
      const before = accepted().length
      fails('download', { kind: 'server-error', status: 503, when: 'before' }, 5)
      const request = ask()
      await run()
      expect(now(request)).toMatchObject({ state: 'ready', attempt: 1 })
      expect(acceptedSince(before)).toHaveLength(1)
    })

    test.each([403, 404, 410] as const)('an address that has expired is asked for anew (%s)', async status => {
      const before = accepted().length
      fails('download', { kind: 'expired-link', status })
      const request = ask()
      await run()
      expect(now(request).state).toBe('ready')
      expect(acceptedSince(before)).toHaveLength(1)
    })

    if (model.takesFirstFrame) {
      test('the pictures a clip is to begin and end on are sent', async () => {
        const before = accepted().length
        const firstFrame = await still('red')
        const lastFrame = model.takesLastFrame ? await still('blue') : null
        const request = ask({ firstFrame, lastFrame })
        await run()
        expect(now(request)).toMatchObject({ state: 'ready', failure: null })
        const [made] = acceptedSince(before)
        for (const id of [firstFrame, lastFrame])
          expect(id === null || cameWith(made!, readFileSync(world.library.media.pathOf(id)))).toBe(true)
      })

      test('V15 of a photograph the pixels go, not where it was taken', async () => {
        const before = accepted().length
        const firstFrame = await photograph()
        ask({ firstFrame, lastFrame: model.takesLastFrame ? firstFrame : null })
        await run()
        const [made] = acceptedSince(before)
        const path = world.library.media.pathOf(firstFrame)
        const { bytes } = await readPicture(path)
        expect(bytes).not.toEqual(new Uint8Array(readFileSync(path)))
        expect([cameWith(made!, bytes), cameWith(made!, readFileSync(path))]).toEqual([true, false])
      })
    }

    test('W20 reference pictures are sent in their order where the model takes any, and nowhere else', async () => {
      const before = accepted().length
      const references: MediaId[] = []
      for (const color of ['white', 'green', 'black']) references.push(await still(color))
      const requests = [ask({ references }), ask()]
      await run()
      const [withThem, without] = requests.map(request =>
        acceptedSince(before).find(({ jobId }) => jobId === now(request).job?.id)!,
      )
      expect(requests.map(request => now(request).state)).toEqual(['ready', 'ready'])
      const files = references.map(id => readFileSync(world.library.media.pathOf(id)))
      const places = files.map(bytes => placeIn(withThem!, bytes))
      if (model.maxReferenceStills === 0) expect(files.map(bytes => cameWith(withThem!, bytes))).not.toContain(true)
      else expect(places).toEqual(places.filter(place => place >= 0).toSorted((a, b) => a - b))
      expect(files.map(bytes => placeIn(without!, bytes))).toEqual([-1, -1, -1])
    })

    if (kit.isCreateIdempotent) {
      test('stopped between the create call and its answer, the next run goes on with the same job', async () => {
        const before = accepted().length
        fails('create', { kind: 'hang', when: 'after' })
        const request = ask()
        const stop = new AbortController()
        const stopped = run(stop.signal)
        await services.books.until(() => acceptedSince(before).length === 1)
        stop.abort(new Error('stopped'))
        await expect(stopped).rejects.toThrow('stopped')
        expect(now(request)).toMatchObject({ state: 'sending', job: null })
        await run()
        expect(now(request)).toMatchObject({ state: 'ready', attempt: 1 })
        expect(acceptedSince(before)).toHaveLength(1)
      })
    }

    if (kit.takesRange) {
      test('a download that was cut off goes on where it ended, whatever is answered to that', async () => {
        services.faults.add(
          { family, on: 'download', times: 1, fault: { kind: 'truncate', atByte: 2000 } },
          { family, on: 'download', times: 1, fault: { kind: 'range-416' } },
        )
        const request = ask()
        await run()
        expect(now(request).state).toBe('ready')
      })
    }

    test('a clip is fetched by a process that knows nothing of the one before', async () => {
      const { id, spec } = ask()
      const signal = AbortSignal.timeout(30_000)
      const made = await makeProvider().submit(id, spec, { firstFrame: null, lastFrame: null }, signal)
      if (made.status !== 'accepted') throw new Error(`it was ${made.status}`)
      await vi.waitFor(async () =>
        expect(await makeProvider().poll(made.job, signal)).toMatchObject({ status: 'done' }),
      )
      const path = join(world.dir, 'fetched')
      await makeProvider().fetchOutput(made.job, path, signal)
      expect(statSync(path).size).toBeGreaterThan(1000)
    })

    test('a job that is lost before its clip is fetched is not asked about without end', async () => {
      const { id, spec } = ask()
      const signal = AbortSignal.timeout(30_000)
      const provider = makeProvider()
      const made = await provider.submit(id, spec, { firstFrame: null, lastFrame: null }, signal)
      if (made.status !== 'accepted') throw new Error(`it was ${made.status}`)
      services.jobs.lose(family, made.job.id)
      const fetched = provider.fetchOutput(made.job, join(world.dir, 'lost'), signal)
      await expect(fetched).rejects.toSatisfy(
        error => !['service/no-word', 'service/no-answer'].includes(codeOf(error)),
      )
    })

    if (kit.hasKey) {
      test('Q15 without a key, or with a wrong one, all waits for a person, and then goes out', async () => {
        const before = accepted().length
        for (const wrong of [null, 'wrong-key']) {
          key = wrong
          const request = ask()
          await run()
          expect(now(request)).toMatchObject({ state: 'queued', attempt: 1 })
          expect(pauseOf(world.library.db, 'service')).toMatchObject({ trouble: { kind: 'key' }, untilMs: null })
          expect(pauseOf(world.library.db, 'service')!.trouble.message).not.toContain('wrong-key')
          key = KEY
          endPause(world.library.db, 'service')
          await run()
          expect(now(request).state).toBe('ready')
        }
        expect(acceptedSince(before)).toHaveLength(2)
      })

      test('Q15 an empty account holds everything, and says so', async () => {
        fails('create', { kind: 'out-of-credit' }, 'always')
        const requests = [ask(), ask()]
        await run()
        for (const request of requests) expect(now(request)).toMatchObject({ state: 'queued', attempt: 1 })
        expect(pauseOf(world.library.db, 'service')).toMatchObject({ trouble: { kind: 'credit' }, untilMs: null })
        services.faults.clear()
        endPause(world.library.db, 'service')
        await run()
        for (const request of requests) expect(now(request).state).toBe('ready')
      })

      test('a key is sent to the service alone', async () => {
        const { links } = services.settings[family]
        const keptOutput = links.output
        onTestFinished(() => {
          links.output = keptOutput
        })
        links.output = { to: 'other' }
        const seen = services.books.requests.length
        const request = ask()
        await run()
        const others = services.books.requests.slice(seen).filter(entry => entry.isAtOther)
        expect(others.filter(entry => entry.hasKey)).toEqual([])
        expect(['ready', 'failed']).toContain(now(request).state)
      })
    }

    if (kit.hasModeration) {
      test.each(['input', 'output'] as const)(
        'Q8 a refusal keeps its reason and is not tried again (%s)',
        async stage => {
          fails('create', { kind: 'refused', stage })
          const request = ask()
          await run()
          expect(now(request)).toMatchObject({ state: 'refused', attempt: 1, failure: { kind: 'refused' } })
          expect(now(request).failure!.message.length).toBeGreaterThan(5)
        },
      )
    }

    test('what nobody wants any more is cancelled at the service', async () => {
      services.settings[family].pace = 'manual'
      onTestFinished(() => {
        services.settings[family].pace = { polls: 2 }
      })
      const before = accepted().length
      const request = ask()
      const running = run()
      await services.books.until(() => (acceptedSince(before)[0]?.polls ?? 0) > 1)
      decide(world.library.db, request.id, 'cancelled')
      await running
      expect(now(request).state).toBe('cancelled')
    })

    test('a test of the connection costs nothing, and tells a wrong key', async () => {
      const before = accepted().length
      const provider = makeProvider()
      if (!provider.probe) throw new Error('it has no test')
      const signal = AbortSignal.timeout(5_000)
      expect(await provider.probe(signal)).toMatchObject({ trouble: null })
      if (kit.hasKey) {
        key = 'wrong-key'
        expect(await provider.probe(signal)).toMatchObject({ trouble: { kind: 'key' } })
      }
      expect(acceptedSince(before)).toHaveLength(0)
    })

    test('nobody there: everything waits, untouched', async () => {
      const { library } = world
      const lease = await acquireLease(library.db)
      const deaf = await deafAddress()
      const door = createGuardedFetch(deaf)
      onTestFinished(() => door.close())
      const provider = kit.create({
        service: {
          ...{ id: 'service', family: kit.catalogueFamily, title: 'The service', baseUrl: deaf },
          ...{ key: null, limits: { inFlight: 4, perMinute: null } },
        },
        models: [model],
        key: () => Promise.resolve(key),
        fetch: door.fetch,
        pollEveryMs: 5,
      })
      const request = ask()
      const stop = new AbortController()
      const clock = hurriedClock(() => {
        if ((pauseOf(library.db, 'service')?.strikes ?? 0) >= 3) stop.abort(new Error('seen enough'))
      })
      const end = runOutbox({ library, lease, ffmpeg: FFMPEG, providers: [provider], signal: stop.signal, clock })
      await expect(end).rejects.toThrow('seen enough')
      lease.release()
      expect(now(request)).toMatchObject({ state: 'queued', attempt: 1, job: null })
      expect(pauseOf(library.db, 'service')).toMatchObject({ trouble: { kind: 'unreachable' } })
    })
  })
}

function codeOf(error: unknown): string {
  return isStudioError(error) ? error.code : ''
}

/** An address of this machine at which nobody listens. */
async function deafAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return `http://127.0.0.1:${port}`
}

import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { acquireLease } from '#main/library/lease.ts'
import type { Library } from '#main/library/library.ts'
import { temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { filmUse } from '#main/make/hand-on/film-use.ts'
import { releaseWaiting } from '#main/make/hand-on/release-waiting.ts'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { probeVideo } from '#main/media/probe.ts'
import { runOutbox } from '#main/outbox/outbox.ts'
import { ask, requestById } from '#main/outbox/store.ts'
import { FFMPEG, RATE } from '#main/outbox/testing/outbox-world.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { FAMILY_PROVIDERS } from '#main/providers/families.ts'
import { createGuardedFetch } from '#main/providers/http/guarded-fetch.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { measureJoin } from '#main/seams/measure-join.ts'
import { circleTake, importTake, takesOfShot } from '#main/takes/store.ts'
import { temporaryContext } from '#main/testing/temporary-studio.ts'
import { boundEnds, boundWindow } from '#model/assemble/bound-window.ts'
import { serviceById, type ModelEntry } from '#model/catalogue.ts'
import { clipSize } from '#model/clip-size.ts'
import { HANDLE_TICKS, PACE } from '#model/handles.ts'
import type { ShotId } from '#model/ids.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { startServices } from '../../services/services.ts'
import type { ClipAsk } from '../../services/core/clip-source.ts'
import type { Family } from '../../services/core/family.ts'
import { hurriedClock } from './hurried-clock.ts'

/** Where the film leaves the first shot: its take of four seconds is shown for two, half a second in. */
const LAST_SHOWN = 59
const LEAD = 48
const FILM = { width: 320, height: 180, rate: RATE }

const folder = mkdtempSync(join(tmpdir(), 'going-on-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A flight of ten seconds into a landscape that never ends: whoever goes on from a part of it, goes on with it. */
const flight = join(folder, 'flight.mkv')
const landscape = ['-f', 'lavfi', '-i', 'mandelbrot=s=320x180:r=24:end_pts=600', '-frames:v', '240']
await runFfmpeg(FFMPEG, ['-v', 'error', ...landscape, '-c:v', 'ffv1', '-y', fileArg(flight)])

async function cutFlight(fromPicture: number, count: number, name: string): Promise<string> {
  const path = join(folder, `${name}.mp4`)
  const cut = `trim=start_frame=${fromPicture}:end_frame=${fromPicture + count},setpts=PTS-STARTPTS,format=yuv420p`
  await runFfmpeg(FFMPEG, ['-v', 'error', '-i', fileArg(flight), '-vf', cut, '-crf', '20', '-y', fileArg(path)])
  return path
}

async function world(model: ModelEntry, isGivenBack: boolean, onAsked = (_library: Library): void => {}) {
  const library = temporaryLibrary()
  const context = temporaryContext(library)
  const { db, media } = library
  const project = library.projects.create({ title: 'Flight', songId: null, seed: 1, ...FILM })
  const [first, second] = ['shot-1', 'shot-2'] as [ShotId, ShotId]
  for (const [position, id] of [first, second].entries()) {
    db.run(
      `INSERT INTO shot (id, project_id, serial, position, prompt, start_frame, end_frame, ask_ticks, created_at_ms)
       VALUES (?, ?, ?, ?, 'x', ?, ?, ?, 0)`,
      [id, project.id, position + 1, position, position * 48, position * 48 + 48, ticksFromSeconds(5)],
    )
  }
  const path = await cutFlight(0, 96, 'first')
  const file = await media.stageFile(path, 'take', { facts: (await probeVideo(path, FFMPEG)).facts })
  circleTake(db, importTake(db, media, { projectId: project.id, shotIds: [first], file, prompt: 'first' }))

  const asks: ClipAsk[] = []
  const services = await startServices({
    async clip(wish) {
      asks.push(wish)
      onAsked(library)
      const added = (wish.seconds ?? 5) * RATE.numerator
      const from = LAST_SHOWN + 1 - (isGivenBack ? LEAD : 0)
      return readFileSync(await cutFlight(from, LAST_SHOWN + 1 + added - from, 'answer'))
    },
  })
  const service = serviceById(context.catalogue, model.provider)!
  const baseUrl = services.url(service.family as Family) + new URL(service.baseUrl!).pathname.replace(/^\/$/, '')
  const door = createGuardedFetch(baseUrl)
  onTestFinished(async () => {
    await door.close()
    await services.close()
  })
  const provider = FAMILY_PROVIDERS[service.family]!({
    service: { ...service, baseUrl, wire: { storageUrl: baseUrl } },
    models: [model],
    key: () => Promise.resolve('test-key'),
    fetch: door.fetch,
    pollEveryMs: 5,
  })

  const seconds = model.lengths.kind === 'listed' ? model.lengths.seconds.find(length => length >= 5)! : 5
  const size = clipSize(model.sizes, { width: 1280, height: 720 })
  const request = ask(db, {
    ...{ projectId: project.id, shotId: second, number: 1, estimateMicroUsd: 0 },
    neighbours: { beginsAfter: first, endsBefore: null },
    spec: someSpec({
      ...{ provider: provider.id, model: model.id, width: size.width, height: size.height, rate: RATE },
      askTicks: ticksFromSeconds(seconds),
    }),
  })
  async function make(): Promise<void> {
    const lease = await acquireLease(db)
    const signal = AbortSignal.timeout(30_000)
    try {
      await releaseWaiting(context, { lease, signal })
      await runOutbox({ library, lease, ffmpeg: FFMPEG, providers: [provider], signal, clock: hurriedClock() })
    } finally {
      lease.release()
    }
  }
  return { library, project, first, second, request, asks, services, make }
}

const GOING_ON = loadCatalogue('resources').models.filter(({ extend }) => extend)

test('the catalogue has models of three services that go on from a clip', () => {
  expect(new Set(GOING_ON.map(({ provider }) => provider))).toEqual(new Set(['runway', 'gemini', 'fal']))
})

test.each(GOING_ON.flatMap(model => [true, false].map(isGivenBack => ({ id: model.id, model, isGivenBack }))))(
  'B3 B12 $id goes on from two seconds, and the film shows what is new (given back: $isGivenBack)',
  async ({ model, isGivenBack }) => {
    const { library, project, first, second, request, asks, make } = await world(model, isGivenBack)
    const { db, media } = library
    await make()
    const made = requestById(db, request.id)!
    expect(made).toMatchObject({ state: 'ready', failure: null, attempt: 1 })
    expect(made.handed).toMatchObject({ first: { shotId: first, picture: LAST_SHOWN }, last: null })

    const lead = media.pathOf(made.spec.leadIn!)
    expect((await probeVideo(lead, FFMPEG)).facts.frameCount).toBe(LEAD)
    const [{ video }] = asks as [ClipAsk]
    expect(sha256(video!)).toBe(sha256(readFileSync(lead)))

    circleTake(db, made.takeId)
    expect(made.handed?.leadPictures ?? 0).toBe(isGivenBack ? LEAD - 1 : 0)
    const use = filmUse(db, project)
    expect(use.firstShown(second)?.picture).toBe(isGivenBack ? LEAD : 1)
    const seam = await measureJoin(FFMPEG, { outgoing: await shown(first), incoming: await shown(second) }, FILM)
    expect(seam.structure).toBeGreaterThan(0.9)

    async function shown(shotId: ShotId) {
      const [take] = takesOfShot(db, project.id, shotId)
      const path = media.pathOf(take!.media!.id)
      const bound = boundEnds(take!.handed)
      const window = boundWindow(take!.media!.facts, 48, RATE, PACE, HANDLE_TICKS, bound)
      return { path, probe: await probeVideo(path, FFMPEG), ...window, frameCount: 48 }
    }
  },
)

test('B12 where the clip that it went on from is gone, the take comes all the same', async () => {
  const model = GOING_ON.find(({ provider }) => provider === 'gemini')!
  const { library, request, make } = await world(model, true, ({ db, media }) => {
    rmSync(media.pathOf(requestById(db, request.id)!.spec.leadIn!))
  })
  await make()
  expect(requestById(library.db, request.id)).toMatchObject({ state: 'ready', failure: null, attempt: 1 })
  expect(requestById(library.db, request.id)!.handed).not.toHaveProperty('leadPictures')
})

test.each([
  { where: 'before it is taken in', method: 'stageWorkFile' },
  { where: 'before its row is kept', method: 'settle' },
] as const)('Q10 B12 where the power goes $where, what the clip begins with is found anew', async ({ method }) => {
  const model = GOING_ON.find(({ provider }) => provider === 'gemini')!
  const { library, request, services, make } = await world(model, true, ({ media }) => {
    media[method] = () => {
      throw new Error('power cut')
    }
  })
  const { db, media } = library
  const whole = media[method]
  await expect(make()).rejects.toThrow('power cut')
  expect(requestById(db, request.id)).toMatchObject({ state: 'checking', handed: { first: { picture: LAST_SHOWN } } })
  expect(requestById(db, request.id)!.handed).not.toHaveProperty('leadPictures')
  Object.assign(media, { [method]: whole })
  await make()
  expect(requestById(db, request.id)).toMatchObject({ state: 'ready', attempt: 1, handed: { leadPictures: LEAD - 1 } })
  expect(services.books.accepted).toHaveLength(1)
})

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

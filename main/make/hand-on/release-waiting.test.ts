import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { acquireLease } from '#main/library/lease.ts'
import { temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { probeVideo } from '#main/media/probe.ts'
import { hasReleasable, nextReleaseAtMs } from '#main/outbox/waiting.ts'
import { runOutbox } from '#main/outbox/outbox.ts'
import { ask, decide, nextQueued, requestById } from '#main/outbox/store.ts'
import { FFMPEG, makeClip, RATE } from '#main/outbox/testing/outbox-world.ts'
import { createAnimaticMaker } from '#main/providers/animatic-maker.ts'
import { extractFrame } from '#main/seams/extract-frame.ts'
import { circleTake, importTake, judgeTake, moveTake, setParent } from '#main/takes/store.ts'
import { temporaryContext, testHost } from '#main/testing/temporary-studio.ts'
import type { RequestId, ShotId, TakeId } from '#model/ids.ts'
import type { Request, RequestSpec } from '#model/request.ts'
import { NO_NEIGHBOURS } from '#model/seam/binding.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { join } from 'node:path'
import { readFileSync, rmSync } from 'node:fs'
import { isHandedStill } from './handed-now.ts'
import { releaseWaiting } from './release-waiting.ts'

const CHILD = fileURLToPath(new URL('testing/release-child.ts', import.meta.url))

const SPEC: RequestSpec = {
  provider: 'animatic',
  model: 'animatic',
  modelVersion: 1,
  prompt: 'on through the bubble',
  style: '',
  negative: '',
  cameraMove: '',
  seed: 1,
  width: 64,
  height: 36,
  rate: RATE,
  askTicks: ticksFromSeconds(2),
  firstFrame: null,
  lastFrame: null,
}

/** Three shots of a second each; the first and the last have two takes of two seconds, none of them chosen. */
async function world() {
  const library = temporaryLibrary()
  const context = temporaryContext(library)
  const { db, media } = library
  const folder = temporaryFolder()
  const project = library.projects.create({ title: 'Flight', songId: null, seed: 1, rate: RATE, width: 64, height: 36 })
  const shotIds = [0, 1, 2].map(position => {
    const id = `shot-${position + 1}` as ShotId
    db.run(
      `INSERT INTO shot (id, project_id, serial, position, prompt, start_frame, end_frame, ask_ticks, created_at_ms)
       VALUES (?, ?, ?, ?, 'x', ?, ?, ?, 0)`,
      [id, project.id, position + 1, position, position * 24, position * 24 + 24, ticksFromSeconds(2)],
    )
    return id
  })
  async function addTake(shotId: ShotId, name: string): Promise<{ takeId: TakeId; path: string }> {
    const path = join(folder, `${name}.mp4`)
    await makeClip(path, 2, { title: name })
    const { facts } = await probeVideo(path, FFMPEG)
    const file = await media.stageFile(path, 'take', { facts })
    return { takeId: importTake(db, media, { projectId: project.id, shotIds: [shotId], file, prompt: name }), path }
  }
  const [first, second, third] = shotIds as [ShotId, ShotId, ShotId]
  const takes = { a: await addTake(first, 'a'), b: await addTake(first, 'b'), c: await addTake(third, 'c') }
  let number = 0
  const wait = (
    neighbours = { beginsAfter: first as ShotId | null, endsBefore: null as ShotId | null },
    changed: Partial<RequestSpec> = {},
  ): Request =>
    ask(db, {
      projectId: project.id,
      shotId: second,
      number: (number += 1),
      estimateMicroUsd: 0,
      spec: { ...SPEC, ...changed },
      neighbours,
    })
  async function release(): Promise<void> {
    const { signal } = new AbortController()
    const lease = await acquireLease(db, { signal })
    await releaseWaiting(context, { lease, signal })
    lease.release()
  }
  const next = (): Request | undefined =>
    nextQueued(db, { providerId: 'animatic', projectId: null }, { nowMs: Date.now(), overCap: [], retired: [] })
  const now = ({ id }: Request): Request => requestById(db, id)!
  return { library, db, folder, project, first, second, third, takes, wait, release, next, now }
}

test('B7 B8 a request waits until its neighbour has a chosen take, then begins on the very picture the film leaves it on', async () => {
  const { library, db, folder, takes, wait, release, next, now, first } = await world()
  const request = wait()
  expect([request.isWaiting, next(), hasReleasable(db, Date.now())]).toEqual([true, undefined, false])
  await release()
  expect(now(request)).toEqual(request)

  circleTake(db, takes.a.takeId)
  expect([next(), hasReleasable(db, Date.now())]).toEqual([undefined, true])
  await release()
  const released = now(request)
  // A second from half a second on: pictures 12 to 35.
  expect(released.handed).toMatchObject({ first: { shotId: first, takeId: takes.a.takeId, picture: 35 }, last: null })
  expect(next()?.id).toBe(request.id)
  const wanted = join(folder, 'wanted.png')
  const probe = await probeVideo(takes.a.path, FFMPEG)
  await extractFrame(FFMPEG, { path: takes.a.path, probe }, 35, wanted)
  expect(readFileSync(library.media.pathOf(released.spec.firstFrame!)).equals(readFileSync(wanted))).toBe(true)
  // The drawn model learns the motion too, from the pictures that lead up to it.
  const leadIn = await probeVideo(library.media.pathOf(released.spec.leadIn!), FFMPEG)
  expect(leadIn.facts.frameCount).toBe(12)
})

test('B9 what has not gone out yet follows its neighbour: it waits again, and is handed the other take', async () => {
  const { db, takes, wait, release, next, now } = await world()
  const request = wait()
  circleTake(db, takes.a.takeId)
  await release()
  judgeTake(db, takes.a.takeId, 'kept')
  expect([now(request).isWaiting, next()]).toEqual([true, undefined])
  await release()
  expect(next()).toBeUndefined()

  circleTake(db, takes.b.takeId)
  await release()
  expect(now(request).handed?.first?.takeId).toBe(takes.b.takeId)
  expect(next()?.id).toBe(request.id)

  db.run(`UPDATE request SET state = 'sending' WHERE id = ?`, [request.id])
  const sent = now(request)
  circleTake(db, takes.a.takeId)
  expect(now(request)).toEqual(sent)
})

test('B9 what goes back to the queue after another take was chosen waits for that one; else it keeps its pictures', async () => {
  const { db, takes, wait, release, now } = await world()
  const request = wait()
  circleTake(db, takes.a.takeId)
  await release()
  const failed = (): void => void db.run(`UPDATE request SET state = 'failed' WHERE id = ?`, [request.id])
  failed()
  decide(db, request.id, 'again')
  expect(now(request)).toMatchObject({ isWaiting: false, handed: { first: { takeId: takes.a.takeId } } })

  failed()
  circleTake(db, takes.b.takeId)
  decide(db, request.id, 'again')
  expect(now(request)).toMatchObject({ state: 'queued', isWaiting: true, handed: null })
  await release()
  expect(now(request)).toMatchObject({ isWaiting: false, handed: { first: { takeId: takes.b.takeId } } })
})

test('B3 a model that goes on from a clip is handed up to two seconds up to the picture, at the size that is asked', async () => {
  const { library, db, takes, wait, release, now, first, third } = await world()
  const size = { width: 128, height: 72 }
  const omni = { provider: 'gemini', model: 'gemini-omni-1.2-flash', ...size }
  const going = wait(undefined, omni)
  const between = wait({ beginsAfter: first, endsBefore: third }, omni)
  const long = wait(undefined, { ...omni, askTicks: ticksFromSeconds(12) })
  circleTake(db, takes.a.takeId)
  circleTake(db, takes.c.takeId)
  await release()
  const { leadIn, firstFrame } = now(going).spec
  const { facts } = await probeVideo(library.media.pathOf(leadIn!), FFMPEG)
  // Pictures 0 to 35 of the take, which has no more up to there.
  expect(facts).toMatchObject({ ...size, rate: RATE, frameCount: 36 })
  expect(firstFrame).toMatch(/^[0-9a-f]{64}$/)
  for (const { spec } of [now(between), now(long)]) {
    expect(spec.firstFrame).toBe(firstFrame)
    expect(spec).not.toHaveProperty('leadIn')
  }
  expect(now(between).spec).not.toHaveProperty('leadOut')
})

test('B8 what can only go on from a clip waits where that would be too short, and says so', async () => {
  const { db, takes, wait, release, now, first } = await world()
  const veo = { provider: 'fal', model: 'fal-ai/veo3.1/extend-video', askTicks: ticksFromSeconds(7) }
  const request = wait(undefined, veo)
  circleTake(db, takes.a.takeId)
  db.run('UPDATE shot SET end_frame = start_frame + 10 WHERE id = ?', [first])
  await release()
  const { isWaiting, failure } = now(request)
  expect([isWaiting, failure?.kind]).toEqual([true, 'seam/lead-too-short'])
  expect(failure?.message).toContain('at least 1 s')
})

test('B9 where the chosen take is moved to another shot, what begins or ends on it waits again', async () => {
  const { db, project, takes, wait, release, now, first, third } = await world()
  const [after, before] = [wait(), wait({ beginsAfter: null, endsBefore: third })]
  const waits = (): boolean[] => [now(after).isWaiting, now(before).isWaiting]
  circleTake(db, takes.a.takeId)
  await release()
  expect(waits()).toEqual([false, true])
  moveTake(db, project.id, takes.a.takeId, [third])
  expect(waits()).toEqual([true, true])
  await release()
  expect(waits()).toEqual([true, false])
  moveTake(db, project.id, takes.a.takeId, [first])
  expect(waits()).toEqual([true, true])
})

test('B9 B10 a trim while it waits for its turn has it wait again, and be handed the picture shown now; a small one does not', async () => {
  const { library, db, takes, wait, release, next, now, first } = await world()
  const request = wait()
  circleTake(db, takes.a.takeId)
  await release()
  const context = temporaryContext(library)
  const isStill = (): boolean => isHandedStill(context, next()!)
  const lasts = (frames: number): unknown =>
    db.run('UPDATE shot SET end_frame = start_frame + ? WHERE id = ?', [frames, first])
  expect([now(request).handed?.first?.picture, isStill()]).toEqual([35, true])
  lasts(26)
  expect(isStill()).toBe(true)
  lasts(18)
  expect(isStill()).toBe(false)

  const provider = createAnimaticMaker(library, FFMPEG)
  const { signal } = new AbortController()
  const lease = await acquireLease(db, { signal })
  const isHanded = (one: Request): boolean => isHandedStill(context, one)
  await runOutbox({ library, lease, ffmpeg: FFMPEG, providers: [provider], signal, isHandedStill: isHanded })
  lease.release()
  await provider.dispose()
  expect(now(request)).toMatchObject({ state: 'queued', isWaiting: true, handed: null })
  await release()
  expect(now(request).handed?.first?.picture).toBe(29)
})

test('B9 what comes back unsent after another take was chosen is handed that one; what is asked once more as its parent was is not', async () => {
  const { library, db, takes, wait, release, now } = await world()
  const [request, parent] = [wait(), wait()]
  circleTake(db, takes.a.takeId)
  await release()
  db.run(`UPDATE request SET state = 'sending'`)
  circleTake(db, takes.b.takeId)
  db.run(`UPDATE request SET state = 'queued'`)
  const { projectId, shotId, spec, neighbours, handed } = now(parent)
  const again = ask(db, { projectId, shotId, number: 9, estimateMicroUsd: 0, spec, neighbours, handed })
  setParent(db, again.takeId, parent.takeId)
  const context = temporaryContext(library)
  const isStill = (one: Request): boolean => isHandedStill(context, now(one))
  expect([isStill(request), isStill(again)]).toEqual([false, true])
  db.run(`UPDATE take SET judgement = 'kept'`)
  db.run('UPDATE request SET is_waiting = 0, neighbours_json = ? WHERE id = ?', [JSON.stringify(handed), request.id])
  expect(isStill(request)).toBe(false)
})

test('B2 B8 what stands beside another shot by now waits and says why, until it stands there again', async () => {
  const { db, takes, wait, release, now, first, second, third } = await world()
  const request = wait()
  circleTake(db, takes.a.takeId)
  const order = (...ids: ShotId[]): void => {
    for (const [position, id] of ids.entries()) db.run('UPDATE shot SET position = ? WHERE id = ?', [position + 10, id])
    db.run('UPDATE shot SET position = position - 10')
  }
  order(first, third, second)
  await release()
  expect(now(request)).toMatchObject({ isWaiting: true, failure: { kind: 'seam/apart' } })
  order(first, second, third)
  db.run('UPDATE request SET retry_at_ms = ?', [Date.now()])
  await release()
  expect(now(request)).toMatchObject({ isWaiting: false, failure: null, handed: { first: { shotId: first } } })
})

test('B7 B8 beside a shot that the film shows nowhere it waits and says why', async () => {
  const { db, takes, wait, release, now, first } = await world()
  const request = wait()
  circleTake(db, takes.a.takeId)
  db.run('UPDATE shot SET start_frame = NULL, end_frame = NULL WHERE id = ?', [first])
  await release()
  expect(now(request)).toMatchObject({ isWaiting: true, failure: { kind: 'seam/no-place' } })
})

test('B7 backwards it ends on the picture the film enters its neighbour with; between two it waits for both', async () => {
  const { db, takes, wait, release, now, first, third } = await world()
  const backwards = wait({ beginsAfter: null, endsBefore: third })
  const between = wait({ beginsAfter: first, endsBefore: third })
  circleTake(db, takes.c.takeId)
  await release()
  expect(now(backwards).handed).toMatchObject({ first: null, last: { takeId: takes.c.takeId, picture: 12 } })
  expect(now(backwards).spec).toMatchObject({ firstFrame: null, lastFrame: expect.any(String) as string })
  expect(now(between).isWaiting).toBe(true)
  circleTake(db, takes.a.takeId)
  await release()
  expect(now(between).handed).toMatchObject({ first: { picture: 35 }, last: { picture: 12 } })
})

test('B8 what cannot be read keeps waiting, says why, and holds nobody else up', async () => {
  const { library, db, takes, wait, release, now, third } = await world()
  const [broken, fine] = [wait(), wait({ beginsAfter: null, endsBefore: third })]
  circleTake(db, takes.a.takeId)
  circleTake(db, takes.c.takeId)
  const mediaId = db.get<{ id: never }>('SELECT media_id AS id FROM take WHERE id = ?', [takes.a.takeId])!.id
  rmSync(library.media.pathOf(mediaId))
  await release()
  expect(now(broken)).toMatchObject({ isWaiting: true, state: 'queued', failure: { kind: 'media/missing' } })
  const nowMs = Date.now()
  expect(hasReleasable(db, nowMs)).toBe(false)
  expect(nextReleaseAtMs(db, nowMs)).toBe(now(broken).retryAtMs)
  // Q20: in a time that the clock was set back from, nothing is waited for.
  expect(hasReleasable(db, nowMs - 24 * 3_600_000)).toBe(true)
  expect(now(fine).isWaiting).toBe(false)
})

test('Q5 B8 kill -9 between choosing and releasing loses nothing and pins once', { timeout: 90_000 }, async () => {
  const { library, db, takes, wait } = await world()
  const requests = Array.from({ length: 6 }, () => wait())
  expect(wait(NO_NEIGHBOURS).isWaiting).toBe(false)
  db.script(`CREATE TABLE pinned (request TEXT NOT NULL) STRICT;
    CREATE TRIGGER pinning AFTER UPDATE OF is_waiting ON request WHEN OLD.is_waiting = 1 AND NEW.is_waiting = 0
    BEGIN INSERT INTO pinned VALUES (NEW.id); END;`)
  circleTake(db, takes.a.takeId)

  const { resourcesDir } = testHost()
  async function run(killAfterMs: number | null): Promise<NodeJS.Signals | null> {
    const child = spawn(process.execPath, [CHILD, library.dir, resourcesDir], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
    await Promise.race([once(child.stdout, 'data'), exited])
    if (killAfterMs !== null) void delay(killAfterMs).then(() => child.kill('SIGKILL'))
    const [status, signal] = await exited
    if (signal === null && status !== 0) throw new Error(`the child ended with ${status}`)
    return signal
  }

  const signals = []
  for (const killAfterMs of [5, 180, 420, 700]) signals.push(await run(killAfterMs))
  expect(signals).toContain('SIGKILL')
  await run(null)
  const pins = db.all<{ request: RequestId }>('SELECT request FROM pinned').map(({ request }) => request)
  expect(pins.toSorted()).toEqual(requests.map(({ id }) => id).toSorted())
  const frames = new Set(requests.map(({ id }) => requestById(db, id)?.spec.firstFrame))
  expect([...frames]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
  library.media.pathOf([...frames][0]!)
})

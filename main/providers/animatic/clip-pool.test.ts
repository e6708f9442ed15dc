import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isStudioError, StudioError } from '#model/errors.ts'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import type { ClipToDraw } from '#main/providers/animatic-provider.ts'
import { ownTrouble } from '#main/outbox/trouble.ts'
import { packError, unpackError } from './clip-messages.ts'
import { createClipPool, startClipWorker } from './clip-pool.ts'

const clip: ClipToDraw = {
  prompt: 'a forest',
  cameraMove: 'fly',
  style: '',
  seed: 1,
  width: 160,
  height: 90,
  rate: { numerator: 24, denominator: 1 },
  frameCount: 6,
}
const { ffmpeg } = await findFfmpeg()

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'clip-pool-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

test('clips are drawn side by side on as many threads as allowed, and no more', async () => {
  let started = 0
  const pool = createClipPool(ffmpeg, 2, () => {
    started++
    return startClipWorker()
  })
  expect(started).toBe(0)
  const told: number[] = []
  const { signal } = new AbortController()
  await Promise.all(
    [1, 2, 3, 4].map(seed =>
      pool.draw(
        { ...clip, seed },
        { outPath: join(dir, `${seed}.mp4`), signal, onProgress: share => told.push(share) },
      ),
    ),
  )
  expect(started).toBe(2)
  expect(told.filter(share => share === 1)).toHaveLength(4)
  for (const seed of [1, 2, 3, 4]) expect((await stat(join(dir, `${seed}.mp4`))).size).toBeGreaterThan(500)
  await pool.close()
})

test('cancelling ends what is drawn and what waits, and the thread draws on', async () => {
  const pool = createClipPool(ffmpeg, 1)
  const stop = new AbortController()
  const target = {
    outPath: join(dir, 'cancelled.mp4'),
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('not wanted')),
  }
  const results = await Promise.allSettled([
    pool.draw({ ...clip, frameCount: 100_000 }, target),
    pool.draw(clip, { ...target, outPath: join(dir, 'waits.mp4') }),
  ])
  for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: { message: 'not wanted' } })
  await pool.draw(clip, { outPath: join(dir, 'after.mp4'), signal: new AbortController().signal })
  await pool.close()
})

test('closing while drawing leaves no thread behind', async () => {
  const workers: Worker[] = []
  const pool = createClipPool(ffmpeg, 1, () => {
    const worker = startClipWorker()
    workers.push(worker)
    return worker
  })
  let began: () => void
  const beginning = new Promise<void>(resolve => {
    began = resolve
  })
  const drawing = pool.draw(
    { ...clip, frameCount: 100_000 },
    { outPath: join(dir, 'closed.mp4'), signal: new AbortController().signal, onProgress: () => began() },
  )
  const [outcome] = await Promise.all([Promise.allSettled([drawing]), beginning.then(() => pool.close())])
  expect(outcome[0]).toMatchObject({ status: 'rejected', reason: { message: 'the drawing was cancelled' } })
  expect(workers[0]!.threadId).toBe(-1)
})

test('an error keeps its code across the threads', async () => {
  const pool = createClipPool({ path: join(dir, 'no-ffmpeg') }, 1)
  const error: unknown = await pool
    .draw(clip, { outPath: join(dir, 'x.mp4'), signal: new AbortController().signal })
    .catch((reason: unknown) => reason)
  expect(isStudioError(error, 'ffmpeg/missing')).toBe(true)
  await pool.close()
})

const FALLS_OVER = `
  const { parentPort } = require('node:worker_threads')
  parentPort.postMessage({ kind: 'ready' })
  parentPort.on('message', () => process.exit(7))`

test('a thread that falls over fails its clip alone', async () => {
  let count = 0
  const pool = createClipPool(ffmpeg, 1, () =>
    count++ === 0 ? new Worker(FALLS_OVER, { eval: true }) : startClipWorker(),
  )
  const { signal } = new AbortController()
  const error: unknown = await pool
    .draw(clip, { outPath: join(dir, 'y.mp4'), signal })
    .catch((reason: unknown) => reason)
  expect(isStudioError(error, 'animatic/crashed')).toBe(true)
  await pool.draw(clip, { outPath: join(dir, 'z.mp4'), signal })
  await pool.close()
})

test('a thread that cannot load what it draws with says so, and what to do', async () => {
  const pool = createClipPool(ffmpeg, 1, () => new Worker(`require('no-such-canvas')`, { eval: true }))
  const { signal } = new AbortController()
  const error: unknown = await pool
    .draw(clip, { outPath: join(dir, 'm.mp4'), signal })
    .catch((reason: unknown) => reason)
  expect(error).toMatchObject({
    code: 'animatic/missing',
    message: expect.stringContaining('npm ci'),
    details: { reason: expect.stringContaining('no-such-canvas') },
  })
  expect(ownTrouble(error)).toBe(error)
  await pool.close()
})

test('an error keeps its cause across the threads, and what cannot be sent of it is left out', () => {
  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle
  const cause = new Error('the disk said no', { cause: new TypeError('EIO') })
  const sent = packError(new StudioError('some/code', 'It failed.', { cause, details: cycle }))
  expect(unpackError(structuredClone(sent))).toMatchObject({
    code: 'some/code',
    message: 'It failed.',
    details: {},
    cause: { message: 'the disk said no', cause: { message: 'EIO' } },
  })
})

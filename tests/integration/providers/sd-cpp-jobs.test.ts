import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createGuardedFetch } from '#main/providers/http/guarded-fetch.ts'
import type { Provider } from '#main/providers/port.ts'
import { createSdCppProvider } from '#main/providers/sd-cpp/sd-cpp-provider.ts'
import type { RequestId } from '#model/ids.ts'
import type { Job, RequestSpec } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { startServices, type Services } from '../../services/services.ts'
import { noisyPicture } from './noisy-picture.ts'
import { someModel } from './some-model.ts'

/** More than is read of an answer that is not to hold a clip. */
const CLIP = randomBytes(20 * 1024 ** 2)

let services: Services
let dir: string
let provider: Provider
let close: () => Promise<void>
const { signal } = new AbortController()
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sd-cpp-'))
  services = await startServices({ clip: () => CLIP })
  services.settings.sdcpp.pace = 'manual'
  const baseUrl = services.url('sdcpp')
  const door = createGuardedFetch(baseUrl)
  provider = createSdCppProvider({
    service: {
      ...{ id: 'sd-cpp', family: 'sd-cpp', title: 'The server', baseUrl, key: null },
      limits: { inFlight: 1, perMinute: null },
    },
    models: [someModel({ id: 'sd-cpp', takesLastFrame: true, wire: { fps: 24 } })],
    key: () => Promise.resolve(null),
    fetch: door.fetch,
    pollEveryMs: 5,
  })
  close = door.close
})
afterEach(async () => {
  rmSync(dir, { recursive: true })
  await close()
  await services.close()
})

const spec: RequestSpec = {
  ...{ provider: 'sd-cpp', model: 'sd-cpp', modelVersion: 1, prompt: 'a bubble', style: '', negative: '' },
  ...{ cameraMove: '', seed: 7, width: 640, height: 352, rate: { numerator: 24, denominator: 1 } },
  ...{ askTicks: ticksFromSeconds(2), firstFrame: null, lastFrame: null },
}

function submit(firstFrame: string | null = null) {
  return provider.submit(randomUUID() as RequestId, spec, { firstFrame, lastFrame: firstFrame }, signal)
}

async function aJob(): Promise<Job> {
  const outcome = await submit()
  if (outcome.status !== 'accepted') throw new Error(JSON.stringify(outcome))
  return outcome.job
}

test('a large clip is told of without being read, and written down whole', async () => {
  const job = await aJob()
  services.jobs.finish('sdcpp', job.id)
  expect(await provider.poll(job, signal)).toEqual({ status: 'done' })
  const path = join(dir, 'clip.webm')
  writeFileSync(path, 'of before')
  await provider.fetchOutput(job, path, signal)
  expect(readFileSync(path).equals(CLIP)).toBe(true)
  services.faults.add({ family: 'sdcpp', on: 'poll', times: 1, fault: { kind: 'truncate', atByte: 10_000_000 } })
  await expect(provider.fetchOutput(job, path, signal)).rejects.toMatchObject({ code: 'service/cut-off' })
})

test('a job that is gone, or was thrown away, is unknown', async () => {
  const [lost, expired] = [await aJob(), await aJob()]
  services.jobs.lose('sdcpp', lost.id)
  services.jobs.finish('sdcpp', expired.id)
  services.jobs.expire('sdcpp', expired.id)
  expect(await provider.poll(lost, signal)).toEqual({ status: 'unknown' })
  expect(await provider.poll(expired, signal)).toEqual({ status: 'unknown' })
  await expect(provider.fetchOutput(expired, join(dir, 'clip.webm'), signal)).rejects.toThrow(/thrown the clip away/)
})

test('a full queue holds what is sent, and says nothing against it', async () => {
  services.settings.sdcpp.maxQueue = 1
  await aJob()
  expect(await submit()).toMatchObject({ status: 'held', trouble: { kind: 'busy' } })
})

test('what waits is cancelled; what runs goes on, and that is no error', async () => {
  const [running, waiting] = [await aJob(), await aJob()]
  expect(await provider.poll(waiting, signal)).toMatchObject({ status: 'running', queuePosition: 1 })
  services.jobs.setProgress('sdcpp', running.id, 0.5)
  for (const job of [running, waiting, { id: 'job_x', note: null }]) await provider.cancel(job)
  expect(await provider.poll(running, signal)).toEqual({ status: 'running', progress: 0 })
  expect(await provider.poll(waiting, signal)).toMatchObject({ status: 'failed', failure: { kind: 'cancelled' } })
})

test('pictures go along as base64', async () => {
  const path = join(dir, 'one.png')
  const bytes = noisyPicture(32, 32)
  writeFileSync(path, bytes)
  expect(await submit(path)).toMatchObject({ status: 'accepted' })
  const picture = bytes.toString('base64')
  expect(services.books.accepted[0]!.body).toMatchObject({ init_image: picture, end_image: picture, video_frames: 49 })
})

test('a picture that cannot be read is told before anything is sent', async () => {
  const path = join(dir, 'one.png')
  writeFileSync(path, 'one')
  expect(await submit(path)).toMatchObject({ status: 'failed', failure: { kind: 'picture/unreadable' } })
  expect(services.books.accepted).toEqual([])
})

test('a test of the server names its model, and what keeps it from making clips', async () => {
  const able = { trouble: null, balance: null, models: ['wan2.2-ti2v-5b-q8_0.gguf'], notes: [] }
  expect(await provider.probe!(signal)).toEqual(able)
  services.settings.sdcpp.formats = ['avi']
  expect((await provider.probe!(signal)).notes).toHaveLength(1)
})

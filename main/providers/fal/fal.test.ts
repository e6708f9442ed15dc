import { fileURLToPath } from 'node:url'
import type {
  KlingVideoV3ProImageToVideoInput,
  Ltx23ExtendVideoInput,
  Ltx23ImageToVideoInput,
  Veo31ExtendVideoInput,
  Veo31FirstLastFrameToVideoInput,
  WanFlf2vInput,
} from '@fal-ai/client/endpoints'
import { expect, test } from 'vitest'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { modelById, serviceById } from '#model/catalogue.ts'
import type { RequestSpec } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { buildInput, demandOffered, type FrameUrls } from './build-request.ts'
import { appOf, jobUrls, writeNote } from './job-urls.ts'
import { readModelWire, readStorageUrl } from './model-wire.ts'
import {
  failedAs,
  findVideoUrl,
  isOutOfCredit,
  readError,
  readQueued,
  readQueueStatus,
  resultStatus,
} from './read-response.ts'

const catalogue = loadCatalogue(fileURLToPath(new URL('../../../resources', import.meta.url)))
const models = catalogue.models.filter(({ provider }) => provider === 'fal')
const PROMPT = 'A fox runs. slow push in. oil on canvas.'
const URLS = { first: 'https://files.example/1.png', last: 'https://files.example/2.png' }

function input(id: string, changed: Partial<RequestSpec> = {}, urls: FrameUrls = URLS) {
  const spec: RequestSpec = {
    ...{ provider: 'fal', model: id, modelVersion: 1, seed: 7, negative: 'rain' },
    ...{ prompt: 'A fox runs', style: 'oil on canvas', cameraMove: 'slow push in' },
    ...{ width: 1920, height: 1080, rate: { numerator: 24, denominator: 1 }, askTicks: ticksFromSeconds(6) },
    ...{ firstFrame: null, lastFrame: null },
    ...changed,
  }
  const model = modelById({ models }, id)
  return buildInput(spec, model, readModelWire(model, urls.lead !== undefined), urls)
}

test('each model is written to in its own way', () => {
  expect(input('fal-ai/kling-video/v3/pro/image-to-video')).toEqual({
    prompt: PROMPT,
    ...{ start_image_url: URLS.first, end_image_url: URLS.last, duration: '6' },
    ...{ negative_prompt: 'rain', generate_audio: false },
  } satisfies KlingVideoV3ProImageToVideoInput)
  expect(input('fal-ai/veo3.1/first-last-frame-to-video')).toEqual({
    prompt: PROMPT,
    ...{ first_frame_url: URLS.first, last_frame_url: URLS.last, duration: '6s', resolution: '1080p' },
    ...{ seed: 7, negative_prompt: 'rain', generate_audio: false },
  } satisfies Veo31FirstLastFrameToVideoInput)
  expect(input('fal-ai/wan-flf2v', { width: 854, height: 480, negative: '' })).toEqual({
    prompt: PROMPT,
    ...{ start_image_url: URLS.first, end_image_url: URLS.last, resolution: '480p', seed: 7 },
  } satisfies WanFlf2vInput)
  // Its makers write the numbers as numbers, their library's types as texts; the former is their word for the wire.
  const { duration, fps, ...ltx } = input('fal-ai/ltx-2.3/image-to-video')
  expect([duration, fps]).toEqual([6, 24])
  expect(ltx).toEqual({
    prompt: PROMPT,
    ...{ image_url: URLS.first, end_image_url: URLS.last, resolution: '1080p', generate_audio: false },
  } satisfies Ltx23ImageToVideoInput)
  const faster = { rate: { numerator: 30, denominator: 1 } }
  expect(input('fal-ai/ltx-2.3/image-to-video', faster)).toMatchObject({ fps: 25 })
  expect(input('fal-ai/kling-video/v4/image-to-video')).toEqual({
    ...{ prompt: PROMPT, start_image_url: URLS.first, end_image_url: URLS.last, duration: '6' },
  })
  expect(input('bytedance/seedance-2.0/image-to-video')).toEqual({
    ...{ prompt: PROMPT, image_url: URLS.first, end_image_url: URLS.last },
  })
})

test('B3 a model that goes on from a clip is called otherwise, and handed that in place of pictures', () => {
  const led = { first: null, last: null, lead: 'https://files.example/1.mp4' }
  expect(input('fal-ai/ltx-2.3/image-to-video', {}, led)).toEqual({
    ...{ prompt: PROMPT, video_url: led.lead, duration: 6, mode: 'end' },
  } satisfies Ltx23ExtendVideoInput)
  expect(input('fal-ai/veo3.1/extend-video', { askTicks: ticksFromSeconds(7) }, led)).toEqual({
    ...{ prompt: PROMPT, video_url: led.lead, duration: '7s', resolution: '1080p', aspect_ratio: 'auto' },
    ...{ seed: 7, negative_prompt: 'rain', generate_audio: false },
  } satisfies Veo31ExtendVideoInput)
  const ltx = modelById({ models }, 'fal-ai/ltx-2.3/image-to-video')
  expect([true, false].map(isLed => readModelWire(ltx, isLed).name)).toEqual([
    'fal-ai/ltx-2.3/extend-video',
    'fal-ai/ltx-2.3/image-to-video',
  ])
  // A job is found again at the address of its application, whichever of its two names made it.
  expect(appOf('fal-ai/ltx-2.3/extend-video')).toBe(appOf('fal-ai/ltx-2.3/image-to-video'))
})

test('the catalogue says of every model how it is written to', () => {
  const fieldsOf = (model: (typeof models)[number], isLed: boolean) => readModelWire(model, isLed).fields
  for (const model of models.filter(({ extend }) => !extend?.isOnlyWay))
    expect(fieldsOf(model, false)).toHaveProperty('firstFrame')
  for (const model of models.filter(({ extend }) => extend)) expect(fieldsOf(model, true)).toHaveProperty('lead')
  expect(readStorageUrl(serviceById(catalogue, 'fal')!.wire)).toBe('https://rest.fal.ai')
  expect(readStorageUrl(undefined)).toBeUndefined()
})

test('what a model would refuse is not sent', () => {
  const veo = models.find(({ id }) => id.includes('first-last'))!
  const kling = models.find(({ id }) => id.includes('kling-video/v3'))!
  expect(() => demandOffered(kling, { firstFrame: null, lastFrame: null })).toThrow(/to begin with/)
  expect(() => demandOffered(kling, { firstFrame: 'a.png', lastFrame: null })).not.toThrow()
  expect(() => demandOffered(veo, { firstFrame: 'a.png', lastFrame: null })).toThrow(/to end on/)
  const led = models.find(({ extend }) => extend?.isOnlyWay)!
  expect(() => demandOffered(led, { firstFrame: 'a.png', lastFrame: null })).toThrow(/goes on from a clip/)
  expect(() => demandOffered(led, { firstFrame: 'a.png', lastFrame: null, leadIn: 'a.mp4' })).not.toThrow()
})

test('the addresses of a job are those the service has named, as far as they are its own', () => {
  const base = 'https://queue.fal.run/'
  const app = appOf('fal-ai/ltx-2.3/image-to-video')
  const note = writeNote({
    app,
    status: 'https://queue.fal.run/elsewhere/status',
    response: 'https://evil.example/requests/1',
    cancel: 'http://queue.fal.run/requests/1/cancel',
  })
  const urls = jobUrls({ id: 'a/b', note }, base)!
  expect([urls.status.href, urls.response.href, urls.cancel.href]).toEqual([
    'https://queue.fal.run/elsewhere/status',
    'https://queue.fal.run/fal-ai/ltx-2.3/requests/a%2Fb',
    'https://queue.fal.run/fal-ai/ltx-2.3/requests/a%2Fb/cancel',
  ])
  for (const wrong of [null, '', '{', '{}', '{"app":"../x/y"}'])
    expect(jobUrls({ id: '1', note: wrong }, base)).toBeNull()
})

test('the queue is read, whatever it says beside', () => {
  expect(readQueued({ request_id: 'r', status_url: 3, more: 1 })).toMatchObject({ request_id: 'r', status_url: null })
  expect(readQueued({ id: 'r' })).toBeNull()
  expect(readQueueStatus({ status: 'IN_QUEUE', queue_position: 4 })).toMatchObject({
    status: 'running',
    queuePosition: 4,
  })
  for (const json of [{ status: 'IN_PROGRESS' }, { status: 'pondering' }, undefined, [], { status: 1 }])
    expect(readQueueStatus(json)).toEqual({ status: 'running', progress: 0 })
  expect(readQueueStatus({ status: 'COMPLETED' })).toBe('completed')
})

const answer = (status: number, json: unknown, headers: Record<string, string> = {}) => ({
  ...{ status, json, headers: new Headers(headers) },
})

test('a clip is found wherever a model puts it', () => {
  const url = 'https://v3.fal.media/files/x'
  expect(findVideoUrl({ video: { url } })).toBe(url)
  expect(findVideoUrl({ seed: 1, videos: [null, { url }] })).toBe(url)
  expect(findVideoUrl({ image: { url: 'https://x/a.png' }, out: { file: { url: `${url}.mp4?sig=1` } } })).toBe(
    `${url}.mp4?sig=1`,
  )
  expect(findVideoUrl({ output: [{ url, content_type: 'video/mp4' }] })).toBe(url)
  expect(findVideoUrl({ video_preview: { url, content_type: 'image/webp' }, file: { url } })).toBeNull()
  expect(findVideoUrl({ video: null })).toBeNull()
})

test('a result that is an error is the end of the job, of which kind it was', () => {
  expect(resultStatus(answer(200, { video: { url: 'https://x/a.mp4' } }))).toEqual({ status: 'done' })
  expect(resultStatus(answer(200, { video: null }))).toMatchObject({
    status: 'failed',
    failure: { kind: 'service/no-clip' },
  })
  const detail = [{ loc: ['body', 'prompt'], msg: 'Not this.', type: 'content_policy_violation' }]
  expect(resultStatus(answer(422, { detail }))).toEqual({ status: 'refused', reason: 'prompt: Not this.' })
  const wrong = [{ loc: ['body'], msg: 'Too small.', type: 'image_too_small', ctx: {} }]
  expect(resultStatus(answer(422, { detail: wrong }, { 'X-Fal-Retryable': 'true' }))).toEqual({
    ...{ status: 'failed', failure: { kind: 'image_too_small', message: 'Too small.', isRetryable: true } },
  })
  expect(resultStatus(answer(400, { detail: 'Request is still in progress' }))).toMatchObject({ status: 'running' })
  expect(resultStatus(answer(400, { detail: 'Request was cancelled' }))).toMatchObject({ status: 'failed' })
  for (const status of [401, 403, 429]) expect(resultStatus(answer(status, {}))).toBe('ask-again')
  expect(resultStatus(answer(200, undefined))).toBe('ask-again')
  expect(resultStatus(answer(404, {}))).toEqual({ status: 'unknown' })
  const lost = answer(503, { detail: 'Runner disconnected', error_type: 'runner_disconnected' })
  expect(resultStatus(lost)).toBe('doubtful')
  expect(failedAs(lost)).toEqual({
    ...{
      status: 'failed',
      failure: { kind: 'runner_disconnected', message: 'Runner disconnected', isRetryable: true },
    },
    costMicroUsd: 0,
  })
})

test('a locked account is told from a wrong key by its words', () => {
  const locked = answer(403, { detail: 'User is locked. Reason: Exhausted balance.' })
  expect(isOutOfCredit(locked, readError(locked))).toBe(true)
  const wrong = answer(401, { detail: 'Authentication is required.' })
  expect(isOutOfCredit(wrong, readError(wrong))).toBe(false)
  expect(readError(answer(500, { detail: 7, message: 'Oh.' }))).toEqual({ type: '', words: 'Oh.' })
})

import type { Interactions } from '@google/genai'
import { expect, test } from 'vitest'
import type { Picture } from '#main/providers/http/picture.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import type { RequestSpec } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { fileURLToPath } from 'node:url'
import { buildInteraction, demandOffered } from './build-request.ts'
import {
  isModeration,
  isOutOfCredit,
  isUnknownJob,
  isWrongKey,
  readError,
  readInteraction,
  readModels,
  statusOf,
} from './read-response.ts'

const { models } = loadCatalogue(fileURLToPath(new URL('../../../resources', import.meta.url)))
const NO_FRAMES = { first: null, last: null }
const picture = (text: string): Picture => ({ name: 'a.png', type: 'image/png', bytes: new TextEncoder().encode(text) })

function spec(changed: Partial<RequestSpec> = {}): RequestSpec {
  return {
    ...{ provider: 'gemini', model: 'gemini-omni-1.2-flash', modelVersion: 1, seed: 7, negative: 'rain' },
    ...{ prompt: 'A fox runs', style: 'oil on canvas', cameraMove: 'slow push in' },
    ...{ width: 1920, height: 1080, rate: { numerator: 24, denominator: 1 }, askTicks: ticksFromSeconds(5) },
    ...{ firstFrame: null, lastFrame: null },
    ...changed,
  }
}

test('a text alone becomes text_to_video, in the words of the service', () => {
  const body = {
    model: 'gemini-omni-1.2-flash',
    input: [{ type: 'text', text: 'A fox runs. slow push in. oil on canvas.' }],
    background: true,
    store: true,
    generation_config: { video_config: { task: 'text_to_video' } },
    response_format: { type: 'video', delivery: 'uri', aspect_ratio: '16:9', resolution: '1080p', duration: '5s' },
  } satisfies Interactions.CreateModelInteractionParamsNonStreaming
  expect(buildInteraction(spec(), models, NO_FRAMES)).toEqual(body)
  const upright = buildInteraction(spec({ width: 720, height: 1280 }), models, NO_FRAMES)
  expect(upright.response_format).toMatchObject({ aspect_ratio: '9:16', resolution: '720p' })
})

test('B3 a clip that it goes on from comes before the text, and its seconds are those that are added', () => {
  const lead: Picture = { ...picture('clip'), type: 'video/mp4' }
  const body = {
    model: 'gemini-omni-1.2-flash',
    input: [
      { type: 'video', data: Buffer.from('clip').toString('base64'), mime_type: 'video/mp4' },
      { type: 'text', text: 'A fox runs. slow push in. oil on canvas.' },
    ],
    background: true,
    store: true,
    generation_config: { video_config: { task: 'extend' } },
    response_format: { type: 'video', delivery: 'uri', aspect_ratio: '16:9', resolution: '1080p', duration: '5s' },
  } satisfies Interactions.CreateModelInteractionParamsNonStreaming
  expect(buildInteraction(spec(), models, { ...NO_FRAMES, lead })).toEqual(body)
})

test('pictures come before the text, whose tags say what they are for', () => {
  const { input, generation_config: config } = buildInteraction(spec(), models, {
    first: picture('one'),
    last: picture('two'),
  })
  expect(config).toEqual({ video_config: { task: 'image_to_video' } })
  expect(input).toEqual([
    { type: 'image', data: Buffer.from('one').toString('base64'), mime_type: 'image/png' },
    { type: 'image', data: Buffer.from('two').toString('base64'), mime_type: 'image/png' },
    { type: 'text', text: '<FIRST_FRAME> <LAST_FRAME> A fox runs. slow push in. oil on canvas.' },
  ])
})

test('W20 reference pictures are bound by their numbers, from 0, and give way to frames', () => {
  const references = [picture('who'), picture('where')]
  const { input, generation_config: config } = buildInteraction(spec(), models, { ...NO_FRAMES, references })
  expect(config).toEqual({ video_config: { task: 'reference_to_video' } })
  expect(input).toEqual([
    ...['who', 'where'].map(text => ({
      ...{ type: 'image', data: Buffer.from(text).toString('base64'), mime_type: 'image/png' },
    })),
    { type: 'text', text: '<IMAGE_REF_0> <IMAGE_REF_1> A fox runs. slow push in. oil on canvas.' },
  ])
  const framed = buildInteraction(spec(), models, { first: picture('one'), last: null, references })
  expect(framed.generation_config).toEqual({ video_config: { task: 'image_to_video' } })
  expect(framed.input).toHaveLength(2)
})

test('what a model would refuse is not sent', () => {
  const model = models.find(({ id }) => id === 'gemini-omni-1.2-flash')!
  const both = { firstFrame: 'a.png', lastFrame: 'b.png' }
  expect(() => demandOffered({ askTicks: ticksFromSeconds(15) }, model, { ...both, lastFrame: null })).not.toThrow()
  expect(() => demandOffered({ askTicks: ticksFromSeconds(10) }, model, both)).not.toThrow()
  expect(() => demandOffered({ askTicks: ticksFromSeconds(11) }, model, both)).toThrow(/at most 10 seconds/)
  expect(() => demandOffered({ askTicks: ticksFromSeconds(5) }, model, { ...both, firstFrame: null })).toThrow(
    /only together/,
  )
})

const output = (...content: unknown[]) => ({ type: 'model_output', content })
const read = (changed: object) => statusOf(readInteraction({ id: 'v1_x', ...changed })!)

test('a clip is found wherever it comes, and the newest counts', () => {
  const steps = [
    { type: 'user_input', content: [{ type: 'video', uri: 'https://x/mine' }] },
    output({ type: 'video', uri: 'https://x/old' }),
    { type: 'thought', unheard_of: 1 },
    output({ type: 'text', text: 'Here.' }, { type: 'video', uri: 'https://x/new', mime_type: 'video/mp4' }),
  ]
  const found = readInteraction({ id: 'v1_x', status: 'completed', steps })!
  expect(found).toMatchObject({ video: { uri: 'https://x/new' }, text: 'Here.' })
  expect(statusOf(found)).toEqual({ status: 'done' })
  const inline = { id: 'v1_x', status: 'completed', output_video: { type: 'video', data: 'AAAA' } }
  expect(readInteraction(inline)!.video).toEqual({ base64: 'AAAA' })
  expect(readInteraction({ ...inline, steps: [3, null, { content: 'x' }], errors: 'no' })!.video).not.toBeNull()
  expect(readInteraction({ status: 'completed' })).toBeNull()
})

test('an end without a clip is told by what came instead', () => {
  expect(read({ status: 'completed', steps: [output({ type: 'text', text: 'I cannot.' })] })).toEqual({
    ...{ status: 'refused', reason: 'I cannot.' },
  })
  expect(read({ status: 'completed', steps: [{ type: 'user_input', content: [] }] })).toBe('no-clip')
  expect(read({ status: 'failed', errors: [{ code: 'INTERNAL', message: 'Oh.' }] })).toEqual({
    ...{ status: 'failed', failure: { kind: 'INTERNAL', message: 'Oh.', isRetryable: true } },
  })
  expect(read({ status: 'failed', errors: [{ message: 'Blocked: PROHIBITED_CONTENT' }] })).toMatchObject({
    status: 'refused',
  })
  const stepError = { type: 'model_output', error: { code: 3, message: 'The picture is broken.' } }
  expect(read({ status: 'failed', steps: [stepError] })).toMatchObject({
    ...{ status: 'failed', failure: { message: 'The picture is broken.', isRetryable: false } },
  })
  for (const status of ['cancelled', 'incomplete', 'budget_exceeded', 'requires_action', 'requires_continuation'])
    expect(read({ status })).toMatchObject({ status: 'failed', failure: { isRetryable: false } })
  for (const status of ['queued', 'in_progress', 'pondering', 7])
    expect(read({ status })).toEqual({ status: 'running', progress: 0 })
})

test('errors are read alone and in a list, and told apart by their words', () => {
  const answer = (status: number, message: string, reason?: string) => {
    const error = { code: status, message, status: 'INVALID_ARGUMENT', ...(reason ? { details: [{ reason }] } : {}) }
    return { status, json: [{ error }] }
  }
  const key = readError(answer(400, 'API key not valid. Please pass a valid API key.', 'API_KEY_INVALID'))
  expect(key).toMatchObject({ code: '400 INVALID_ARGUMENT API_KEY_INVALID' })
  expect([isWrongKey(key), isModeration(key), isOutOfCredit(key)]).toEqual([true, false, false])
  const rate = readError(answer(429, 'You exceeded your current quota, please check your plan and billing details.'))
  expect([isWrongKey(rate), isOutOfCredit(rate)]).toEqual([false, false])
  expect(isOutOfCredit(readError(answer(429, 'Your prepayment credits are depleted.')))).toBe(true)
  expect(isModeration(readError(answer(400, 'Blocked by SAFETY settings')))).toBe(true)
  expect(isUnknownJob(answer(400, 'Invalid interaction name'))).toBe(true)
  expect(isUnknownJob(answer(400, 'The request is not valid.'))).toBe(false)
  expect(readError({ json: '<html>' })).toEqual({ code: '', words: null })
})

test('the models a key may use are named as the catalogue names them', () => {
  expect(readModels({ models: [{ name: 'models/gemini-omni-1.2-flash' }] })).toEqual(['gemini-omni-1.2-flash'])
  expect(readModels({})).toBeNull()
})

import type { ImageToVideoCreateParams } from '@runwayml/sdk/resources/image-to-video'
import type { TextToVideoCreateParams } from '@runwayml/sdk/resources/text-to-video'
import type { VideoToVideoCreateParams } from '@runwayml/sdk/resources/video-to-video'
import { expect, test } from 'vitest'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { modelById } from '#model/catalogue.ts'
import type { RequestSpec } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { buildExtension, buildRequest, type FrameUris, type RunwayRequest } from './build-request.ts'

const catalogue = loadCatalogue('resources')
const NO_FRAMES = { first: null, last: null }
const FIRST = { first: 'data:image/png;base64,AAAA', last: null }
const BOTH = { ...FIRST, last: 'runway://last' }
const first = { uri: 'data:image/png;base64,AAAA', position: 'first' } as const
const last = { uri: 'runway://last', position: 'last' } as const

function built(name: string, frames: FrameUris, changed: Partial<RequestSpec> = {}): RunwayRequest {
  return buildRequest(someSpec(changed), modelById(catalogue, `runway/${name}`), frames)
}

const promptText = 'a river. slow push in.'
const wide = '1280:720'

// What is expected is held to the types of the service's own library, model by model.
const FROM_TEXT = [
  { model: 'gen4.5', promptText, duration: 5, ratio: wide, seed: 7 },
  { model: 'veo3.1', promptText, duration: 6, ratio: wide, seed: 7, audio: false },
  { model: 'veo3.1_fast', promptText, duration: 6, ratio: wide, seed: 7, audio: false },
  { model: 'hailuo3', promptText, duration: 5, ratio: '16:9', resolution: '768p' },
  { model: 'h3_max', promptText, duration: 5, resolution: '768p', seed: 7, promptExpansionMode: 'disabled' },
  { model: 'seedance2', promptText, duration: 5, ratio: wide, seed: 7, audio: false },
  { model: 'seedance2_fast', promptText, duration: 5, ratio: wide, seed: 7, audio: false },
  { model: 'seedance2_mini', promptText, duration: 5, ratio: wide, seed: 7, audio: false },
  { model: 'seedance2_5', promptText, duration: 5, ratio: wide, seed: 7, audio: false },
  { model: 'wan3', promptText, duration: 5, ratio: wide, audio: false },
  { model: 'wan3_prime', promptText, duration: 5, ratio: wide, audio: false },
  { model: 'gemini_omni_flash_1.1', promptText, duration: 5, ratio: wide },
  { model: 'gemini_omni_flash', promptText, duration: 5, ratio: wide },
  { model: 'grok_imagine_1_5', promptText, duration: 5, ratio: '16:9', resolution: '720p' },
  { model: 'happyhorse_1_0', promptText, duration: 5, ratio: wide },
] satisfies TextToVideoCreateParams[]

const FROM_PICTURE = [
  { model: 'gen4.5', promptText, duration: 5, ratio: wide, seed: 7, promptImage: [first] },
  { model: 'gen4_turbo', promptText, duration: 5, ratio: wide, seed: 7, promptImage: [first] },
  { model: 'gemini_omni_flash', promptText, duration: 5, ratio: wide, promptImage: [first] },
  { model: 'grok_imagine_1_5', promptText, duration: 5, resolution: '720p', promptImage: [first] },
  { model: 'happyhorse_1_0', promptText, duration: 5, resolution: '720p', promptImage: [first] },
] satisfies ImageToVideoCreateParams[]

const BETWEEN_PICTURES = [
  { model: 'veo3.1', promptText, duration: 6, ratio: wide, seed: 7, audio: false, promptImage: [first, last] },
  { model: 'hailuo3', promptText, duration: 5, ratio: 'adaptive', resolution: '768p', promptImage: [first, last] },
  {
    ...{ model: 'h3_max', promptText, duration: 5, resolution: '768p', seed: 7 },
    ...{ promptExpansionMode: 'disabled', promptImage: [first, last] },
  },
  { model: 'seedance2', promptText, duration: 5, ratio: wide, seed: 7, audio: false, promptImage: [first, last] },
  { model: 'seedance2_5', promptText, duration: 5, ratio: wide, seed: 7, audio: false, promptImage: [first, last] },
  { model: 'wan3', promptText, duration: 5, ratio: 'auto_720p', audio: false, promptImage: [first, last] },
  { model: 'gemini_omni_flash_1.1', promptText, duration: 5, ratio: wide, promptImage: [first, last] },
] satisfies ImageToVideoCreateParams[]

const REFERENCES = { ...NO_FRAMES, references: ['data:image/png;base64,AAAA', 'runway://who'] }
const references = REFERENCES.references.map(uri => ({ uri }))

const FROM_REFERENCES = [
  { model: 'hailuo3', promptText, duration: 5, ratio: '16:9', resolution: '768p', references },
  { model: 'seedance2', promptText, duration: 5, ratio: wide, seed: 7, audio: false, references },
  { model: 'seedance2_fast', promptText, duration: 5, ratio: wide, seed: 7, audio: false, references },
  { model: 'seedance2_mini', promptText, duration: 5, ratio: wide, seed: 7, audio: false, references },
  { model: 'seedance2_5', promptText, duration: 5, ratio: wide, seed: 7, audio: false, references },
  { model: 'wan3', promptText, duration: 5, ratio: wide, audio: false, references },
  { model: 'wan3_prime', promptText, duration: 5, ratio: wide, audio: false, references },
  { model: 'gemini_omni_flash_1.1', promptText, duration: 5, ratio: wide, references },
] satisfies TextToVideoCreateParams[]

const GOING_ON = [
  {
    ...{ model: 'seedance2_5', promptText, duration: 5, seed: 7, audio: false },
    ...{ mode: 'extend', promptVideo: 'runway://clip' },
  },
  { model: 'gemini_omni_flash_1.1', promptText, duration: 5, ratio: wide, mode: 'extend', videoUri: 'runway://clip' },
] satisfies VideoToVideoCreateParams[]

/** Of a model that makes no five seconds, six. */
const lengthOf = ({ duration }: { duration?: number }): Partial<RequestSpec> =>
  duration === 6 ? { askTicks: ticksFromSeconds(6) } : {}

test.each(FROM_TEXT)('a text for $model', body => {
  expect(built(body.model, NO_FRAMES, lengthOf(body))).toEqual({ path: '/v1/text_to_video', body })
})

test.each(FROM_PICTURE)('a first picture for $model', body => {
  expect(built(body.model, FIRST)).toEqual({ path: '/v1/image_to_video', body })
})

test.each(BETWEEN_PICTURES)('a first and a last picture for $model', body => {
  expect(built(body.model, BOTH, lengthOf(body))).toEqual({ path: '/v1/image_to_video', body })
})

test.each(FROM_REFERENCES)('W20 reference pictures for $model, but never beside frames', body => {
  expect(built(body.model, REFERENCES)).toEqual({ path: '/v1/text_to_video', body })
  expect(built(body.model, { ...REFERENCES, ...FIRST }).body).toMatchObject({ promptImage: [first] })
  expect(built(body.model, { ...REFERENCES, ...FIRST }).body).not.toHaveProperty('references')
})

test.each(GOING_ON)('B3 a clip that $model goes on from', body => {
  const model = modelById(catalogue, `runway/${body.model}`)
  expect(buildExtension(someSpec(), model, 'runway://clip')).toEqual({ path: '/v1/video_to_video', body })
})

test('B3 the models that go on from a clip are these', () => {
  const going = catalogue.models.filter(({ provider, extend }) => provider === 'runway' && extend)
  expect(going.map(({ wireName }) => wireName)).toEqual(GOING_ON.map(({ model }) => model))
})

test('W20 the models that take reference pictures are these', () => {
  const taking = catalogue.models.filter(
    ({ provider, maxReferenceStills }) => provider === 'runway' && maxReferenceStills > 0,
  )
  expect(taking.map(({ wireName }) => wireName)).toEqual(FROM_REFERENCES.map(({ model }) => model))
})

test('counter-words go where they are read', () => {
  const words = { negative: 'captions' }
  expect(built('veo3.1', NO_FRAMES, words).body).toMatchObject({ negativePrompt: 'captions' })
  expect(built('gen4.5', NO_FRAMES, words).body).not.toHaveProperty('negativePrompt')
})

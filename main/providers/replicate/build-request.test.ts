import type Replicate from 'replicate'
import { expect, test } from 'vitest'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { someSpec } from '#main/providers/testing/some-spec.ts'
import { modelById } from '#model/catalogue.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { buildRequest, traitsOf } from './build-request.ts'

type CreateOptions = Parameters<Replicate['predictions']['create']>[0]

const catalogue = loadCatalogue('resources')
const NO_FRAMES = { first: null, last: null }
const BOTH = { first: 'data:image/png;base64,AAAA', last: 'https://api.replicate.com/v1/files/last' }
const prompt = 'a river. slow push in.'

test('each model is asked by its own names', () => {
  const kling = modelById(catalogue, 'replicate/kling-v2.5-turbo-pro')
  expect(buildRequest(someSpec({ negative: 'captions' }), kling, { ...BOTH, last: null })).toEqual({
    path: '/models/kwaivgi/kling-v2.5-turbo-pro/predictions',
    body: {
      input: { prompt, duration: 5, aspect_ratio: '16:9', start_image: BOTH.first, negative_prompt: 'captions' },
    },
  })
  const seedance = modelById(catalogue, 'replicate/seedance-1-pro')
  const size = { duration: 5, aspect_ratio: '16:9', resolution: '1080p', seed: 7 }
  expect(buildRequest(someSpec({ negative: 'captions' }), seedance, BOTH)).toEqual({
    path: '/models/bytedance/seedance-1-pro/predictions',
    body: { input: { prompt, ...size, image: BOTH.first, last_frame_image: BOTH.last } },
  })
})

test('a model that counts in pictures is asked for as many as cover the length', () => {
  const wan = modelById(catalogue, 'replicate/wan-2.2-i2v-fast')
  const lengths = wan.lengths.kind === 'listed' ? wan.lengths.seconds : []
  const asked = lengths.map(seconds => buildRequest(someSpec({ askTicks: ticksFromSeconds(seconds) }), wan, BOTH).body)
  expect(asked.map(({ input }) => input['num_frames'])).toEqual([81, 101, 121])
  expect(asked[0]).toEqual({
    input: {
      ...{ prompt, num_frames: 81, frames_per_second: 16, resolution: '720p', seed: 7 },
      ...{ image: BOTH.first, last_image: BOTH.last },
    },
  })
})

test('a version is run as it is, and the catalogue may say what every request has', () => {
  const model = {
    ...modelById(catalogue, 'replicate/seedance-1-pro'),
    takesSeed: false,
    wire: { version: 'abc123', prompt: 'text', fixed: { fps: 24 } },
  }
  const body = { version: 'abc123', input: { text: prompt, fps: 24 } } satisfies CreateOptions
  expect(buildRequest(someSpec(), model, NO_FRAMES)).toEqual({ path: '/predictions', body })
  const traits = { model: null, version: 'abc123', promptField: 'text', prompt }
  expect(traitsOf(someSpec(), model)).toEqual(traits)
})

test('a job of a model is known by its name', () => {
  const seedance = modelById(catalogue, 'replicate/seedance-1-pro')
  const traits = { model: 'bytedance/seedance-1-pro', version: null, promptField: 'prompt', prompt }
  expect(traitsOf(someSpec(), seedance)).toEqual(traits)
})

import { expect, test } from 'vitest'
import type { RequestSpec } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { buildBody } from './build-request.ts'

const spec: RequestSpec = {
  ...{ provider: 'sd-cpp', model: 'sd-cpp', modelVersion: 1, prompt: 'a bubble', style: 'ink', negative: '' },
  ...{ cameraMove: '', seed: 7, width: 832, height: 480, rate: { numerator: 24, denominator: 1 } },
  ...{ askTicks: ticksFromSeconds(3), firstFrame: null, lastFrame: null },
}
const none = { firstFrame: null, lastFrame: null }

test('the server rounds frames down, so the fewest that it makes and that cover the length are asked for', () => {
  expect(buildBody(spec, { takesSeed: true, wire: { fps: 24 } }, none)).toEqual({
    ...{ prompt: 'a bubble. ink.', width: 832, height: 480, video_frames: 73, fps: 24, seed: 7, output_format: 'webm' },
  })
  const longer = { ...spec, askTicks: ticksFromSeconds(3.05) }
  expect(buildBody(longer, { takesSeed: true, wire: { fps: 24 } }, none)).toMatchObject({ video_frames: 77 })
  expect(buildBody(spec, { takesSeed: false, wire: {} }, none)).toMatchObject({ fps: 16, video_frames: 49, seed: -1 })
})

test('pictures, counter-words and the fields of the catalogue go along', () => {
  const wire = { fps: 16, fields: { sample_params: { sample_steps: 8 }, width: 1 } }
  const frames = { firstFrame: 'AAAA', lastFrame: 'BBBB' }
  expect(buildBody({ ...spec, negative: 'people' }, { takesSeed: true, wire }, frames)).toMatchObject({
    ...{ sample_params: { sample_steps: 8 }, width: 832, negative_prompt: 'people' },
    ...{ init_image: 'AAAA', end_image: 'BBBB' },
  })
})

import { expect, test } from 'vitest'
import { ask, at, CLIP, part, start } from '../testing/started.ts'

const body = { prompt: 'a river', width: 832, height: 480, video_frames: 34, fps: 16, output_format: 'webm' }

test('a job brings its whole clip in JSON', async () => {
  const services = await start()
  const origin = services.url('sdcpp')
  const made = await ask(`${origin}/sdcpp/v1/vid_gen`, { json: body })
  expect(made).toMatchObject({ status: 202, json: { kind: 'vid_gen', status: 'queued' } })
  const one = new URL(at(made.json, 'poll_url'), origin).href
  expect(part((await ask(one)).json, 'status')).toBe('queued')
  expect((await ask(one)).json).toMatchObject({ status: 'generating', result: null, error: null })
  expect((await ask(one)).json).toMatchObject({
    status: 'completed',
    result: { b64_json: CLIP.toString('base64'), mime_type: 'video/webm', fps: 16, frame_count: 33 },
  })
  expect(services.books.accepted).toMatchObject([{ downloads: 1, polls: 3 }])
  services.jobs.expire('sdcpp', at(made.json, 'id'))
  expect((await ask(one)).status).toBe(410)
  expect((await ask(`${origin}/sdcpp/v1/jobs/job_x`)).status).toBe(404)
})

test('only what waits can be cancelled, and no more may wait than the queue holds', async () => {
  const services = await start()
  services.settings.sdcpp.maxQueue = 2
  const url = `${services.url('sdcpp')}/sdcpp/v1`
  const ids: string[] = []
  for (let count = 0; count < 2; count++) ids.push(at((await ask(`${url}/vid_gen`, { json: body })).json, 'id'))
  expect((await ask(`${url}/vid_gen`, { json: body })).status).toBe(429)
  services.jobs.setProgress('sdcpp', ids[0]!, 0.5)
  expect((await ask(`${url}/jobs/${ids[0]}/cancel`, { method: 'POST' })).status).toBe(409)
  const cancelled = await ask(`${url}/jobs/${ids[1]}/cancel`, { method: 'POST' })
  expect(cancelled).toMatchObject({ status: 200, json: { status: 'cancelled', error: { code: 'cancelled' } } })
})

test.each([
  [{ ...body, output_format: 'mp4' }],
  [{ ...body, width: 32 }],
  [{ ...body, video_frames: '33' }],
  [{ ...body, init_image: 'https://example.org/a.png' }],
  [{ ...body, seed: 1.5 }],
])('it refuses %o', async json => {
  const services = await start()
  expect((await ask(`${services.url('sdcpp')}/sdcpp/v1/vid_gen`, { json })).status).toBe(400)
})

test('it says what it can', async () => {
  const services = await start()
  const capabilities = await ask(`${services.url('sdcpp')}/sdcpp/v1/capabilities`)
  expect(capabilities.json).toMatchObject({ supported_modes: ['vid_gen'], output_formats: ['webm', 'webp', 'avi'] })
})

import { expect, test } from 'vitest'
import { ask, at, CLIP, part, start, startToldVideos } from '../testing/started.ts'

const headers = { authorization: 'Key test-key' }
const picture = 'data:image/png;base64,AAAA'
const model = 'fal-ai/kling-video/v3/pro/image-to-video'
const ltx = 'fal-ai/ltx-2.3/extend-video'
const veo = 'fal-ai/veo3.1/extend-video'
const video_url = `data:video/mp4;base64,${Buffer.from('a video').toString('base64')}`

test('a request waits, runs and completes; its links hold owner and app alone', async () => {
  const services = await start()
  services.settings.fal.concurrency = 1
  const queue = services.url('fal')
  const input = { prompt: 'a river', start_image_url: picture, duration: '5' }
  const made = await ask(`${queue}/${model}`, { json: input, headers })
  const [id, status, response] = [
    at(made.json, 'request_id'),
    at(made.json, 'status_url'),
    at(made.json, 'response_url'),
  ]
  expect(status).toBe(`${queue}/fal-ai/kling-video/requests/${id}/status`)
  expect(response).toBe(`${queue}/fal-ai/kling-video/requests/${id}`)
  expect(part(made.json, 'queue_position')).toBe(0)
  expect(part((await ask(`${queue}/${model}`, { json: input, headers })).json, 'queue_position')).toBe(1)
  const first = await ask(`${status}?logs=1`, { headers })
  expect(first).toMatchObject({ status: 202, json: { status: 'IN_QUEUE', logs: [] } })
  expect((await ask(response, { headers })).status).toBe(400)
  expect(await ask(status, { headers })).toMatchObject({ status: 200, json: { status: 'COMPLETED' } })
  const result = await ask(response, { headers })
  expect(result.json).toMatchObject({ video: { content_type: 'video/mp4' } })
  expect((await ask(at(result.json, 'video.url'))).bytes).toEqual(CLIP)
  expect(services.books.accepted[0]).toMatchObject({ body: { model, input } })
  // The path of the whole model is not where a request is asked about.
  expect((await ask(`${queue}/${model}/requests/${id}/status`, { headers })).status).toBe(404)
})

test('a wrong input shows at the result, or at once where that is set', async () => {
  const services = await start()
  services.settings.fal.pace = { polls: 0 }
  const url = `${services.url('fal')}/${model}`
  const json = { prompt: 'x', duration: 5 }
  const made = (await ask(url, { json, headers })).json
  const [status, response] = [at(made, 'status_url'), at(made, 'response_url')]
  expect(part((await ask(status, { headers })).json, 'status')).toBe('COMPLETED')
  const result = await ask(response, { headers })
  expect(result.status).toBe(422)
  expect(part(result.json, 'detail')).toMatchObject([
    { loc: ['body', 'start_image_url'] },
    { loc: ['body', 'duration'] },
  ])
  services.settings.fal.checksAt = 'submit'
  expect((await ask(url, { json, headers })).status).toBe(422)
  const pictures = { prompt: 'x', image_urls: [picture, 'a.png'] }
  expect((await ask(`${services.url('fal')}/any/model`, { json: pictures, headers })).status).toBe(422)
})

test('a request is cancelled once', async () => {
  const services = await start()
  const { json } = await ask(`${services.url('fal')}/any/model`, { json: { prompt: 'x' }, headers })
  const cancel = { method: 'PUT', headers }
  expect(await ask(at(json, 'cancel_url'), cancel)).toMatchObject({
    status: 202,
    json: { status: 'CANCELLATION_REQUESTED' },
  })
  expect(await ask(at(json, 'cancel_url'), cancel)).toMatchObject({
    status: 400,
    json: { status: 'ALREADY_COMPLETED' },
  })
  expect((await ask(at(json, 'response_url'), { headers })).status).toBe(400)
  expect(services.books.accepted[0]).toMatchObject({ cancels: 1 })
})

test('files are stored; the key is asked for by its own word', async () => {
  const services = await start()
  const initiate = `${services.url('fal')}/storage/upload/initiate?storage_type=fal-cdn-v3`
  const begun = await ask(initiate, { json: { content_type: 'image/png', file_name: 'a.png' }, headers })
  const put = await fetch(at(begun.json, 'upload_url'), {
    method: 'PUT',
    body: 'png',
    headers: { 'content-type': 'image/png' },
  })
  expect(put.status).toBe(200)
  expect(services.books.uploads).toMatchObject([{ family: 'fal', sizeBytes: 3, type: 'image/png' }])
  const bearer = { authorization: 'Bearer test-key' }
  expect((await ask(`${services.url('fal')}/any/model`, { json: { prompt: 'x' }, headers: bearer })).status).toBe(401)
})

test.each([
  [ltx, { prompt: 'x' }, 'video_url'],
  [ltx, { video_url, duration: '5' }, 'duration'],
  [ltx, { video_url, duration: 1 }, 'duration'],
  [ltx, { video_url, duration: 21 }, 'duration'],
  [ltx, { video_url, mode: 'middle' }, 'mode'],
  [ltx, { video_url, context: 21 }, 'context'],
  [ltx, { video_url, image_url: picture }, 'image_url'],
  [ltx, { video_url, resolution: '1080p' }, 'resolution'],
  [ltx, { video_url, fps: 25 }, 'fps'],
  [ltx, { video_url, seed: 1 }, 'seed'],
  [ltx, { video_url, generate_audio: false }, 'generate_audio'],
  [veo, { video_url }, 'prompt'],
  [veo, { prompt: 'x' }, 'video_url'],
  [veo, { prompt: 'x', video_url, aspect_ratio: '1:1' }, 'aspect_ratio'],
  [veo, { prompt: 'x', video_url, duration: 7 }, 'duration'],
  [veo, { prompt: 'x', video_url, duration: '8s' }, 'duration'],
  [veo, { prompt: 'x', video_url, resolution: '4k' }, 'resolution'],
  [veo, { prompt: 'x', video_url, seed: 1.5 }, 'seed'],
  [veo, { prompt: 'x', video_url, context: 5 }, 'context'],
])('%s refuses %o', async (path, json, field) => {
  const services = await start()
  services.settings.fal.checksAt = 'submit'
  const answer = await ask(`${services.url('fal')}/${path}`, { json, headers })
  expect(answer.status).toBe(422)
  expect(part(answer.json, 'detail')).toMatchObject([{ loc: ['body', field] }])
})

test('a clip goes on from a video, and its maker is told of one that was sent or stored', async () => {
  const { services, videos } = await startToldVideos()
  const { fal } = services.settings
  fal.pace = { polls: 0 }
  fal.checksAt = 'submit'
  const url = services.url('fal')
  const file = { content_type: 'video/mp4', file_name: 'a clip.mp4' }
  const begun = await ask(`${url}/storage/upload/initiate`, { json: file, headers })
  await fetch(at(begun.json, 'upload_url'), { method: 'PUT', body: 'a file', headers: { 'content-type': 'video/mp4' } })
  const stored = at(begun.json, 'file_url')
  const veoAll = { aspect_ratio: 'auto', duration: '7s', resolution: '720p', generate_audio: false, seed: 1 }
  for (const [path, json] of [
    [ltx, { video_url, prompt: 'x', duration: 2.5, mode: 'start', context: 20 }],
    [ltx, { video_url: stored }],
    [veo, { video_url: stored, prompt: 'x', ...veoAll, auto_fix: true, safety_tolerance: '4', negative_prompt: '' }],
    [veo, { video_url: 'https://example.org/a.mp4', prompt: 'x' }],
    ['any/model', { video_url, prompt: 'x' }],
  ] as const) {
    const made = await ask(`${url}/${path}`, { json, headers })
    await ask(at(made.json, 'status_url'), { headers })
    const result = await ask(at(made.json, 'response_url'), { headers })
    await ask(at(result.json, 'video.url'))
  }
  expect(videos).toEqual(['a video', 'a file', 'a file', null, null])
})

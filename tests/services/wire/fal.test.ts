import { expect, test } from 'vitest'
import { ask, at, CLIP, part, start } from '../testing/started.ts'

const headers = { authorization: 'Key test-key' }
const picture = 'data:image/png;base64,AAAA'
const model = 'fal-ai/kling-video/v3/pro/image-to-video'

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

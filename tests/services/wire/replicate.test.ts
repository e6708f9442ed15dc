import { expect, test } from 'vitest'
import { ask, at, CLIP, part, start } from '../testing/started.ts'

const headers = { authorization: 'Bearer test-key' }
const input = { prompt: 'a river', duration: 5 }

test('a prediction runs and gives a link, alone or in a list', async () => {
  const services = await start()
  const url = `${services.url('replicate')}/v1`
  const made = await ask(`${url}/models/wan-video/wan-2.2/predictions`, { json: { input }, headers })
  expect(made).toMatchObject({ status: 201, json: { status: 'starting', output: null, data_removed: false } })
  const get = at(made.json, 'urls.get')
  expect(get).toBe(`${url}/predictions/${at(made.json, 'id')}`)
  await ask(get, { headers })
  expect(part((await ask(get, { headers })).json, 'status')).toBe('processing')
  const done = await ask(get, { headers })
  expect(done.json).toMatchObject({ status: 'succeeded', error: null, metrics: { predict_time: 12.5 } })
  expect((await ask(at(done.json, 'output'))).bytes).toEqual(CLIP)
  services.settings.replicate.output = 'array'
  expect(part((await ask(get, { headers })).json, 'output')).toEqual([at(done.json, 'output')])
  services.jobs.expire('replicate', at(made.json, 'id'))
  expect((await ask(get, { headers })).json).toMatchObject({
    status: 'succeeded',
    data_removed: true,
    output: null,
    input: {},
  })
  expect((await ask(at(done.json, 'output'))).status).toBe(404)
})

test('predictions are listed page by page, newest first', async () => {
  const services = await start()
  services.settings.replicate.pageSize = 2
  const url = `${services.url('replicate')}/v1/predictions`
  for (let count = 0; count < 3; count++)
    await ask(url, { json: { version: 'abc', input: { ...input, count } }, headers })
  const first = await ask(url, { headers })
  expect(first.json).toMatchObject({ previous: null, results: [{ version: 'abc' }, {}] })
  expect(part(first.json, 'results.0')).not.toHaveProperty('output')
  const second = await ask(at(first.json, 'next'), { headers })
  expect(second.json).toMatchObject({ next: null, previous: `${url}?cursor=0`, results: [{}] })
})

test('a prediction is cancelled, before it started or after', async () => {
  const services = await start()
  const url = `${services.url('replicate')}/v1/predictions`
  const statuses: string[] = []
  for (const isStarted of [false, true]) {
    const { json } = await ask(url, { json: { version: 'abc', input }, headers })
    if (isStarted) services.jobs.setProgress('replicate', at(json, 'id'), 0.5)
    statuses.push(at((await ask(at(json, 'urls.cancel'), { method: 'POST', headers })).json, 'status'))
  }
  expect(statuses).toEqual(['aborted', 'canceled'])
})

test('wrong requests are refused; files are taken; the key can be tried', async () => {
  const services = await start()
  const url = `${services.url('replicate')}/v1`
  expect((await ask(`${url}/predictions`, { json: { input }, headers })).status).toBe(422)
  expect((await ask(`${url}/models/a/b/predictions`, { json: input, headers })).status).toBe(422)
  const pictures = { ...input, reference_images: ['a.png'] }
  expect((await ask(`${url}/models/a/b/predictions`, { json: { input: pictures }, headers })).status).toBe(422)
  const prefer = { ...headers, prefer: 'wait=90' }
  expect((await ask(`${url}/models/a/b/predictions`, { json: { input }, headers: prefer })).status).toBe(422)
  expect((await ask(`${url}/account`, { headers: { authorization: 'Token test-key' } })).status).toBe(401)
  expect((await ask(`${url}/account`, { headers })).status).toBe(200)
  const form = new FormData()
  form.append('content', new Blob(['png'], { type: 'image/png' }), 'a.png')
  expect((await ask(`${url}/files`, { form, headers })).json).toMatchObject({ name: 'a.png', size: 3 })
})

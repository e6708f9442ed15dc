import { expect, test } from 'vitest'
import { ask, at, CLIP, part, start } from '../testing/started.ts'

const headers = { authorization: 'Bearer test-key' }

function form(fields: Record<string, string>, picture?: Blob): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  if (picture) data.append('input_reference', picture, 'first.png')
  return data
}

test('a form with a picture becomes a video', async () => {
  const services = await start()
  const url = `${services.url('openai-videos')}/v1/videos`
  const picture = new Blob([Buffer.from('png')], { type: 'image/png' })
  const fields = { prompt: 'a river', model: 'wan2.2', seconds: '4', size: '1280x720', seed: '7' }
  const made = await ask(url, { form: form(fields, picture), headers })
  expect(made.status).toBe(200)
  expect(made.json).toMatchObject({ object: 'video', status: 'queued', progress: 0, seconds: '4', size: '1280x720' })
  const one = `${url}/${at(made.json, 'id')}`
  expect(part((await ask(one, { headers })).json, 'status')).toBe('queued')
  expect((await ask(one, { headers })).json).toMatchObject({ status: 'in_progress', progress: 50 })
  expect((await ask(`${one}/content`, { headers })).status).toBe(400)
  expect((await ask(one, { headers })).json).toMatchObject({ status: 'completed', progress: 100, error: null })
  const clip = await ask(`${one}/content?variant=video`, { headers })
  expect(clip.bytes).toEqual(CLIP)
  expect(clip.headers.get('content-type')).toBe('video/mp4')
  expect(services.books.accepted).toMatchObject([
    {
      family: 'openai-videos',
      body: fields,
      files: [{ field: 'input_reference', sizeBytes: 3 }],
      downloads: 1,
      polls: 3,
    },
  ])
})

test('JSON is taken too; lists go on after an id', async () => {
  const services = await start()
  const url = `${services.url('openai-videos')}/v1/videos`
  const ids: string[] = []
  for (const prompt of ['one', 'two', 'three']) ids.push(at((await ask(url, { json: { prompt }, headers })).json, 'id'))
  const first = await ask(`${url}?limit=2`, { headers })
  expect(first.json).toMatchObject({
    object: 'list',
    data: [{ id: ids[2] }, { id: ids[1] }],
    has_more: true,
    last_id: ids[1],
  })
  const next = await ask(`${url}?limit=2&after=${ids[1]}`, { headers })
  expect(next.json).toMatchObject({ data: [{ id: ids[0] }], has_more: false })
  expect((await ask(`${url}?order=asc`, { headers })).json).toMatchObject({ first_id: ids[0] })
  expect((await ask(`${url}/${ids[0]}`, { method: 'DELETE', headers })).json).toMatchObject({ deleted: true })
  expect((await ask(`${url}/${ids[0]}`, { headers })).status).toBe(404)
})

test('wrong requests are answered in the style that is set, and make no job', async () => {
  const services = await start()
  const url = `${services.url('openai-videos')}/v1/videos`
  expect(part((await ask(url, { json: { prompt: 'x' } })).json, 'error')).toMatchObject({ code: 'invalid_api_key' })
  for (const body of [
    {},
    { prompt: 'x', seconds: 4 },
    { prompt: 'x', size: '720p' },
    { prompt: 'x', model: 'other' },
  ]) {
    expect((await ask(url, { json: body, headers })).status).toBe(400)
  }
  const wrongFile = form({ prompt: 'x' }, new Blob(['hi'], { type: 'text/plain' }))
  expect((await ask(url, { form: wrongFile, headers })).status).toBe(400)
  services.settings['openai-videos'].errors = 'fastapi'
  expect(part((await ask(url, { json: {}, headers })).json, 'detail')).toMatchObject([{ loc: ['body', 'prompt'] }])
  expect(services.books.accepted).toEqual([])
  expect(services.books.rejected).toHaveLength(7)
})

test('the first service of this kind allows few lengths, and some say other words', async () => {
  const services = await start()
  const settings = services.settings['openai-videos']
  const url = `${services.url('openai-videos')}/v1/videos`
  settings.checks = 'sora'
  expect((await ask(url, { json: { prompt: 'x', seconds: '5' }, headers })).status).toBe(400)
  settings.words = 'processing'
  const { json } = await ask(url, { json: { prompt: 'x', seconds: '8' }, headers })
  services.jobs.setProgress('openai-videos', at(json, 'id'), 0.3)
  expect((await ask(`${url}/${at(json, 'id')}`, { headers })).json).toMatchObject({
    status: 'processing',
    progress: 30,
  })
  expect(part((await ask(`${services.url('openai-videos')}/v1/models`, { headers })).json, 'data')).toHaveLength(1)
})

test('a download that leads elsewhere, where the key has no business', async () => {
  const services = await start()
  Object.assign(services.settings['openai-videos'], { content: 'redirect', pace: { polls: 0 } })
  services.settings['openai-videos'].links.output = { to: 'other' }
  const url = `${services.url('openai-videos')}/v1/videos`
  const one = `${url}/${at((await ask(url, { json: { prompt: 'x' }, headers })).json, 'id')}`
  await ask(one, { headers })
  expect((await ask(`${one}/content`, { headers })).bytes).toEqual(CLIP)
  expect(services.books.requests.at(-1)).toMatchObject({ isAtOther: true, hasKey: false })
})

import { expect, test } from 'vitest'
import { ask, at, CLIP, part, start, startToldVideos } from '../testing/started.ts'

const headers = { 'x-goog-api-key': 'test-key' }
const picture = { type: 'image', data: 'AAAA', mime_type: 'image/png' }
const words = { type: 'text', text: 'x' }
const video = { type: 'video', data: Buffer.from('a video').toString('base64'), mime_type: 'video/mp4' }

function body(format: Record<string, unknown> = {}, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    model: 'gemini-omni-1.2-flash',
    input: 'a river',
    background: true,
    response_format: { type: 'video', delivery: 'uri', resolution: '720p', duration: '5s', ...format },
    ...more,
  }
}

test('an interaction in the background ends with a link that needs the key', async () => {
  const services = await start()
  const url = `${services.url('gemini-omni')}/v1beta/interactions`
  const made = await ask(url, { json: body(), headers })
  expect(made.json).toMatchObject({ status: 'queued', steps: [] })
  const one = `${url}/${at(made.json, 'id')}`
  expect(part((await ask(one, { headers })).json, 'status')).toBe('queued')
  expect(part((await ask(one, { headers })).json, 'status')).toBe('in_progress')
  const done = await ask(one, { headers })
  const uri = at(done.json, 'steps.0.content.0.uri')
  expect(done.json).toMatchObject({
    status: 'completed',
    steps: [{ type: 'model_output', content: [{ type: 'video' }] }],
  })
  expect((await ask(`${uri}?alt=media`)).status).toBe(400)
  expect((await ask(`${uri}?alt=media`, { headers })).bytes).toEqual(CLIP)
})

test('what is asked for inline, or made inline all the same, lies in the answer', async () => {
  const services = await start()
  const url = `${services.url('gemini-omni')}/v1beta/interactions`
  services.settings['gemini-omni'].pace = { polls: 0 }
  services.settings['gemini-omni'].doesEchoInput = true
  for (const delivery of ['inline', 'uri']) {
    if (delivery === 'uri') services.settings['gemini-omni'].delivery = 'inline'
    const { json } = await ask(url, { json: body({ delivery }), headers })
    const done = await ask(`${url}/${at(json, 'id')}`, { headers })
    expect(part(done.json, 'steps')).toMatchObject([
      { type: 'user_input' },
      { content: [{ data: CLIP.toString('base64') }] },
    ])
    const short = await ask(`${url}/${at(json, 'id')}?include_input=false`, { headers })
    expect(part(short.json, 'steps')).toHaveLength(1)
  }
  const blocking = await ask(url, { json: body({}, { background: false }), headers })
  expect(part(blocking.json, 'status')).toBe('completed')
})

test('a job is cancelled and deleted; an unknown one is a wrong request', async () => {
  const services = await start()
  const url = `${services.url('gemini-omni')}/v1beta/interactions`
  const { json } = await ask(url, { json: body(), headers })
  const one = `${url}/${at(json, 'id')}`
  expect(part((await ask(`${one}/cancel`, { method: 'POST', headers })).json, 'status')).toBe('cancelled')
  expect((await ask(one, { method: 'DELETE', headers })).status).toBe(200)
  services.settings['gemini-omni'].isErrorInArray = true
  const unknown = await ask(one, { headers })
  expect(unknown.status).toBe(400)
  expect(unknown.json).toMatchObject([{ error: { code: 400, message: 'Invalid interaction name' } }])
})

test('a clip goes on from a video or from a former interaction, and its maker is told of a video that came along', async () => {
  const { services, videos: told } = await startToldVideos()
  services.settings['gemini-omni'].pace = { polls: 0 }
  const url = `${services.url('gemini-omni')}/v1beta/interactions`
  const make = async (json: unknown): Promise<string> => {
    const id = at((await ask(url, { json, headers })).json, 'id')
    await ask(`${url}/${id}`, { headers })
    return id
  }
  const far = { type: 'video', uri: 'https://example.org/a.mp4', mime_type: 'video/mp4' }
  const former = await make(body({ delivery: 'inline', duration: '10s' }, more()))
  await make(body({ delivery: 'inline' }, { ...task('extend'), input: [far, words] }))
  await make(body({ delivery: 'inline' }, { ...task('extend'), previous_interaction_id: former }))
  const beside = [...pictures(1), ...videos(3)]
  await make(body({ delivery: 'inline' }, { ...task('reference_to_video'), input: beside }))
  expect(told).toEqual(['a video', null, null, null])
})

test.each([
  ['a length that is a number', body({ duration: 5 })],
  ['a length that is too long', body({ duration: '16s' })],
  ['too long between two pictures', body({ duration: '12s' }, twoPictures())],
  ['a ratio it does not have', body({ aspect_ratio: '1:1' })],
  ['no format', { ...body(), response_format: undefined }],
  ['a model it does not have', body({}, { model: 'veo-3.1' })],
  ['in the background, and not stored', body({}, { store: false })],
  ['a picture without its type', body({}, { input: [{ type: 'image', data: 'AAAA' }] })],
  ['a picture as a data URI', body({}, { input: [{ ...picture, data: 'data:image/png;base64,AAAA' }] })],
  ['a clip from pictures without pictures', body({}, task('image_to_video'))],
  ['a clip after pictures without pictures', body({}, task('reference_to_video'))],
  ['a clip after more pictures than it takes', body({}, { ...task('reference_to_video'), input: pictures(15) })],
  ['more of nothing', body({}, task('extend'))],
  ['more of two videos', body({}, { ...task('extend'), input: [video, video, words] })],
  ['more of a video without words', body({}, { ...task('extend'), input: [video] })],
  ['more than it adds', body({ duration: '11s' }, more())],
  ['less than it adds', body({ duration: '2s' }, more())],
  ['a clip from words with a video', body({}, { ...task('text_to_video'), input: [video, words] })],
  ['a clip from pictures with a video', body({}, { ...task('image_to_video'), input: [picture, video, words] })],
  ['a clip after too many videos', body({}, { ...task('reference_to_video'), input: [...pictures(1), ...videos(4)] })],
])('it refuses %s', async (_what, json) => {
  const services = await start()
  const answer = await ask(`${services.url('gemini-omni')}/v1beta/interactions`, { json, headers })
  expect(answer.status).toBe(400)
  expect(part(answer.json, 'error.status')).toBe('INVALID_ARGUMENT')
  expect(services.books).toMatchObject({ accepted: [], rejected: [{ status: 400, reason: 'wrong request' }] })
})

function task(task: string): Record<string, unknown> {
  return { generation_config: { video_config: { task } } }
}

function more(): Record<string, unknown> {
  return { ...task('extend'), input: [video, words] }
}

function videos(count: number): unknown[] {
  return Array.from({ length: count }, () => video)
}

function twoPictures(): Record<string, unknown> {
  return { ...task('image_to_video'), input: pictures(2) }
}

function pictures(count: number): unknown[] {
  return [words, ...Array.from({ length: count }, () => picture)]
}

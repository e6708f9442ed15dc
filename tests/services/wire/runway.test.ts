import { expect, test } from 'vitest'
import { ask, at, CLIP, part, start, startToldVideos } from '../testing/started.ts'

const headers = { authorization: 'Bearer test-key', 'x-runway-version': '2024-11-06' }
const text = { model: 'gen4.5', promptText: 'a river', ratio: '1280:720', duration: 5 }
const uri = 'data:image/png;base64,AAAA'
const image = { ...text, promptImage: uri }
const video = `data:video/mp4;base64,${Buffer.from('a video').toString('base64')}`
const more = { model: 'seedance2_5', promptText: 'x', promptVideo: video, mode: 'extend', duration: 5 }
const moreOfOmni = { model: 'gemini_omni_flash_1.1', promptText: 'x', videoUri: video, mode: 'extend', duration: 10 }

test('a task runs, costs credits and gives a link that needs no key', async () => {
  const services = await start()
  services.settings.runway.credit = 100
  const url = services.url('runway')
  const made = await ask(`${url}/v1/text_to_video`, { json: text, headers })
  expect(made.json).toMatchObject({ estimatedCost: { credits: 60 } })
  const task = `${url}/v1/tasks/${at(made.json, 'id')}`
  expect((await ask(task, { headers })).json).toMatchObject({ status: 'PENDING' })
  expect((await ask(task, { headers })).json).toMatchObject({ status: 'RUNNING', progress: 0.5 })
  const done = await ask(task, { headers })
  expect(done.json).toMatchObject({ status: 'SUCCEEDED', cost: { credits: 60 } })
  expect((await ask(at(done.json, 'output.0'))).bytes).toEqual(CLIP)
  expect((await ask(`${url}/v1/organization`, { headers })).json).toMatchObject({ creditBalance: 40 })
  const poor = await ask(`${url}/v1/text_to_video`, { json: text, headers })
  expect(poor).toMatchObject({ status: 400, json: { error: 'You do not have enough credits to run this task.' } })
})

test('more than may run at once is throttled, not refused', async () => {
  const services = await start()
  services.settings.runway.concurrency = 1
  const url = services.url('runway')
  const ids: string[] = []
  for (let count = 0; count < 2; count++) {
    ids.push(at((await ask(`${url}/v1/text_to_video`, { json: text, headers })).json, 'id'))
  }
  const second = `${url}/v1/tasks/${ids[1]}`
  expect(part((await ask(second, { headers })).json, 'status')).toBe('THROTTLED')
  expect((await ask(`${url}/v1/tasks/${ids[0]}`, { method: 'DELETE', headers })).status).toBe(204)
  expect(part((await ask(`${url}/v1/tasks/${ids[0]}`, { headers })).json, 'status')).toBe('CANCELLED')
  expect(part((await ask(second, { headers })).json, 'status')).toBe('PENDING')
})

test('a picture is uploaded, and then known by its address', async () => {
  const services = await start()
  const url = services.url('runway')
  const begun = await ask(`${url}/v1/uploads`, { json: { filename: 'a.png', type: 'ephemeral' }, headers })
  const fields = part(begun.json, 'fields') as Record<string, string>
  const body = { ...text, promptImage: [{ uri: at(begun.json, 'runwayUri'), position: 'first' }] }
  expect((await ask(`${url}/v1/image_to_video`, { json: body, headers })).status).toBe(400)
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new Blob(['png']), 'a.png')
  expect((await ask(at(begun.json, 'uploadUrl'), { form })).status).toBe(204)
  expect((await ask(`${url}/v1/image_to_video`, { json: body, headers })).status).toBe(200)
})

test.each([
  ['text_to_video', { ...text, color: 'red' }],
  ['text_to_video', { ...text, duration: '5' }],
  ['text_to_video', { ...text, duration: undefined }],
  ['text_to_video', { ...text, duration: 11 }],
  ['text_to_video', { ...text, ratio: '16:9' }],
  ['text_to_video', { ...text, promptText: 'x'.repeat(1001) }],
  ['text_to_video', { ...text, model: 'gen3a_turbo' }],
  ['text_to_video', { ...text, model: 'gen4_turbo' }],
  ['text_to_video', image],
  ['image_to_video', text],
  ['image_to_video', { ...image, promptImage: [{ uri, position: 'last' }] }],
  ['image_to_video', { ...image, promptImage: 'AAAA' }],
  ['video_to_video', { ...more, ratio: '1280:720' }],
  ['video_to_video', { ...more, promptText: undefined }],
  ['video_to_video', { ...more, promptVideo: undefined }],
  ['video_to_video', { ...more, promptVideo: uri }],
  ['video_to_video', { ...more, promptVideo: 'runway://none' }],
  ['video_to_video', { ...more, promptImage: uri }],
  ['video_to_video', { ...more, duration: '5' }],
  ['video_to_video', { ...more, mode: 'continue' }],
  ['video_to_video', { ...more, model: 'seedance2' }],
  ['video_to_video', { ...moreOfOmni, promptText: undefined }],
  ['video_to_video', { ...moreOfOmni, videoUri: undefined, promptVideo: video }],
  ['video_to_video', { ...moreOfOmni, duration: 2 }],
  ['video_to_video', { ...moreOfOmni, duration: 11 }],
  ['video_to_video', { ...moreOfOmni, seed: 1 }],
  ['image_to_video', { ...image, model: 'veo3.1', duration: 8, promptImage: [{ uri, position: 'last' }] }],
  ['image_to_video', { model: 'wan3', promptText: 'x', promptImage: uri, seed: 1 }],
  ['text_to_video', { model: 'hailuo3', promptText: 'x', references: [{ uri: 'AAAA' }] }],
  ['text_to_video', { model: 'hailuo3', promptText: 'x', references: Array.from({ length: 10 }, () => ({ uri })) }],
  ['image_to_video', { model: 'seedance2', promptImage: uri, references: [{ uri }] }],
  ['video_to_video', { model: 'aleph2', promptText: 'x', promptVideo: uri }],
])('%s refuses %o', async (path, json) => {
  const services = await start()
  const answer = await ask(`${services.url('runway')}/v1/${path}`, { json, headers })
  expect(answer).toMatchObject({ status: 400, json: { error: 'Validation of body failed' } })
  expect(services.books.rejected).toHaveLength(1)
})

test('two frames are taken where the model can', async () => {
  const { url } = await start()
  const frames = ['first', 'last'].map(position => ({ uri, position }))
  const twoFrames = { ...image, model: 'veo3.1', duration: 8, promptImage: frames }
  expect((await ask(`${url('runway')}/v1/image_to_video`, { json: twoFrames, headers })).status).toBe(200)
  const odd = { model: 'seedance2', promptImage: [{ uri, position: 'last' }], duration: 'auto', seed: 0 }
  expect((await ask(`${url('runway')}/v1/image_to_video`, { json: odd, headers })).status).toBe(200)
})

test('a clip goes on from a video, and its maker is told of one that was sent or uploaded', async () => {
  const { services, videos } = await startToldVideos()
  services.settings.runway.pace = { polls: 0 }
  const url = services.url('runway')
  const begun = await ask(`${url}/v1/uploads`, { json: { filename: 'a.mp4', type: 'ephemeral' }, headers })
  const form = new FormData()
  for (const [name, value] of Object.entries(part(begun.json, 'fields') as Record<string, string>))
    form.append(name, value)
  form.append('file', new Blob(['an upload'], { type: 'video/mp4' }), 'a.mp4')
  await ask(at(begun.json, 'uploadUrl'), { form })
  for (const json of [
    more,
    { ...more, promptVideo: at(begun.json, 'runwayUri'), audio: false, seed: 1 },
    { ...more, promptVideo: 'https://example.org/a.mp4' },
    { ...more, mode: 'reference' },
    { ...moreOfOmni, ratio: '1280:720' },
    { ...moreOfOmni, duration: 'auto' },
  ]) {
    const made = await ask(`${url}/v1/video_to_video`, { json, headers })
    const done = await ask(`${url}/v1/tasks/${at(made.json, 'id')}`, { headers })
    await ask(at(done.json, 'output.0'))
  }
  expect(videos).toEqual(['a video', 'an upload', null, null, 'a video', 'a video'])
})

test('a video in the body is at most 5 MB long', async () => {
  const { url } = await start()
  const promptVideo = `data:video/mp4;base64,${'A'.repeat(5 * 1024 * 1024)}`
  const answer = await ask(`${url('runway')}/v1/video_to_video`, { json: { ...more, promptVideo }, headers })
  expect(answer).toMatchObject({ status: 400, json: { issues: [{ path: ['promptVideo'] }] } })
})

test('key and version are needed', async () => {
  const { url } = await start()
  const { authorization } = headers
  expect((await ask(`${url('runway')}/v1/organization`, { headers: { authorization } })).status).toBe(400)
  const wrong = { ...headers, authorization: 'Bearer other' }
  expect((await ask(`${url('runway')}/v1/organization`, { headers: wrong })).status).toBe(401)
})

import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { leaveAlone, pauseOf } from '#main/outbox/pauses.ts'
import { serveHttp } from '#main/providers/http/testing/servers.ts'
import { serviceById } from '#model/catalogue.ts'
import { startServices } from '../services/services.ts'
import { start } from '../services/testing/started.ts'
import { deskWith, HOME_SERVER, leadTo } from '../support/services-desk.ts'

test('every service is listed, with what it takes to work with it', () => {
  const { desk, facts } = deskWith()
  const ids = desk.list().map(({ id }) => id)
  expect(ids).toEqual(['animatic', 'openai', 'runway', 'replicate', 'gemini', 'fal', 'comfyui', 'sd-cpp'])
  expect(facts('animatic')).toMatchObject({ state: 'ready', baseUrl: null, key: null, isServer: false })
  expect(facts('comfyui')).toMatchObject({ state: 'untried', isLocal: true, isServer: true, origin: 'shipped' })
  expect(facts('replicate')).toMatchObject({
    state: 'needs-key',
    key: { source: null, page: 'https://replicate.com/account/api-tokens' },
  })
  expect(facts('openai')).toMatchObject({ state: 'no-models', isServer: false })
  expect(facts('openai').models[0]).toMatchObject({ title: 'Sora 2', retired: { onDay: '2026-09-24' } })
  expect(facts('runway').models.find(({ id }) => id === 'runway/veo3')).toMatchObject({
    retired: { successor: 'Veo 3.1' },
  })
})

test('V4 a good test ends a pause for want of a key, of credit or of anybody there, and no other', async () => {
  const services = await start()
  const { context, desk, facts } = deskWith()
  const { db } = context.library
  leadTo(context, 'replicate', `${services.url('replicate')}/v1`)
  context.keys.keep(serviceById(context.catalogue, 'replicate')!, 'test-key')
  for (const [kind, isEnded] of [
    ['key', true],
    ['credit', true],
    ['unreachable', true],
    ['busy', false],
  ] as const) {
    leaveAlone(db, 'replicate', { kind, message: 'No.' }, Date.now())
    await desk.test('replicate')
    expect([kind, pauseOf(db, 'replicate') === null]).toEqual([kind, isEnded])
  }
  expect(facts('replicate')).toMatchObject({ state: 'trouble', pause: { kind: 'busy' } })
  desk.tryNow('replicate')
  expect(facts('replicate')).toMatchObject({ state: 'ready', pause: null })
})

test('without a connection a service on this machine is tested, and another cannot be', async () => {
  const services = await start()
  const network = { isOnline: () => false, onChange: () => () => {} }
  const { context, desk, facts } = deskWith({ network })
  expect((await desk.test('replicate')).trouble).toMatch(/on no network, so Replicate cannot be asked now/)
  expect((await desk.test('animatic')).trouble).toBeNull()
  leadTo(context, 'comfyui', services.url('comfyui'))
  expect(facts('comfyui')).toMatchObject({ state: 'untried' })
  const found = await desk.test('comfyui')
  expect(found.trouble).toBeNull()
  expect(facts('comfyui')).toMatchObject({ state: 'ready' })
  expect(found.notes.join(' ')).toMatch(/ComfyUI lacks what “LTX-2/)
  expect(found.notes.join(' ')).not.toMatch(/Wan 2\.2 5B/)
})

test('nobody at the address is said in a sentence', async () => {
  const { context, desk } = deskWith()
  const gone = await startServices({ clip: () => Buffer.alloc(0) })
  await gone.close()
  leadTo(context, 'sd-cpp', gone.url('sdcpp'))
  expect((await desk.test('sd-cpp')).trouble).toMatch(/^Nobody answers at 127\.0\.0\.1:\d+ \(ECONNREFUSED\)/)
})

test.each([
  ['nothing', (_request, response) => response.writeHead(404).end('Not Found')],
  ['a page for everything', (_request, response) => response.end('<html></html>')],
  [
    'an error with a good status, as LM Studio',
    (_request, response) => response.end('{"error":"Unexpected endpoint"}'),
  ],
] satisfies [string, RequestListener][])(
  'of a server that knows %s it is not said that it works',
  async (_what, answer) => {
    const { context, desk } = deskWith()
    const url = await serveHttp(answer)
    const { serviceId } = desk.addServer({ ...HOME_SERVER, family: 'openai-videos', address: url })
    for (const id of ['comfyui', 'sd-cpp']) leadTo(context, id, url)
    for (const id of [serviceId, 'comfyui', 'sd-cpp'])
      expect((await desk.test(id)).trouble).toMatch(/^What answers there .* Check (its|the) address in the settings/)
  },
)

test('a server that lists no models works, and one that lists others is told with their names', async () => {
  const { desk } = deskWith()
  const plain = await serveHttp((request, response) =>
    response.writeHead(request.url?.startsWith('/v1/videos') ? 405 : 404).end(),
  )
  const { serviceId } = desk.addServer({ ...HOME_SERVER, family: 'openai-videos', address: `${plain}/v1` })
  expect(await desk.test(serviceId)).toEqual({ trouble: null, balance: null, notes: [] })
  const other = await serveHttp((_request, response) => response.end('{"data":[{"id":"wan2.1"},{"id":"ltx"}]}'))
  desk.changeServer({ ...HOME_SERVER, serviceId, address: `${other}/v1` })
  const note = 'It lists no model “Wan-AI/Wan2.2”, but: wan2.1, ltx.'
  expect(await desk.test(serviceId)).toEqual({ trouble: null, balance: null, notes: [note] })
})

import { expect, test } from 'vitest'
import type { Fault, RetryAfter } from './core/faults.ts'
import type { Operation } from './core/family.ts'
import type { Services } from './services.ts'
import { ask, at, CLIP, part, start, type Reply } from './testing/started.ts'

const headers = { authorization: 'Bearer test-key', 'x-runway-version': '2024-11-06' }
const json = { model: 'gen4.5', promptText: 'a river', ratio: '1280:720', duration: 5 }

async function withFault(on: Operation, fault: Fault): Promise<Services> {
  const services = await start()
  services.settings.runway.pace = { polls: 0 }
  services.faults.add({ family: 'runway', on, times: 1, fault })
  return services
}

const create = async (services: Services): Promise<Reply> =>
  ask(`${services.url('runway')}/v1/text_to_video`, { json, headers })
const poll = async (services: Services, id: string): Promise<Reply> =>
  ask(`${services.url('runway')}/v1/tasks/${id}`, { headers })

async function finished(services: Services): Promise<{ readonly id: string; readonly link: string }> {
  const id = at((await create(services)).json, 'id')
  return { id, link: at((await poll(services, id)).json, 'output.0') }
}

test.each([
  [{ form: 'seconds', seconds: 7 }, { 'retry-after': '7' }],
  [{ form: 'date', inSeconds: 60 }, { 'retry-after': 'Thu, 01 Jan 1970 00:01:00 GMT' }],
  [{ form: 'ms', ms: 1500 }, { 'retry-after-ms': '1500' }],
  [{ form: 'none' }, {}],
] satisfies [RetryAfter, Record<string, string>][])(
  'too many requests, come again: %o',
  async (retryAfter, expected) => {
    const clock = { nowMs: () => 0, sleep: () => Promise.resolve() }
    const services = await start({ clock })
    services.faults.add({ on: 'create', times: 1, fault: { kind: 'too-many-requests', retryAfter } })
    const { status, headers } = await create(services)
    expect(status).toBe(429)
    const given = [...headers].filter(([name]) => name.startsWith('retry-after'))
    expect(Object.fromEntries(given)).toEqual(expected)
    expect((await create(services)).status).toBe(200)
    expect(services.books).toMatchObject({ accepted: [{}], rejected: [{ reason: 'too-many-requests', status: 429 }] })
  },
)

test.each([
  [{ kind: 'server-error', status: 503, when: 'before' }, 503, 0],
  [{ kind: 'server-error', status: 500, when: 'after' }, 500, 1],
  [{ kind: 'html-page', status: 502, when: 'before' }, 502, 0],
  [{ kind: 'html-page', status: 200, when: 'after' }, 200, 1],
  [{ kind: 'unauthorized' }, 401, 0],
  [{ kind: 'out-of-credit' }, 400, 0],
  [{ kind: 'refused', stage: 'input' }, 400, 0],
] satisfies [Fault, number, number][])('a create call that meets %o', async (fault, status, jobs) => {
  const services = await withFault('create', fault)
  expect((await create(services)).status).toBe(status)
  expect(services.books.accepted).toHaveLength(jobs)
  expect(services.books.rejected).toHaveLength(1 - jobs)
})

test.each([
  ['before', 0],
  ['after', 1],
] as const)('a connection that is cut %s the job is made', async (when, jobs) => {
  const services = await withFault('create', { kind: 'drop', when })
  await expect(create(services)).rejects.toThrow('fetch failed')
  expect(services.books.accepted).toHaveLength(jobs)
  for (const entry of services.books.accepted) expect(entry.wasAnswered).toBe(false)
  expect(services.books.requests).toMatchObject([{ operation: 'create', status: null }])
})

test('an answer that never comes', async () => {
  const services = await withFault('create', { kind: 'hang', when: 'after' })
  const answer = create(services).catch((error: unknown) => error)
  await services.books.until(({ accepted, requests }) => accepted.length === 1 && requests.length === 1)
  await services.close()
  expect(await answer).toBeInstanceOf(TypeError)
})

test('a delay passes before anything is done', async () => {
  const slept: number[] = []
  const clock = { nowMs: Date.now, sleep: async (ms: number) => void slept.push(ms) }
  const services = await start({ clock })
  services.faults.add({ on: 'create', times: 'always', fault: { kind: 'delay', ms: 300 } })
  services.faults.add({ on: 'create', times: 1, fault: { kind: 'server-error', status: 500, when: 'before' } })
  expect((await create(services)).status).toBe(500)
  expect((await create(services)).status).toBe(200)
  expect(slept).toEqual([300, 300])
})

test('a download that is cut short, and goes on where it was', async () => {
  const services = await withFault('download', { kind: 'truncate', atByte: 1000 })
  const { link } = await finished(services)
  const response = await fetch(link)
  expect(response.headers.get('content-length')).toBe('4096')
  await expect(response.arrayBuffer()).rejects.toThrow('terminated')
  const etag = response.headers.get('etag')!
  const rest = await ask(link, { headers: { range: 'bytes=1000-', 'if-range': etag } })
  expect(rest.status).toBe(206)
  expect(rest.headers.get('content-range')).toBe('bytes 1000-4095/4096')
  expect(rest.bytes).toEqual(CLIP.subarray(1000))
  const other = await ask(link, { headers: { range: 'bytes=1000-', 'if-range': '"other"' } })
  expect(other).toMatchObject({ status: 200, bytes: CLIP })
  expect((await ask(link, { headers: { range: 'bytes=4096-' } })).status).toBe(416)
  expect((await ask(link, { headers: { range: 'bytes=-96' } })).bytes).toEqual(CLIP.subarray(4000))
})

test.each([
  [{ kind: 'ignore-range' }, 200, CLIP],
  [{ kind: 'range-416' }, 416, Buffer.alloc(0)],
] satisfies [Fault, number, Buffer][])('a range that meets %o', async (fault, status, bytes) => {
  const services = await withFault('download', fault)
  const { link } = await finished(services)
  expect(await ask(link, { headers: { range: 'bytes=1000-' } })).toMatchObject({ status, bytes })
})

test('a download whose bytes are wrong, once', async () => {
  const services = await withFault('download', { kind: 'corrupt', atByte: 10, count: 2 })
  const { link } = await finished(services)
  const { bytes } = await ask(link)
  expect([...bytes.keys()].filter(at => bytes[at] !== CLIP[at])).toEqual([10, 11])
  expect((await ask(link)).bytes).toEqual(CLIP)
})

test.each([403, 404, 410] as const)('a link that is dead with %i, until the job is asked about again', async status => {
  const services = await withFault('download', { kind: 'expired-link', status })
  const { id, link } = await finished(services)
  for (let count = 0; count < 2; count++) expect((await ask(link)).status).toBe(status)
  const { json } = await poll(services, id)
  expect(part(json, 'output.0')).not.toBe(link)
  expect((await ask(at(json, 'output.0'))).bytes).toEqual(CLIP)
})

test.each([
  [
    { kind: 'refused', stage: 'input' },
    { status: 'FAILED', failureCode: 'SAFETY.INPUT.TEXT' },
  ],
  [
    { kind: 'refused', stage: 'output' },
    { status: 'FAILED', failureCode: 'SAFETY.OUTPUT.VIDEO' },
  ],
  [
    { kind: 'job-failed', isRetryable: true },
    { status: 'FAILED', failureCode: 'INTERNAL.BAD_OUTPUT.CODE01' },
  ],
  [
    { kind: 'job-failed', isRetryable: false },
    { status: 'FAILED', failureCode: 'ASSET.INVALID' },
  ],
  [{ kind: 'job-lost' }, { error: 'Not found' }],
  [{ kind: 'no-video' }, { status: 'SUCCEEDED', output: [] }],
  [{ kind: 'unknown-status', status: 'PONDERING' }, { status: 'PONDERING' }],
] satisfies [Fault, unknown][])('a job that meets %o', async (fault, expected) => {
  const services = await withFault('poll', fault)
  const id = at((await create(services)).json, 'id')
  expect((await poll(services, id)).json).toMatchObject(expected)
})

test('a job that is made and is to be refused at its end', async () => {
  const services = await withFault('create', { kind: 'refused', stage: 'output' })
  const made = await create(services)
  expect(made.status).toBe(200)
  expect((await poll(services, at(made.json, 'id'))).json).toMatchObject({ failureCode: 'SAFETY.OUTPUT.VIDEO' })
})

test('answers nobody expects', async () => {
  const services = await withFault('poll', { kind: 'unknown-fields' })
  const id = at((await create(services)).json, 'id')
  expect((await poll(services, id)).json).toMatchObject({ unheard_of: {}, cost: { unheard_of: {}, credits: 60 } })
  services.faults.add({ on: 'poll', times: 1, fault: { kind: 'invalid-json' } })
  expect(await poll(services, id)).toMatchObject({ status: 200, json: null })
  services.faults.add({ on: 'poll', times: 1, fault: { kind: 'huge-body', bytes: 300_000 } })
  expect((await poll(services, id)).bytes.length).toBeGreaterThan(300_000)
})

test('a body without end stops when the client has had enough', async () => {
  const services = await withFault('poll', { kind: 'huge-body', bytes: 'endless' })
  const id = at((await create(services)).json, 'id')
  const giveUp = new AbortController()
  const response = await fetch(`${services.url('runway')}/v1/tasks/${id}`, { headers, signal: giveUp.signal })
  let bytes = 0
  await expect(async () => {
    for await (const piece of response.body!) {
      bytes += piece.length
      if (bytes > 1_000_000) giveUp.abort()
    }
  }).rejects.toThrow('aborted')
})

test('a body that drips', async () => {
  const slept: number[] = []
  const clock = { nowMs: Date.now, sleep: async (ms: number) => void slept.push(ms) }
  const services = await start({ clock })
  services.settings.runway.pace = { polls: 0 }
  services.faults.add({ on: 'download', times: 1, fault: { kind: 'slow-body', bytesPerSecond: 1024 } })
  const { link } = await finished(services)
  expect((await ask(link)).bytes).toEqual(CLIP)
  expect(slept).toEqual([1000, 1000, 1000, 1000])
})

test('faults of a download strike the answer that has the clip in it', async () => {
  const services = await start()
  services.settings.sdcpp.pace = { polls: 0 }
  services.faults.add({ on: 'download', times: 1, fault: { kind: 'server-error', status: 500, when: 'before' } })
  services.faults.add({ on: 'download', times: 1, fault: { kind: 'corrupt', atByte: 0, count: 1 } })
  const url = `${services.url('sdcpp')}/sdcpp/v1`
  const id = at((await ask(`${url}/vid_gen`, { json: { prompt: 'x' } })).json, 'id')
  expect((await ask(`${url}/jobs/${id}`)).status).toBe(500)
  const clip = at((await ask(`${url}/jobs/${id}`)).json, 'result.b64_json')
  expect(Buffer.from(clip, 'base64').readUInt8(0)).toBe(CLIP.readUInt8(0) ^ 0xff)
})

test('a job that fails by itself is not paid for', async () => {
  const services = await withFault('poll', { kind: 'job-failed', isRetryable: true })
  services.settings.runway.credit = 60
  const id = at((await create(services)).json, 'id')
  expect(services.settings.runway.credit).toBe(0)
  await poll(services, id)
  expect(services.settings.runway.credit).toBe(60)
})

test('a request that is called wrong and is not', async () => {
  const services = await withFault('poll', { kind: 'bad-request' })
  const id = at((await create(services)).json, 'id')
  expect((await poll(services, id)).status).toBe(400)
  expect((await poll(services, id)).json).toMatchObject({ status: 'SUCCEEDED' })
})

test('a clip that is larger than it can be', async () => {
  const services = await withFault('download', { kind: 'huge-body', bytes: 5_000_000 })
  const { link } = await finished(services)
  const { headers, bytes } = await ask(link)
  expect([headers.get('content-length'), bytes.length]).toEqual([null, 5_000_000])
})

test('a look at the head of a file is no download', async () => {
  const services = await start()
  services.settings.runway.pace = { polls: 0 }
  const { link } = await finished(services)
  const head = await ask(link, { method: 'HEAD' })
  expect([head.headers.get('content-length'), head.bytes.length]).toEqual(['4096', 0])
  expect(services.books.accepted).toMatchObject([{ downloads: 0 }])
})

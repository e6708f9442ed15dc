import { expect, test } from 'vitest'
import type { Family } from './core/family.ts'
import type { Fault } from './core/faults.ts'
import type { Services } from './services.ts'
import { ask, at, part, start, type Reply } from './testing/started.ts'

type Way = {
  readonly create: (url: string) => Promise<Reply>
  readonly poll: (url: string, made: unknown) => Promise<Reply>
}

const bearer = { authorization: 'Bearer test-key' }
const google = { 'x-goog-api-key': 'test-key' }
const runway = { ...bearer, 'x-runway-version': '2024-11-06' }
const graph = { 1: { class_type: 'SaveVideo', inputs: {} } }

/** How a job is asked for and about, at each service. */
const WAYS: Readonly<Record<Family, Way>> = {
  'openai-videos': {
    create: url => ask(`${url}/v1/videos`, { json: { prompt: 'x' }, headers: bearer }),
    poll: (url, made) => ask(`${url}/v1/videos/${at(made, 'id')}`, { headers: bearer }),
  },
  'gemini-omni': {
    create: url => {
      const json = { model: 'gemini-omni-1.1-flash', input: 'x', background: true, response_format: { type: 'video' } }
      return ask(`${url}/v1beta/interactions`, { json, headers: google })
    },
    poll: (url, made) => ask(`${url}/v1beta/interactions/${at(made, 'id')}`, { headers: google }),
  },
  runway: {
    create: url => {
      const json = { model: 'gen4.5', promptText: 'x', ratio: '1280:720', duration: 5 }
      return ask(`${url}/v1/text_to_video`, { json, headers: runway })
    },
    poll: (url, made) => ask(`${url}/v1/tasks/${at(made, 'id')}`, { headers: runway }),
  },
  fal: {
    create: url => ask(`${url}/any/model`, { json: { prompt: 'x' }, headers: { authorization: 'Key test-key' } }),
    poll: (_url, made) => ask(at(made, 'response_url'), { headers: { authorization: 'Key test-key' } }),
  },
  replicate: {
    create: url => ask(`${url}/v1/models/any/model/predictions`, { json: { input: { prompt: 'x' } }, headers: bearer }),
    poll: (_url, made) => ask(at(made, 'urls.get'), { headers: bearer }),
  },
  comfyui: {
    create: url => ask(`${url}/prompt`, { json: { prompt: graph, prompt_id: 'p' } }),
    poll: async url => {
      const reply = await ask(`${url}/history/p`)
      return { ...reply, json: part(reply.json, 'p') ?? reply.json }
    },
  },
  sdcpp: {
    create: url => ask(`${url}/sdcpp/v1/vid_gen`, { json: { prompt: 'x' } }),
    poll: (url, made) => ask(`${url}/sdcpp/v1/jobs/${at(made, 'id')}`),
  },
}

async function quickly(family: Family): Promise<Services> {
  const services = await start()
  services.settings[family].pace = { polls: 0 }
  return services
}

async function createWith(family: Family, fault: Fault): Promise<Pick<Reply, 'status' | 'json'>> {
  const services = await quickly(family)
  services.faults.add({ on: 'create', times: 1, fault })
  const { status, json } = await WAYS[family].create(services.url(family))
  return { status, json }
}

async function pollWith(family: Family, fault: Fault): Promise<Pick<Reply, 'status' | 'json'>> {
  const services = await quickly(family)
  const url = services.url(family)
  const made = await WAYS[family].create(url)
  expect(made.status).toBeLessThan(300)
  services.faults.add({ on: 'poll', times: 1, fault })
  await WAYS[family].poll(url, made.json)
  // What became of the job stays so.
  const { status, json } = await WAYS[family].poll(url, made.json)
  return { status, json }
}

const limited: Fault = { kind: 'too-many-requests', retryAfter: { form: 'none' } }

test.each([
  ['openai-videos', { error: { code: 'rate_limit_exceeded' } }],
  ['gemini-omni', { error: { status: 'RESOURCE_EXHAUSTED' } }],
  ['runway', { error: expect.stringContaining('daily limit') as string }],
  ['fal', { detail: 'Too many requests.' }],
  ['replicate', { detail: expect.stringContaining('resets in ~30s') as string }],
  ['comfyui', {}],
  ['sdcpp', { error: 'job queue is full' }],
] as const)('%s, asked too often', async (family, json) => {
  const answer = await createWith(family, limited)
  expect(answer.status).toBe(429)
  expect(answer.json ?? {}).toMatchObject(json)
})

test.each([
  ['openai-videos', 429, { error: { code: 'insufficient_quota' } }],
  ['gemini-omni', 429, { error: { message: expect.stringContaining('credits') as string } }],
  ['runway', 400, { error: expect.stringContaining('credits') as string }],
  ['fal', 403, { detail: expect.stringContaining('balance') as string }],
  ['replicate', 402, { title: 'Payment Required' }],
] as const)('%s, not paid for', async (family, status, json) => {
  expect(await createWith(family, { kind: 'out-of-credit' })).toMatchObject({ status, json })
  const services = await start()
  services.settings[family].credit = 0
  expect(await WAYS[family].create(services.url(family))).toMatchObject({ status, json })
})

test.each(['comfyui', 'sdcpp'] as const)('%s asks for no money and refuses nothing', async family => {
  expect((await createWith(family, { kind: 'out-of-credit' })).status).toBeLessThan(300)
  expect((await createWith(family, { kind: 'refused', stage: 'input' })).status).toBeLessThan(300)
})

test.each([
  ['openai-videos', 400, { error: { code: 'moderation_blocked' } }],
  ['gemini-omni', 400, { error: { message: expect.stringContaining('PROHIBITED_CONTENT') as string } }],
  ['runway', 400, { error: expect.stringContaining('moderation') as string }],
  ['fal', 422, { detail: [{ type: 'content_policy_violation' }] }],
  ['replicate', 422, { detail: expect.stringContaining('sensitive') as string }],
] as const)('%s refuses what is asked', async (family, status, json) => {
  expect(await createWith(family, { kind: 'refused', stage: 'input' })).toMatchObject({ status, json })
})

test.each([
  ['openai-videos', 200, { status: 'failed', error: { code: 'moderation_blocked' } }],
  ['gemini-omni', 200, { status: 'completed', steps: [{ content: [{ type: 'text' }] }] }],
  ['runway', 200, { status: 'FAILED', failureCode: 'SAFETY.OUTPUT.VIDEO' }],
  ['fal', 422, { detail: [{ type: 'content_policy_violation' }] }],
  ['replicate', 200, { status: 'failed', error: expect.stringContaining('sensitive') as string }],
] as const)('%s refuses what was made', async (family, status, json) => {
  expect(await pollWith(family, { kind: 'refused', stage: 'output' })).toMatchObject({ status, json })
})

test.each([
  ['openai-videos', 200, { error: { code: 'server_error' } }, 200, { error: { code: 'invalid_request_error' } }],
  ['gemini-omni', 200, { errors: [{ code: 'INTERNAL' }] }, 200, { errors: [{ code: 'INVALID_ARGUMENT' }] }],
  ['fal', 503, { error_type: 'runner_disconnected' }, 422, { detail: [{ type: 'generic_input_error' }] }],
  ['replicate', 200, { status: 'failed' }, 200, { error: expect.stringContaining('ValueError') as string }],
  ['comfyui', 200, { status: { status_str: 'error' } }, 200, { status: { completed: false } }],
  ['sdcpp', 200, { error: { code: 'generation_failed' } }, 200, { status: 'failed', result: null }],
] as const)('%s fails, for now or for good', async (family, status, json, lastingStatus, lasting) => {
  expect(await pollWith(family, { kind: 'job-failed', isRetryable: true })).toMatchObject({ status, json })
  const answer = await pollWith(family, { kind: 'job-failed', isRetryable: false })
  expect(answer).toMatchObject({ status: lastingStatus, json: lasting })
})

test.each([
  ['openai-videos', 404, {}],
  ['gemini-omni', 400, { error: { message: 'Invalid interaction name' } }],
  ['runway', 404, {}],
  ['fal', 404, {}],
  ['replicate', 404, { title: 'Not found' }],
  ['comfyui', 200, {}],
  ['sdcpp', 404, { error: 'job not found' }],
] as const)('%s has lost the job', async (family, status, json) => {
  expect(await pollWith(family, { kind: 'job-lost' })).toMatchObject({ status, json })
  const services = await start()
  services.faults.add({ on: 'create', times: 1, fault: { kind: 'job-lost' } })
  const made = await WAYS[family].create(services.url(family))
  expect(made.status).toBeLessThan(300)
  expect(await WAYS[family].poll(services.url(family), made.json)).toMatchObject({ status, json })
  expect(services.books.accepted).toMatchObject([{ wasAnswered: true }])
})

test.each(['openai-videos', 'gemini-omni', 'runway', 'fal', 'replicate'] as const)(
  '%s asks for a key',
  async family => {
    const services = await start()
    services.settings[family].keys = ['another']
    const { status } = await WAYS[family].create(services.url(family))
    expect(status).toBe(family === 'gemini-omni' ? 400 : 401)
    expect(services.books).toMatchObject({ accepted: [], rejected: [{ family, status }] })
  },
)

test('completed without a video, for a poll', async () => {
  const services = await quickly('gemini-omni')
  const { create, poll } = WAYS['gemini-omni']
  const made = await create(services.url('gemini-omni'))
  services.faults.add({ on: 'poll', times: 1, fault: { kind: 'no-video' } })
  expect((await poll(services.url('gemini-omni'), made.json)).json).toMatchObject({ status: 'completed', steps: [] })
  expect(part((await poll(services.url('gemini-omni'), made.json)).json, 'steps')).toHaveLength(1)
})

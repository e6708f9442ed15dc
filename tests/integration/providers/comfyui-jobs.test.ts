import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { createComfyuiProvider } from '#main/providers/comfyui/comfyui-provider.ts'
import { loadWorkflow } from '#main/providers/comfyui/load-workflow.ts'
import { createGuardedFetch } from '#main/providers/http/guarded-fetch.ts'
import type { ConditioningPaths, Provider } from '#main/providers/port.ts'
import type { RequestId } from '#model/ids.ts'
import type { Job, RequestSpec } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { startServices, type Services } from '../../services/services.ts'
import { noisyPicture } from './noisy-picture.ts'
import { someModel } from './some-model.ts'

const WORKFLOWS = readdirSync('resources/workflows').map(name => name.replace(/\.json$/, ''))
const MODELS = WORKFLOWS.map(id => someModel({ id, wire: { workflow: id } }))
/** Which the stand-in is not told of by itself. */
const LTX_NODES = [
  ...['CFGGuider', 'CheckpointLoaderSimple', 'KSamplerSelect', 'LTXAVTextEncoderLoader', 'LTXVConditioning'],
  ...['LTXVPreprocess', 'LTXVScheduler', 'RandomNoise', 'SamplerCustomAdvanced'],
]
const NO_FRAMES = { firstFrame: null, lastFrame: null }

let services: Services
let dir: string
let signal: AbortSignal
beforeEach(async () => {
  services = await startServices({ clip: () => Buffer.from('a clip') })
  services.settings.comfyui.pace = 'manual'
  services.settings.comfyui.nodes = [...services.settings.comfyui.nodes, ...LTX_NODES]
  dir = mkdtempSync(join(tmpdir(), 'comfyui-'))
  signal = AbortSignal.timeout(20_000)
})
afterEach(async () => {
  rmSync(dir, { recursive: true })
  await services.close()
})

/** One that knows nothing of those before it, as after a kill. */
function freshProvider(pollEveryMs = 5, baseUrl = services.url('comfyui')): Provider {
  const door = createGuardedFetch(baseUrl)
  const provider = createComfyuiProvider({
    service: {
      ...{ id: 'comfyui', family: 'comfyui', title: 'ComfyUI', baseUrl, key: null },
      limits: { inFlight: 1, perMinute: null },
    },
    models: MODELS,
    key: () => Promise.resolve(null),
    fetch: door.fetch,
    workflow: name => loadWorkflow(['resources/workflows'], name),
    pollEveryMs,
  })
  onTestFinished(async () => {
    await provider.dispose()
    await door.close()
  })
  return provider
}

function spec(changed: Partial<RequestSpec> = {}): RequestSpec {
  return {
    ...{ provider: 'comfyui', model: 'wan22-5b-ti2v', modelVersion: 1, prompt: 'a bubble', style: '', negative: '' },
    ...{ cameraMove: '', seed: 7, width: 640, height: 352, rate: { numerator: 24, denominator: 1 } },
    ...{ askTicks: ticksFromSeconds(2), firstFrame: null, lastFrame: null },
    ...changed,
  }
}

const anId = (): RequestId => randomUUID() as RequestId
const submit = (
  provider: Provider,
  id: RequestId,
  changed: Partial<RequestSpec> = {},
  frames: ConditioningPaths = NO_FRAMES,
) => provider.submit(id, spec(changed), frames, signal)

async function jobOf(provider: Provider, id: RequestId): Promise<Job> {
  const outcome = await submit(provider, id)
  if (outcome.status !== 'accepted') throw new Error(JSON.stringify(outcome))
  return outcome.job
}

const alive = () =>
  services.jobs
    .list()
    .filter(({ state, isLost }) => state !== 'ended' && !isLost)
    .map(({ id }) => id)
const made = () => services.books.accepted.map(({ jobId }) => jobId)
const fail = (job: Job, isRetryable = false) => services.jobs.fail('comfyui', job.id, isRetryable)

test.each([false, true])(
  'a request has one job alive, however often and by whom it is sent (newer: %s)',
  async isNewer => {
    services.settings.comfyui.isNewer = isNewer
    const id = anId()
    const first = await jobOf(freshProvider(), id)
    expect(first.id).toBe(id)
    expect(await jobOf(freshProvider(), id)).toEqual(first)
    expect(alive()).toEqual([id])

    fail(first)
    expect(await freshProvider().poll(first, signal)).toMatchObject({ status: 'failed' })
    const second = await jobOf(freshProvider(), id)
    expect(second.id).not.toBe(id)
    expect(await jobOf(freshProvider(), id)).toEqual(second)
    expect(alive()).toEqual([second.id])

    services.jobs.finish('comfyui', second.id)
    expect(await jobOf(freshProvider(), id)).toEqual(second)
    expect(await freshProvider().poll(second, signal)).toMatchObject({ status: 'done' })
    expect(made()).toEqual([first.id, second.id])
  },
)

test('what is alive is found though the history was cleared', async () => {
  const id = anId()
  fail(await jobOf(freshProvider(), id))
  const second = await jobOf(freshProvider(), id)
  await fetch(`${services.url('comfyui')}/history`, { method: 'POST', body: '{"clear":true}' })
  expect(await jobOf(freshProvider(), id)).toEqual(second)
  expect(made()).toHaveLength(2)
})

test.each([false, true])(
  'a server that was started again has lost its jobs: they are made anew (newer: %s)',
  async isNewer => {
    services.settings.comfyui.isNewer = isNewer
    const id = anId()
    fail(await jobOf(freshProvider(), id))
    const lost = await jobOf(freshProvider(), id)
    services.jobs.loseAll('comfyui')
    expect(await freshProvider().poll(lost, signal)).toEqual({ status: 'unknown' })
    const again = await jobOf(freshProvider(), id)
    expect(alive()).toEqual([again.id])
  },
)

test('a clip that is gone from the server is made anew', async () => {
  const id = anId()
  const job = await jobOf(freshProvider(), id)
  services.jobs.finish('comfyui', job.id)
  services.jobs.expire('comfyui', job.id)
  expect((await jobOf(freshProvider(), id)).id).not.toBe(job.id)
})

test('a server that is killed between the create call and its answer has the job', async () => {
  services.faults.add({ family: 'comfyui', on: 'create', times: 1, fault: { kind: 'hang', when: 'after' } })
  const id = anId()
  const stop = new AbortController()
  const sent = freshProvider().submit(id, spec(), NO_FRAMES, stop.signal)
  await services.books.until(books => books.accepted.length === 1)
  stop.abort(new Error('killed'))
  await expect(sent).rejects.toThrow('killed')
  expect(await jobOf(freshProvider(), id)).toEqual({ id, note: null })
  expect(alive()).toEqual([id])
})

test.each([false, true])(
  'what runs is interrupted, what waits is taken out, and nothing else (newer: %s)',
  async isNewer => {
    services.settings.comfyui.isNewer = isNewer
    const provider = freshProvider()
    const [others, running, waiting] = [
      await jobOf(provider, anId()),
      await jobOf(provider, anId()),
      await jobOf(provider, anId()),
    ]
    services.jobs.setProgress('comfyui', others.id, 0.5)
    await provider.cancel(waiting)
    expect(alive()).toEqual([others.id, running.id])
    services.jobs.finish('comfyui', others.id)
    services.jobs.setProgress('comfyui', running.id, 0.5)
    const next = await jobOf(provider, anId())
    await provider.cancel(others)
    expect(alive()).toEqual([running.id, next.id])
    await provider.cancel(running)
    await provider.cancel(running)
    expect(alive()).toEqual([next.id])
    expect(await provider.poll(running, signal)).toMatchObject({ failure: { kind: 'comfyui/interrupted' } })
  },
)

test('memory that ran out is said in plain words', async () => {
  const provider = freshProvider()
  const job = await jobOf(provider, anId())
  fail(job, true)
  expect(await provider.poll(job, signal)).toMatchObject({
    status: 'failed',
    failure: { isRetryable: true, message: expect.stringMatching(/graphics card ran out of memory/) as string },
  })
})

test('what is missing at the server is named before anything is sent, and found once it is there', async () => {
  const provider = freshProvider()
  const { models, nodes } = services.settings.comfyui
  services.settings.comfyui.models = { ...models, vae_name: [] }
  services.settings.comfyui.nodes = nodes.filter(name => name !== 'CreateVideo')
  const id = anId()
  expect(await submit(provider, id)).toMatchObject({
    status: 'failed',
    failure: {
      kind: 'comfyui/not-installed',
      message: expect.stringMatching(/CreateVideo.*wan2\.2_vae\.safetensors \(into models\/vae\)/) as string,
    },
  })
  const probe = await provider.probe!(signal)
  expect(probe).toMatchObject({ trouble: null, models: [] })
  expect(probe.notes).toHaveLength(MODELS.length)
  expect([services.books.accepted, services.books.rejected]).toEqual([[], []])
  Object.assign(services.settings.comfyui, { models, nodes })
  expect(await provider.probe!(signal)).toEqual({ trouble: null, balance: null, models: MODELS.map(({ id }) => id) })
  expect((await jobOf(provider, id)).id).toBe(id)
})

test('pictures are sent by what is in them, and stand in the graph', async () => {
  const paths = { firstFrame: join(dir, 'one.png'), lastFrame: join(dir, 'two.PNG') }
  const [one, two] = [noisyPicture(32, 32), noisyPicture(32, 32)]
  writeFileSync(paths.firstFrame, one)
  writeFileSync(paths.lastFrame, two)
  const nameOf = (bytes: Buffer) => `flythrough/${createHash('sha256').update(bytes).digest('hex')}.png`
  const provider = freshProvider()
  const sent = await submit(provider, anId(), { model: 'wan22-14b-flf2v' }, paths)
  expect(sent).toMatchObject({ status: 'accepted' })
  expect(services.books.uploads.map(({ name }) => name)).toEqual([nameOf(one), nameOf(two)])
  expect(services.books.accepted[0]!.body).toMatchObject({
    prompt: { first: { inputs: { image: nameOf(one) } }, last: { inputs: { image: nameOf(two) } } },
  })
  const without = await submit(provider, anId(), { model: 'wan22-5b-ti2v' })
  expect(without).toMatchObject({ status: 'accepted' })
  expect(services.books.accepted[1]!.body).not.toHaveProperty('prompt.first')
})

test('the WebSocket tells of progress, and ends the wait; without it looks alone suffice', async () => {
  const provider = freshProvider(60_000)
  const job = await jobOf(provider, anId())
  const progress = async () => {
    services.jobs.setProgress('comfyui', job.id, 0.5)
    const status = await provider.poll(job, signal)
    return status.status === 'running' ? status.progress : null
  }
  await expect.poll(progress).toBeGreaterThan(0)
  // News of before.
  await provider.untilNews(job, signal)
  const news = provider.untilNews(job, signal)
  services.jobs.finish('comfyui', job.id)
  await news
  expect(await provider.poll(job, signal)).toEqual({ status: 'done' })

  const hurried = freshProvider()
  const other = await jobOf(hurried, anId())
  services.dropSockets()
  await hurried.untilNews(other, signal)
  expect(await hurried.poll(other, signal)).toEqual({ status: 'running', progress: 0, queuePosition: 0 })
})

test.each(['images', 'videos', 'gifs'] as const)(
  'the clip is found under whatever name a node has it: %s',
  async outputKey => {
    services.settings.comfyui.outputKey = outputKey
    const provider = freshProvider()
    const job = await jobOf(provider, anId())
    services.jobs.finish('comfyui', job.id)
    const path = join(dir, 'clip.mp4')
    await provider.fetchOutput(job, path, signal)
    expect(services.books.accepted[0]!.downloads).toBe(1)
  },
)

test.each(WORKFLOWS)('the server takes the workflow %s', async model => {
  const picture = join(dir, 'one.png')
  writeFileSync(picture, noisyPicture(32, 32))
  const sent = await submit(freshProvider(), anId(), { model }, { firstFrame: picture, lastFrame: picture })
  expect(sent).toMatchObject({ status: 'accepted' })
})

test('what is no ComfyUI takes nothing', async () => {
  const provider = freshProvider(5, `${services.url('comfyui')}/elsewhere`)
  expect(await submit(provider, anId())).toMatchObject({ status: 'held', trouble: { kind: 'unreachable' } })
})

test('a server that refuses the graph is quoted', async () => {
  services.faults.add({ family: 'comfyui', on: 'create', times: 1, fault: { kind: 'bad-request' } })
  expect(await submit(freshProvider(), anId())).toMatchObject({
    status: 'failed',
    failure: { message: expect.stringMatching(/does not take this request: The request is not valid/) as string },
  })
})

import { Response } from 'undici'
import { expect, test } from 'vitest'
import type { RequestId } from '#model/ids.ts'
import type { RequestSpec } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { createComfyuiProvider } from './comfyui-provider.ts'
import { loadWorkflow } from './load-workflow.ts'

const id = '0b5ec1c4-6c1f-7c5e-9f0a-0d6d3e3c2a11' as RequestId
const spec: RequestSpec = {
  ...{ provider: 'comfyui', model: 'wan', modelVersion: 1, prompt: 'a bubble', style: '', negative: '' },
  ...{ cameraMove: '', seed: 7, width: 640, height: 352, rate: { numerator: 24, denominator: 1 } },
  ...{ askTicks: ticksFromSeconds(2), firstFrame: null, lastFrame: null },
}

test('a server that gives jobs its own ids is too old: the job is taken back', async () => {
  const asked: string[] = []
  let pending: unknown[] = []
  const answers: Record<string, () => unknown> = {
    'GET /queue': () => ({ queue_running: [], queue_pending: pending }),
    [`GET /history/${id}`]: () => ({}),
    'POST /prompt': () => {
      pending = [[0, 'its-own', {}]]
      return { prompt_id: 'its-own' }
    },
    'POST /queue': () => {
      pending = []
      return {}
    },
  }
  const provider = createComfyuiProvider({
    service: {
      ...{ id: 'comfyui', family: 'comfyui', title: 'ComfyUI', baseUrl: 'http://127.0.0.1:9', key: null },
      limits: { inFlight: 1, perMinute: null },
    },
    models: [
      {
        ...{
          id: 'wan',
          provider: 'comfyui',
          title: 'Wan',
          version: 1,
          status: { kind: 'live' },
          price: { kind: 'free' },
        },
        lengths: { kind: 'any', minSeconds: 1, maxSeconds: 5 },
        sizes: { kind: 'any', multipleOf: 16, maxPixels: 921_600 },
        ...{ takesFirstFrame: true, takesLastFrame: false, takesTextAlone: true, maxReferenceStills: 0 },
        ...{ takesSeed: true, takesNegative: true, audio: 'none', maxPromptChars: null },
        wire: { workflow: 'wan22-5b-ti2v' },
      },
    ],
    key: () => Promise.resolve(null),
    workflow: name => loadWorkflow(['resources/workflows'], name),
    fetch: (url, init) => {
      const call = `${init?.method} ${url.pathname}`
      asked.push(call)
      const type = /^GET \/object_info\/(.*)$/.exec(call)?.[1]
      const found = type === undefined ? answers[call]?.() : { [type]: {} }
      return Promise.resolve(new Response(JSON.stringify(found ?? {}), { status: found ? 200 : 404 }))
    },
  })
  const outcome = await provider.submit(id, spec, { firstFrame: null, lastFrame: null }, new AbortController().signal)
  expect(outcome).toMatchObject({ status: 'failed', failure: { kind: 'comfyui/too-old' } })
  expect(asked.filter(call => call.startsWith('POST'))).toEqual(['POST /prompt', 'POST /queue'])
  await provider.dispose()
})

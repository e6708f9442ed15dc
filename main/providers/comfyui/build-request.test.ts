import { expect, test } from 'vitest'
import type { RequestId } from '#model/ids.ts'
import type { RequestSpec } from '#model/request.ts'
import { ticksFromSeconds } from '#model/time.ts'
import { buildGraph } from './build-request.ts'
import { jobIdsOf } from './job-ids.ts'
import { loadWorkflow } from './load-workflow.ts'

const workflow = loadWorkflow(['resources/workflows'], 'wan22-14b-flf2v')
const spec: RequestSpec = {
  ...{ provider: 'comfyui', model: 'wan22-14b-flf2v', modelVersion: 1, prompt: 'a bubble', style: 'ink', negative: '' },
  ...{ cameraMove: '', seed: 7, width: 1280, height: 720, rate: { numerator: 24, denominator: 1 } },
  ...{ askTicks: ticksFromSeconds(4), firstFrame: null, lastFrame: null },
}
const both = { firstFrame: 'flythrough/a.png', lastFrame: 'flythrough/b.png' }
const inputsOf = (node: string, changed: Partial<RequestSpec> = {}, frames: Parameters<typeof buildGraph>[2] = both) =>
  buildGraph(workflow, { ...spec, ...changed }, frames, 'job-1')[node]?.inputs

test('what the shot asks for stands in the named inputs, its length at the rate of the workflow', () => {
  expect(inputsOf('positive')).toMatchObject({ text: 'a bubble. ink.' })
  expect(inputsOf('frames')).toMatchObject({ width: 1280, height: 720, length: 65, start_image: ['first', 0] })
  expect(inputsOf('high')).toMatchObject({ noise_seed: 7, steps: 20 })
  expect(inputsOf('create')).toMatchObject({ fps: 16 })
  expect(inputsOf('first')).toEqual({ image: 'flythrough/a.png' })
  expect(inputsOf('last')).toEqual({ image: 'flythrough/b.png' })
  expect(inputsOf('save')).toMatchObject({ filename_prefix: 'flythrough/job-1' })
})

test('counter-words of the shot are added to those of the workflow', () => {
  const own = String(workflow.graph['negative']!.inputs['text'])
  expect(inputsOf('negative')).toMatchObject({ text: own })
  expect(inputsOf('negative', { negative: 'people' })).toMatchObject({ text: `${own}, people` })
})

test('a picture that is not sent goes with its node and the links to it', () => {
  const frames = { firstFrame: 'flythrough/a.png', lastFrame: null }
  expect(inputsOf('last', {}, frames)).toBeUndefined()
  expect(inputsOf('frames', {}, frames)).not.toHaveProperty('end_image')
  expect(inputsOf('frames', {}, frames)).toHaveProperty('start_image')
})

test('W20 each reference picture has an input of its own, and those without a picture go', () => {
  const slots = ['who', 'where'].map(node => ({ node, input: 'image' }))
  const nodes = Object.fromEntries(slots.map(({ node }) => [node, { class_type: 'LoadImage', inputs: { image: 'x' } }]))
  const mix = { class_type: 'Mix', inputs: { one: ['who', 0], two: ['where', 0] } }
  const own = {
    ...workflow,
    graph: { ...workflow.graph, ...nodes, mix },
    inputs: { ...workflow.inputs, references: slots },
  }
  const graph = buildGraph(own, spec, { ...both, references: ['flythrough/mara.png'] }, 'job-1')
  expect(graph).toMatchObject({ who: { inputs: { image: 'flythrough/mara.png' } }, first: {}, last: {} })
  expect(graph).not.toHaveProperty('where')
  expect(graph['mix']!.inputs).toEqual({ one: ['who', 0] })
})

test('a model file is called as the server calls it, and the workflow stays as it is', () => {
  const before = structuredClone(workflow)
  const renamed = new Map([['wan_2.1_vae.safetensors', 'wan/wan_2.1_vae.safetensors']])
  const graph = buildGraph(workflow, spec, both, 'job-1', renamed)
  expect(graph['vae']!.inputs).toEqual({ vae_name: 'wan/wan_2.1_vae.safetensors' })
  expect(workflow).toEqual(before)
})

test('the ids of a request follow from it, are uuids, and never come twice', () => {
  const id = '0b5ec1c4-6c1f-7c5e-9f0a-0d6d3e3c2a11' as RequestId
  const ids = jobIdsOf(id)
  expect(ids[0]).toBe(id)
  expect(new Set([...ids, ...jobIdsOf('0b5ec1c4-6c1f-7c5e-9f0a-0d6d3e3c2a12' as RequestId)]).size).toBe(2 * ids.length)
  for (const one of ids) expect(one).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(jobIdsOf(id)).toEqual(ids)
})

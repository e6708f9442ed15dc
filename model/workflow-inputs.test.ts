import { expect, test } from 'vitest'
import { inputsIn, mapWorkflow, modelFilesIn, type WorkflowPicks } from './workflow-inputs.ts'
import type { Graph } from './workflow.ts'

const graph: Graph = {
  3: { class_type: 'UNETLoader', inputs: { unet_name: 'wan/mine.safetensors', weight_dtype: 'default' } },
  6: {
    class_type: 'CLIPTextEncode',
    inputs: { text: 'a cat', clip: ['4', 0] },
    _meta: { title: 'What happens' },
  },
  7: { class_type: 'PrimitiveInt', inputs: { value: 81 } },
  8: { class_type: 'WanImageToVideo', inputs: { width: 832, height: 480, length: ['7', 0], start_image: ['9', 0] } },
  9: { class_type: 'LoadImage', inputs: { image: 'a.png' } },
  10: { class_type: 'KSampler', inputs: { seed: 5, steps: 20, denoise: 1 } },
  11: { class_type: 'CreateVideo', inputs: { fps: 16, images: ['10', 0] } },
  12: { class_type: 'SaveVideo', inputs: { filename_prefix: 'x', video: ['11', 0], format: 'auto' } },
}
const slot = (node: string, input: string) => [{ node, input }]
const picks: WorkflowPicks = {
  title: 'Mine',
  lengthRule: { multipleOf: 4, plus: 1 },
  rate: { numerator: 16, denominator: 1 },
  inputs: {
    ...{ prompt: slot('6', 'text'), width: slot('8', 'width'), height: slot('8', 'height') },
    ...{ length: slot('7', 'value'), seed: slot('10', 'seed'), startImage: slot('9', 'image') },
  },
}

test('what can be picked is listed with its kind, and nothing that another node feeds', () => {
  expect(inputsIn(graph).map(({ node, input, kind }) => `${node}/${input} ${kind}`)).toEqual([
    ...['6/text text', '7/value number', '8/width width', '8/height height', '9/image image'],
    ...['10/seed seed', '11/fps fps', '12/filename_prefix file-name'],
  ])
  expect(inputsIn(graph)[0]).toMatchObject({ nodeTitle: 'What happens', classType: 'CLIPTextEncode', value: 'a cat' })
})

test('picks and graph make a workflow that knows what it needs', () => {
  const made = mapWorkflow(graph, picks)
  expect(made).toMatchObject({
    isUsable: true,
    workflow: { title: 'Mine', needs: { models: [{ file: 'wan/mine.safetensors', folder: 'diffusion_models' }] } },
  })
  expect(made.isUsable && made.workflow.needs.nodes).toHaveLength(8)
})

test.each([
  [{ prompt: [] }, 'Nothing is picked for the prompt.'],
  [{ seed: slot('99', 'seed') }, 'There is no node 99, which is picked for the seed.'],
  [{ seed: slot('10', 'sead') }, 'There is no input “sead” of node 10 (KSampler), which is picked for the seed.'],
  [
    { length: slot('8', 'length') },
    'The input “length” of node 8 (WanImageToVideo) is fed by node 7: pick the number of frames there.',
  ],
  [{ fps: slot('10', 'denoise') }, 'The input “denoise” of node 10 (KSampler) does not take the frame rate.'],
  [{ negative: slot('6', 'text') }, 'The input 6/text is picked twice, also for the prompt.'],
])('what is wrong with a pick is said in a sentence: %o', (changed, sentence) => {
  const made = mapWorkflow(graph, { ...picks, inputs: { ...picks.inputs, ...changed } })
  expect(made).toEqual({ isUsable: false, problems: [sentence] })
})

test('a file that is no graph in API format is told from one that is', () => {
  const problem = (value: unknown) => {
    const made = mapWorkflow(value, picks)
    return made.isUsable ? null : made.problems.join(' ')
  }
  expect(problem({ nodes: [], links: [] })).toMatch(/as ComfyUI’s page keeps it.*Export \(API\)/)
  expect(problem(null)).toMatch(/no workflow in ComfyUI’s API format/)
  expect(problem({ 1: { inputs: {} } })).toMatch(/no workflow/)
  const { 12: _save, ...unsaved } = graph
  expect(problem(unsaved)).toMatch(/None of its nodes saves a video/)
})

test('a model file that is loaded twice is needed once', () => {
  const loader = { class_type: 'DualCLIPLoader', inputs: { clip_name1: 'a.gguf', clip_name2: 'b.safetensors' } }
  expect(modelFilesIn({ 1: loader, 2: loader })).toEqual([
    { file: 'a.gguf', folder: 'text_encoders' },
    { file: 'b.safetensors', folder: 'text_encoders' },
  ])
})

import { createComfyuiProvider } from '#main/providers/comfyui/comfyui-provider.ts'
import { loadWorkflow } from '#main/providers/comfyui/load-workflow.ts'
import type { Workflow } from '#model/workflow.ts'
import { describeContract } from './contract.ts'
import { someModel } from './some-model.ts'

const PICTURES = ['who', 'where', 'what']

/** With nodes for three reference pictures. */
function withReferences({ graph, inputs, ...rest }: Workflow): Workflow {
  const nodes = PICTURES.map(node => [node, { class_type: 'LoadImage', inputs: { image: `${node}.png` } }])
  const references = PICTURES.map(node => ({ node, input: 'image' }))
  return { ...rest, graph: { ...graph, ...Object.fromEntries(nodes) }, inputs: { ...inputs, references } }
}

describeContract({
  family: 'comfyui',
  catalogueFamily: 'comfyui',
  basePath: '',
  model: someModel({ id: 'wan22-5b-ti2v', maxReferenceStills: 3, wire: { workflow: 'wan22-5b-ti2v' } }),
  create: context =>
    createComfyuiProvider({
      ...context,
      workflow: name => withReferences(loadWorkflow(['resources/workflows'], name)),
    }),
  isCreateIdempotent: true,
  canList: false,
  hasKey: false,
  hasModeration: false,
  container: 'mp4',
  takesRange: true,
  looksBeforeCreate: 1,
})

import { createComfyuiProvider } from '#main/providers/comfyui/comfyui-provider.ts'
import { loadWorkflow } from '#main/providers/comfyui/load-workflow.ts'
import { describeContract } from './contract.ts'
import { someModel } from './some-model.ts'

describeContract({
  family: 'comfyui',
  catalogueFamily: 'comfyui',
  basePath: '',
  model: someModel({ id: 'wan22-5b-ti2v', wire: { workflow: 'wan22-5b-ti2v' } }),
  create: context =>
    createComfyuiProvider({ ...context, workflow: name => loadWorkflow(['resources/workflows'], name) }),
  isCreateIdempotent: true,
  canList: false,
  hasKey: false,
  hasModeration: false,
  container: 'mp4',
  takesRange: true,
  looksBeforeCreate: 1,
})

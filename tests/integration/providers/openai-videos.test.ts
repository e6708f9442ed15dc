import { createOpenaiVideosProvider } from '#main/providers/openai-videos/openai-videos-provider.ts'
import { someModel } from './some-model.ts'
import { describeContract } from './contract.ts'

describeContract({
  family: 'openai-videos',
  catalogueFamily: 'openai-videos',
  basePath: '/v1',
  model: someModel({ id: 'wan', wireName: 'wan2.2', wire: { extendedFields: true } }),
  create: createOpenaiVideosProvider,
  isCreateIdempotent: false,
  canList: true,
  hasKey: true,
  hasModeration: true,
  container: 'mp4',
  takesRange: true,
})

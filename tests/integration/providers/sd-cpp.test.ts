import { createSdCppProvider } from '#main/providers/sd-cpp/sd-cpp-provider.ts'
import { describeContract } from './contract.ts'
import { someModel } from './some-model.ts'

describeContract({
  family: 'sdcpp',
  catalogueFamily: 'sd-cpp',
  basePath: '',
  model: someModel({ id: 'sd-cpp', takesLastFrame: true, wire: { fps: 24 } }),
  create: createSdCppProvider,
  isCreateIdempotent: false,
  canList: false,
  hasKey: false,
  hasModeration: false,
  container: 'webm',
  takesRange: false,
  hasClipInAnswer: true,
})

import type { Family as CatalogueFamily, ModelEntry, ServiceEntry } from '#model/catalogue.ts'
import type { Family } from '../../services/core/family.ts'
import { someModel } from '../../integration/providers/some-model.ts'

/** A service as a library knows it, with one model, and which of the stand-ins it is. */
export type TriedService = {
  readonly family: Family
  readonly catalogueFamily: CatalogueFamily
  readonly basePath: string
  readonly model: ModelEntry
  /** Creating the same request twice makes one job. */
  readonly isCreateIdempotent: boolean
}

export const TRIED_SERVICES: readonly TriedService[] = [
  {
    ...{ family: 'openai-videos', catalogueFamily: 'openai-videos', basePath: '/v1', isCreateIdempotent: false },
    model: someModel({ id: 'openai-videos-model', wireName: 'wan2.2', provider: 'openai-videos' }),
  },
  {
    ...{ family: 'runway', catalogueFamily: 'runway', basePath: '', isCreateIdempotent: false },
    model: someModel({
      ...{ id: 'runway-model', wireName: 'veo3.1', provider: 'runway', wire: { fields: { audio: false } } },
      lengths: { kind: 'listed', seconds: [4, 6, 8] },
      sizes: { kind: 'listed', sizes: [{ width: 1280, height: 720, wire: '1280:720' }] },
    }),
  },
  {
    ...{ family: 'replicate', catalogueFamily: 'replicate', basePath: '/v1', isCreateIdempotent: false },
    model: someModel({
      ...{ id: 'replicate-model', wireName: 'bytedance/seedance-1-pro', provider: 'replicate' },
      lengths: { kind: 'listed', seconds: [5, 10] },
      sizes: { kind: 'listed', sizes: [{ width: 864, height: 480, wire: '16:9 480p' }] },
      wire: { seconds: 'duration', seed: 'seed', ratio: 'aspect_ratio' },
    }),
  },
  {
    ...{ family: 'fal', catalogueFamily: 'fal', basePath: '', isCreateIdempotent: false },
    model: someModel({
      ...{ id: 'acme/bubbles/text-to-video', provider: 'fal' },
      wire: { fields: { duration: 'duration', seed: 'seed' }, durationAs: 'number' },
    }),
  },
  {
    ...{ family: 'comfyui', catalogueFamily: 'comfyui', basePath: '', isCreateIdempotent: true },
    model: someModel({ id: 'comfyui-model', provider: 'comfyui', wire: { workflow: 'wan22-5b-ti2v' } }),
  },
]

/** The entry under which the service stands in a library. */
export function entryOf({ family, catalogueFamily, basePath }: TriedService, url: string): ServiceEntry {
  return {
    ...{ id: family, family: catalogueFamily, title: family, baseUrl: url + basePath },
    key: { name: 'Key', page: null, isOptional: true },
    limits: { inFlight: 4, perMinute: null },
  }
}

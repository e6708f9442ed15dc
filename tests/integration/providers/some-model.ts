import type { ModelEntry } from '#model/catalogue.ts'

/** A model that takes anything, but for what is said otherwise. */
export function someModel(changed: Partial<ModelEntry> & Pick<ModelEntry, 'id'>): ModelEntry {
  return {
    ...{ provider: 'service', title: 'Model', version: 1, status: { kind: 'live' }, price: { kind: 'free' }, wire: {} },
    lengths: { kind: 'any', minSeconds: 1, maxSeconds: 20 },
    sizes: { kind: 'any', multipleOf: 16, maxPixels: 2_100_000 },
    ...{ takesFirstFrame: true, takesLastFrame: false, takesTextAlone: true, maxReferenceStills: 0 },
    ...{ takesSeed: true, takesNegative: true, audio: 'none', maxPromptChars: null },
    ...changed,
  }
}

import { expect, test } from 'vitest'
import type { MediaId, ShotId } from './ids.ts'
import { areSameReferences, besideNeighbours, referencesFor } from './reference-stills.ts'
import { NO_NEIGHBOURS } from './seam/binding.ts'

const [a, b, c] = ['a', 'b', 'c'] as MediaId[] as [MediaId, MediaId, MediaId]
const two = { maxReferenceStills: 2 }
const twoWithFrames = { ...two, takesReferencesWithFrames: true }
const none = { maxReferenceStills: 0 }

test('W20 as many stills go along as the model takes, in their order; where none do the spec says nothing of them', () => {
  expect(referencesFor([a, b, c], two, false)).toEqual({ references: [a, b] })
  expect(referencesFor([c], two, false)).toEqual({ references: [c] })
  expect(referencesFor([], two, false)).toEqual({})
  expect(referencesFor([a], none, false)).toEqual({})
  expect(referencesFor([a], none, true)).toEqual({})
})

test('W20 they give way to pictures that the clip begins or ends on, unless the model takes both', () => {
  const bound = { beginsAfter: 'shot' as ShotId, endsBefore: null }
  expect(besideNeighbours({ seed: 1, references: [a] }, two, bound)).toEqual({ seed: 1, references: [] })
  expect(besideNeighbours({ seed: 1, references: [a] }, twoWithFrames, bound)).toEqual({ seed: 1, references: [a] })
  const without: { seed: number; references?: readonly MediaId[] } = { seed: 1 }
  for (const model of [twoWithFrames, none]) expect(besideNeighbours(without, model, bound)).toEqual(without)
  expect(besideNeighbours({ references: [a] }, two, { beginsAfter: null, endsBefore: 'shot' as ShotId })).toEqual({
    references: [],
  })
  expect(besideNeighbours({ references: [a] }, two, NO_NEIGHBOURS)).toEqual({ references: [a] })
})

test('W20 others, none, or another order are other pictures; where they gave way any are the same', () => {
  expect(areSameReferences({ references: [a, b] }, { references: [a, b] })).toBe(true)
  expect(areSameReferences({}, {})).toBe(true)
  expect(areSameReferences({ references: [] }, { references: [a] })).toBe(true)
  expect(areSameReferences({ references: [a] }, {})).toBe(false)
  expect(areSameReferences({}, { references: [a] })).toBe(false)
  expect(areSameReferences({ references: [a, b] }, { references: [b, a] })).toBe(false)
})

import type { ModelEntry } from './catalogue.ts'
import type { MediaId } from './ids.ts'
import type { RequestSpec } from './request.ts'
import { isBound, type Neighbours } from './seam/binding.ts'

/** What of a model decides which reference pictures go along. */
export type TakesReferences = Pick<ModelEntry, 'maxReferenceStills' | 'takesReferencesWithFrames'>

/** Of a model that nobody knows. */
export const TAKES_NO_REFERENCES: TakesReferences = { maxReferenceStills: 0 }

type Sent = Pick<RequestSpec, 'references'>

/**
 * Those of `stills` that a model is sent, in their order (SPEC W20), as a spec has them. `hasFrames`: the clip begins or ends on a
 * given picture.
 */
export function referencesFor(
  stills: readonly MediaId[],
  { maxReferenceStills: most, takesReferencesWithFrames = false }: TakesReferences,
  hasFrames: boolean,
): Sent {
  if (most === 0) return {}
  if (hasFrames && !takesReferencesWithFrames) return { references: [] }
  const references = stills.slice(0, most)
  return references.length === 0 ? {} : { references }
}

/** The same spec, its reference pictures as they go along when it begins and ends on pictures of these neighbours. */
export function besideNeighbours<Spec extends Sent>(spec: Spec, model: TakesReferences, neighbours: Neighbours): Spec {
  if (!isBound(neighbours)) return spec
  const { references = [], ...rest } = spec
  return { ...rest, ...referencesFor(references, model, true) } as Spec
}

/** Whether the same pictures went along. Where they gave way to a neighbour's, it does not matter which they were. */
export function areSameReferences({ references: a }: Sent, { references: b }: Sent): boolean {
  return a?.length === 0 || b?.length === 0 || JSON.stringify(a) === JSON.stringify(b)
}

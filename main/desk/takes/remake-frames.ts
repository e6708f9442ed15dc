import type { ModelEntry } from '#model/catalogue.ts'
import { areLedAlike } from '#model/seam/lead.ts'
import type { ShotId } from '#model/ids.ts'
import type { ReshootChange } from '#model/reshoot.ts'
import { NO_NEIGHBOURS, type HandedFrames, type Neighbours } from '#model/seam/binding.ts'

/** Whose pictures a clip begins and ends on, and which these are; null while they are not there yet. */
export type Bound = {
  readonly neighbours: Neighbours
  readonly handed: HandedFrames | null
  /** The seam it lies over; null of a clip of a shot. */
  readonly bridge: { readonly from: ShotId; readonly to: ShotId } | null
}

export const UNBOUND: Bound = { neighbours: NO_NEIGHBOURS, handed: null, bridge: null }

/** What another model keeps of it. One that goes on from a clip, where that before began on a picture, is handed the clip anew. */
export function keptBy(to: ModelEntry, from: ModelEntry | undefined, { neighbours, handed, bridge }: Bound): Bound {
  const { takesFirstFrame, takesLastFrame } = to
  const beginsAfter = takesFirstFrame ? neighbours.beginsAfter : null
  const endsBefore = takesLastFrame ? neighbours.endsBefore : null
  const isLedAnew = to.extend && beginsAfter !== null && endsBefore === null && !(from && areLedAlike(from, to))
  return {
    neighbours: { beginsAfter, endsBefore },
    handed:
      handed === null || isLedAnew
        ? null
        : { first: takesFirstFrame ? handed.first : null, last: takesLastFrame ? handed.last : null },
    bridge,
  }
}

/** What else is another, or is not, where the pictures are still to come: `reshoot` knows only those that are there. */
export function changesOfWaiting(bound: Bound, kept: Bound, changes: readonly ReshootChange[]): ReshootChange[] {
  if (bound.handed !== null) return [...changes]
  const lost = (side: keyof Neighbours): boolean => bound.neighbours[side] !== kept.neighbours[side]
  return [
    ...changes.filter(({ kind }) => kind !== 'needs-first-frame' || kept.neighbours.beginsAfter === null),
    ...(lost('beginsAfter') ? [{ kind: 'no-first-frame' as const }] : []),
    ...(lost('endsBefore') ? [{ kind: 'no-last-frame' as const }] : []),
  ]
}

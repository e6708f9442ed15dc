import type { TakesSeam } from '#model/contract/seams-contract.ts'
import { disturbance } from '#model/seam/seam-told.ts'
import { worstLevel } from '../../seams/seam-words.ts'

/** Names a seam of the takes as long as its shots stand beside each other. */
export function seamName({ before, after }: TakesSeam): string {
  return `${before.shotId} ${after.shotId}`
}

/** The shot to go to from a seam: the one it leads into, or the one that a bridge is left from. */
export function shotOf({ before, after }: TakesSeam): TakesSeam['after'] {
  return after.shotId === null ? before : after
}

/** The seam to look at next, the worst first; from the least disturbing on to the worst again. Null where none is measured. */
export function nextWorst(seams: readonly TakesSeam[], current: string | null): TakesSeam | null {
  const ranked = seams
    .flatMap(one => (one.seam?.state === 'measured' ? [{ one, cost: disturbance(one.seam.seam) }] : []))
    .toSorted((a, b) => b.cost - a.cost)
    .map(({ one }) => one)
  const at = ranked.findIndex(one => seamName(one) === current)
  return ranked[(at + 1) % ranked.length] ?? null
}

/** How many seams are measured of those that can be, and how many of them are poor and fair by their worst light. */
export function countSeams(seams: readonly TakesSeam[]) {
  const all = seams.flatMap(({ seam }) => seam ?? [])
  const worst = all.flatMap(seam => (seam.state === 'measured' ? worstLevel(seam.seam) : []))
  return {
    total: all.length,
    coming: all.filter(({ state }) => state === 'coming').length,
    poor: worst.filter(level => level === 'poor').length,
    fair: worst.filter(level => level === 'fair').length,
  }
}

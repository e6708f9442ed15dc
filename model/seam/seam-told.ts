import type { Flash } from './flash.ts'
import type { SeamMatch } from './measure-seam.ts'
import { seamLights, structureLevel, type SeamLevel, type SeamLights } from './seam-lights.ts'
import type { Stall } from './stall.ts'

/** What a person is told of a measured seam. */
export type ToldSeam = SeamLights & {
  /** 0 = nothing in common, 1 = the picture goes on. */
  readonly likeness: { readonly level: SeamLevel; readonly figure: number }
  readonly flash: Flash
  readonly stallBefore: Stall
  readonly stallAfter: Stall
  /** The first picture shows the last one once more. */
  readonly isRepeated: boolean
}

export function toldSeam(match: SeamMatch): ToldSeam {
  const { structure, flash, stallBefore, stallAfter, isRepeated } = match
  const likeness = { level: structureLevel(match), figure: structure }
  return { ...seamLights(match), likeness, flash, stallBefore, stallAfter, isRepeated }
}

/** A poor light disturbs more than two fair ones; one that is not known is nearer to good. */
const WEIGHTS: Readonly<Record<SeamLevel, number>> = { good: 0, unknown: 0.5, fair: 1, poor: 3 }

/**
 * J11 How much a seam disturbs, from 0: the weights of its four lights, and among equals how unlike its pictures are.
 */
export function disturbance(seam: ToldSeam): number {
  const { way, speed, light, colour, likeness } = seam
  const lights = [way, speed, light, colour].reduce((sum, { level }) => sum + WEIGHTS[level], 0)
  return lights + (1 - likeness.figure) * 0.4
}

/** A take, with the seams to its neighbours; null where one is still being measured. */
export type JoiningTake = { readonly takeId: string; readonly seams: readonly (ToldSeam | null)[] }

/** J12 The take that joins best of at least two, once all are measured. */
export function bestJoining(takes: readonly JoiningTake[]): string | null {
  const measured = takes.filter(({ seams }) => seams.length > 0)
  if (measured.length < 2 || measured.some(({ seams }) => seams.includes(null))) return null
  const costs = measured.map(({ takeId, seams }) => ({
    takeId,
    cost: seams.reduce((sum, seam) => sum + disturbance(seam!), 0),
  }))
  return costs.reduce((best, one) => (one.cost < best.cost ? one : best)).takeId
}

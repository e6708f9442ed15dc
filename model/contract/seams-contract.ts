import { oc } from '@orpc/contract'
import { z } from 'zod'
import { seamBindingsContract } from './seam-bindings-contract.ts'

const LEVELS = ['good', 'fair', 'poor', 'unknown'] as const
const FAULTS = ['other-way', 'other-speed', 'stands', 'stall', 'repeat', 'jump', 'flash'] as const

const light = z.object({
  level: z.enum(LEVELS),
  /** Degrees, a factor, or hundredths of OKLab (see `SeamLights`). */
  figure: z.number().nullable(),
  faults: z.array(z.enum(FAULTS)),
})
const stall = z.object({ lowestSpeed: z.number().nullable(), repeats: z.int() })

/** `ToldSeam` */
const told = z.object({
  way: light,
  speed: light,
  light,
  colour: light,
  likeness: z.object({ level: z.enum(LEVELS), figure: z.number() }),
  flash: z.object({ frames: z.int(), luma: z.number(), colour: z.number() }),
  stallBefore: stall,
  stallAfter: stall,
  isRepeated: z.boolean(),
})

/** What is known of a join; `coming` is measured from now on, and `seams` tells when it is. */
const seam = z.discriminatedUnion('state', [
  z.object({ state: z.literal('measured'), seam: told }),
  z.object({ state: z.literal('coming') }),
  z.object({ state: z.literal('failed'), sentence: z.string() }),
])
export type SeamOfJoin = z.infer<typeof seam>

const takePicture = z.object({ mediaId: z.string(), atTicks: z.int() })

/** How two clips meet: by takes that are measured, or why not. */
const met = z.object({
  /** The last picture before the cut and the first after it; null where there are none to compare. */
  pictures: z.object({ last: takePicture, first: takePicture }).nullable(),
  why: z.enum(['dissolve', 'dip', 'no-take', 'still']).nullable(),
  /** Null where nothing is measured, for the reason of `why`. */
  seam: seam.nullable(),
})
export type MetSeam = z.infer<typeof met>

/** No shot of a bridge, and of what a hand laid between. */
const shotAndTake = z.object({ shotId: z.string().nullable(), takeId: z.string().nullable() })

const takesSeam = met.extend({ before: shotAndTake, after: shotAndTake })
export type TakesSeam = z.infer<typeof takesSeam>

const shotSeams = z.object({
  /** The neighbours' takes that a cut would show; null at the ends of the film. */
  before: shotAndTake.nullable(),
  after: shotAndTake.nullable(),
  /** Takes that have come and are not rejected, each with its seams to the neighbours. */
  takes: z.array(z.object({ takeId: z.string(), before: met.nullable(), after: met.nullable() })),
  /** The take that joins best, once all are measured. */
  bestTakeId: z.string().nullable(),
})
export type ShotSeams = z.infer<typeof shotSeams>

const projectId = z.string()

/**
 * The places where shots meet. How takes meet at cuts, measured behind everything else when it is asked for, and found again at once (`seams` changes).
 * - `ofCut`: the joins of a version of the cut, by their `joinKey`. Fails with sequence/unknown.
 * - `ofTakes`: the seams between neighbouring shots, with the takes that assembling would choose and the parts of them it would show;
 *   in the order of the film. Empty while the shots lie nowhere.
 * - `ofShot`: the same of every take of one shot.
 */
export const seamsContract = {
  ...seamBindingsContract,
  ofCut: oc.input(z.object({ projectId, sequenceId: z.string() })).output(z.array(z.object({ key: z.string(), seam }))),
  ofTakes: oc.input(z.object({ projectId })).output(z.array(takesSeam)),
  ofShot: oc.input(z.object({ projectId, shotId: z.string() })).output(shotSeams),
}

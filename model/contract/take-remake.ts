import { z } from 'zod'
import type { ReshootChange } from '../reshoot.ts'
import { price } from './ask-price.ts'
import { projectMoney } from './money-contract.ts'

export const lookWord = z.object({ kind: z.enum(['style', 'negative']), word: z.string() })

/** Which clips are to be made again: one take's, as it is or without one of its look words, one shot's, or of every shot without a chosen take that would be asked of this model. */
const remakeOf = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('take'), takeId: z.string() }),
  z.object({ kind: z.literal('without'), takeId: z.string(), lookWord }),
  z.object({ kind: z.literal('shot'), shotId: z.string() }),
  z.object({ kind: z.literal('model'), modelId: z.string() }),
])
export type RemakeOf = z.infer<typeof remakeOf>

export const MOST_REMAKES = 8

/** `modelId` null = the one that suggests itself: the successor of one that was shut down, else another than before. */
export const remakeWish = z.object({
  projectId: z.string(),
  of: remakeOf,
  modelId: z.string().nullable(),
  takesEach: z.int().min(1).max(MOST_REMAKES),
})
export type RemakeWish = z.infer<typeof remakeWish>

/** `quoted` is the price that was shown. */
export const remakeAsk = remakeWish.extend({ modelId: z.string(), quoted: price })
export type RemakeAsk = z.infer<typeof remakeAsk>

const change = z.custom<ReshootChange>(value => typeof value === 'object' && value !== null && 'kind' in value)

export const remakePlan = price.extend({
  /** The model it was, or would have been, asked of. */
  from: z.object({ id: z.string(), title: z.string(), shutDownOnDay: z.string().nullable() }),
  modelId: z.string(),
  /** Those it can be asked of, with the name of their service. */
  models: z.array(z.object({ id: z.string(), title: z.string(), service: z.string() })),
  shots: z.int(),
  /** What is another, and in how many of the shots; of equal changes one. The price of all stands apart. */
  changes: z.array(z.object({ change, shots: z.int() })),
  money: projectMoney,
  /** How many would wait for a higher cap, and how many for a neighbour's picture. */
  heldTakes: z.int(),
  waitingTakes: z.int(),
})
export type RemakePlan = z.infer<typeof remakePlan>

export const retiredModel = z.object({
  id: z.string(),
  title: z.string(),
  shutDownOnDay: z.string(),
  /** Shots without a chosen take that would be asked of it. */
  shots: z.int(),
})
export type RetiredModel = z.infer<typeof retiredModel>

const stopped = z.object({ requestId: z.string(), takeId: z.string(), state: z.enum(['failed', 'refused']) })

export const dailies = z.object({
  /** When this was so: what came later stands in the next ones. */
  atMs: z.int(),
  /** Unseen takes that came since, in no order. */
  takeIds: z.array(z.string()),
  stopped: z.array(stopped),
  /** What all of these cost, as billed, or as expected where nobody has said. */
  costMicroUsd: z.int(),
  /** Of the takes together. */
  durationTicks: z.int(),
})
export type Dailies = z.infer<typeof dailies>

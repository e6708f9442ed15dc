import { z } from 'zod'
import { modelLengths } from '../catalogue.ts'
import { projectMoney } from './money-contract.ts'

export const MOST_TAKES_PER_SHOT = 8

const microUsd = z.int().nonnegative()

export const takesWish = z.object({
  projectId: z.string(),
  /**
   * `without-takes`: all that have none and none on the way. `none-kept`: all of which nothing is kept or circled, and nothing is on
   * the way.
   */
  shots: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('without-takes') }),
    z.object({ kind: z.literal('none-kept') }),
    z.object({ kind: z.literal('these'), shotIds: z.array(z.string()).min(1).max(10_000) }),
  ]),
  takesPerShot: z.int().min(1).max(MOST_TAKES_PER_SHOT),
  /** Null = each shot's own, else the project's; `without-takes` then asks their drafts. */
  model: z.string().nullable(),
  /** None = as long as each place needs with its handles; of a model that does not make it, the next longer one. */
  lengthTicks: z.int().positive().optional(),
  /** None = the one that fits the film. */
  size: z.object({ width: z.int().positive(), height: z.int().positive() }).optional(),
  /** True = from words alone, however their seams are bound. */
  isOpen: z.boolean().optional(),
})
export type TakesWish = z.infer<typeof takesWish>

export const price = z.object({
  takes: z.int(),
  /** The sum of all prices that are known before. */
  microUsd,
  /** How many have a price that nobody knows before. */
  unpricedTakes: z.int(),
})

/** The least and the most of those that are known before; null where none is. */
const priceRange = z.object({ least: microUsd, most: microUsd }).nullable()

const priceLine = price.extend({
  model: z.string(),
  title: z.string(),
  service: z.string(),
  shots: z.int(),
  shortestTicks: z.int(),
  longestTicks: z.int(),
  width: z.int(),
  height: z.int(),
  /** Pictures a second, where they are known to be others than the film's. */
  otherRate: z.number().nullable(),
  takeMicroUsd: priceRange,
  /** All takes of one shot, with those of each of its variations. */
  shotMicroUsd: priceRange,
  /** Shots whose place is longer than these takes will be, by number. */
  tooShortFor: z.array(z.int()),
})
export type PriceLine = z.infer<typeof priceLine>

/** Why takes of these shots cannot be asked for. */
const obstacle = z.object({
  shotNumbers: z.array(z.int()),
  reason: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('no-plan') }),
    z.object({ kind: z.literal('unknown-model'), model: z.string() }),
    z.object({ kind: z.literal('not-served'), model: z.string() }),
    z.object({ kind: z.literal('retired'), model: z.string(), onDay: z.string(), successor: z.string().nullable() }),
    z.object({
      kind: z.enum(['needs-picture', 'needs-first-too', 'needs-last-too', 'no-first-frame', 'no-last-frame']),
      model: z.string(),
    }),
    z.object({ kind: z.literal('too-many-variations') }),
    z.object({ kind: z.literal('no-key'), serviceId: z.string(), service: z.string() }),
  ]),
})
export type Obstacle = z.infer<typeof obstacle>

export const askPrice = price.extend({
  lines: z.array(priceLine),
  /** While there is one, nothing is asked for. */
  obstacles: z.array(obstacle),
  /** In what is sent of these shots something does not resolve, or is too long; it goes out as it stands. */
  unclearShots: z.array(z.int()),
  money: projectMoney,
  /** How many would wait for a higher cap. */
  heldTakes: z.int(),
  /** How many have a seam that is bound, whether or not it is to be heeded; and how many of them no neighbour's picture is there for yet. */
  boundTakes: z.int(),
  waitingTakes: z.int(),
  /** How many go on from a clip, of which their services may bill the seconds too. */
  ledTakes: z.int(),
  /** How many shots each round is for. */
  rounds: z.object({ withoutTakes: z.int(), noneKept: z.int() }),
})
export type AskPrice = z.infer<typeof askPrice>

export const askableModel = z.object({
  id: z.string(),
  title: z.string(),
  service: z.string(),
  lengths: modelLengths,
  /** What would be asked for where nothing else is chosen. */
  width: z.int(),
  height: z.int(),
  /** What can be chosen between, the smallest first; that one among them. */
  sizes: z.array(z.object({ width: z.int(), height: z.int() })),
  price: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('free') }),
    z.object({ kind: z.literal('unknown') }),
    z.object({ kind: z.enum(['per-second', 'per-clip']), microUsd }),
  ]),
  /** False: its service has no key yet. */
  hasKey: z.boolean(),
})
export type AskableModel = z.infer<typeof askableModel>

import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { modelLengths } from '../catalogue.ts'
import { REQUEST_STATES } from '../request.ts'
import { projectMoney } from './money-contract.ts'

/** In the order they stand in the drawer: what waits for a person, what is being made, what waits its turn, what is over. */
export const OUTBOX_GROUPS = ['needsYou', 'running', 'waiting', 'done'] as const
export type OutboxGroup = (typeof OUTBOX_GROUPS)[number]

const outboxRow = z.object({
  id: z.string(),
  projectId: z.string(),
  projectTitle: z.string(),
  takeId: z.string(),
  takeNumber: z.int(),
  shotId: z.string().nullable(),
  /** As counted on screen, from 1; null for the Board, and when the shot has gone. */
  shotNumber: z.int().nullable(),
  /** What happens in the shot, or its prompt. */
  what: z.string(),
  /** The model's name. */
  model: z.string(),
  askTicks: z.int(),
  state: z.enum(REQUEST_STATES),
  /** 0..1. */
  progress: z.number(),
  /** Which try this is, from 1. */
  attempt: z.int(),
  /** Why the last try failed, in a sentence. */
  failure: z.string().nullable(),
  /** Not before this time of day. */
  retryAtMs: z.int().nullable(),
  createdAtMs: z.int(),
  updatedAtMs: z.int(),
})
export type OutboxRow = z.infer<typeof outboxRow>

const counts = z.object({ needsYou: z.int(), running: z.int(), waiting: z.int(), done: z.int() })
export type OutboxCounts = z.infer<typeof counts>

const outboxStatus = counts.extend({
  isOnline: z.boolean(),
  /** Since when it is so; null = since before the studio was opened. */
  connectionSinceMs: z.int().nullable(),
  /** Why nothing is made though something waits: this machine's own trouble. */
  trouble: z.string().nullable(),
})
export type OutboxStatus = z.infer<typeof outboxStatus>

const openRequest = z.object({
  requestId: z.string(),
  takeId: z.string(),
  state: z.enum(REQUEST_STATES),
  progress: z.number(),
  failure: z.string().nullable(),
  retryAtMs: z.int().nullable(),
})
export type OpenRequest = z.infer<typeof openRequest>

const requestProgress = z.object({
  requestId: z.string(),
  takeId: z.string(),
  /** 0..1. */
  progress: z.number(),
  secondsLeft: z.number().nullable(),
})
export type RequestProgress = z.infer<typeof requestProgress>

/** Null = every project. */
const projectId = z.string().nullable()

export const MOST_TAKES_PER_SHOT = 8

const microUsd = z.int().nonnegative()

const takesWish = z.object({
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
})
export type TakesWish = z.infer<typeof takesWish>

const price = z.object({
  takes: z.int(),
  /** The sum of all prices that are known before. */
  microUsd,
  /** How many have a price that nobody knows before. */
  unpricedTakes: z.int(),
})

const priceLine = price.extend({
  model: z.string(),
  title: z.string(),
  service: z.string(),
  shots: z.int(),
  shortestTicks: z.int(),
  longestTicks: z.int(),
  width: z.int(),
  height: z.int(),
  /** Of one take: the least and the most; null where nobody knows before. */
  eachMicroUsd: z.object({ least: microUsd, most: microUsd }).nullable(),
  /** Shots whose place is longer than anything the model makes, by number. */
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
    z.object({ kind: z.literal('needs-picture'), model: z.string() }),
    z.object({ kind: z.literal('no-key'), service: z.string() }),
  ]),
})
export type Obstacle = z.infer<typeof obstacle>

const askPrice = price.extend({
  lines: z.array(priceLine),
  /** While there is one, nothing is asked for. */
  obstacles: z.array(obstacle),
  money: projectMoney,
  /** How many would wait for a higher cap. */
  heldTakes: z.int(),
  /** How many shots each round is for. */
  rounds: z.object({ withoutTakes: z.int(), noneKept: z.int() }),
})
export type AskPrice = z.infer<typeof askPrice>

const askableModel = z.object({
  id: z.string(),
  title: z.string(),
  service: z.string(),
  lengths: modelLengths,
  /** What would be asked for. */
  width: z.int(),
  height: z.int(),
  price: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('free') }),
    z.object({ kind: z.literal('unknown') }),
    z.object({ kind: z.enum(['per-second', 'per-clip']), microUsd }),
  ]),
  /** False: its service has no key yet. */
  hasKey: z.boolean(),
})
export type AskableModel = z.infer<typeof askableModel>
export const OUTBOX_PAGE = 200

/**
 * - `status`: for the top bar.
 * - `page`: rows of one group, those asked first standing first; of what is done only the newest few hundred, newest first.
 * - `open`: how every request of a project stands that has not delivered.
 * - `progress`: how far running requests are, several times a second, as long as the caller listens.
 * - `models`: every model that makes takes from words alone, with what would be asked of it; fails with project/unknown.
 * - `price`: what a wish would cost, and what stands in its way; nothing is asked for. Fails with project/unknown, plan/….
 * - `ask`: wants takes. `quoted` is the price that was shown: at another one nothing is asked for. Answers how many. Fails with
 *   project/unknown, plan/…, outbox/no-plan, outbox/nothing-to-ask, outbox/price-changed, catalogue/unknown-model,
 *   catalogue/not-served, catalogue/retired, outbox/needs-picture, services/no-key.
 * - `decide`: asks again, or drops it. Fails with request/settled when it is too late for that.
 * - `decideAll`: the same for all of a group that it is not too late for; of those that may have been sent none is asked for again.
 */
export const outboxContract = {
  status: oc.input(z.object({ projectId })).output(outboxStatus),
  page: oc
    .input(
      z.object({
        projectId,
        group: z.enum(OUTBOX_GROUPS),
        offset: z.int().nonnegative(),
        limit: z.int().min(1).max(OUTBOX_PAGE),
      }),
    )
    .output(z.array(outboxRow)),
  open: oc.input(z.object({ projectId: z.string() })).output(z.array(openRequest)),
  progress: oc.output(eventIterator(z.array(requestProgress))),
  models: oc.input(z.object({ projectId: z.string() })).output(z.array(askableModel)),
  price: oc.input(takesWish).output(askPrice),
  ask: oc.input(takesWish.extend({ quoted: price })).output(z.object({ asked: z.int() })),
  decide: oc
    .input(z.object({ requestIds: z.array(z.string()).min(1).max(10_000), decision: z.enum(['again', 'cancelled']) }))
    .output(z.void()),
  decideAll: oc
    .input(z.object({ projectId, group: z.enum(['needsYou', 'waiting']), decision: z.enum(['again', 'cancelled']) }))
    .output(z.void()),
}

import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { holdSchema } from '../hold.ts'
import { REQUEST_STATES } from '../request.ts'
import { askableModel, askPrice, price, takesWish } from './ask-price.ts'

/** In the order they stand in the drawer: what waits for a person, what is being made, what waits its turn, what is over. */
export const OUTBOX_GROUPS = ['needsYou', 'running', 'waiting', 'done'] as const
export type OutboxGroup = (typeof OUTBOX_GROUPS)[number]

/** `unsent`: dropped while it has not gone out. */
export const DECISIONS = ['again', 'cancelled', 'unsent', 'look'] as const
export type Decision = (typeof DECISIONS)[number]

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
  /** Why it does not go out now; null of what is not queued. */
  hold: holdSchema.nullable(),
  serviceId: z.string(),
  serviceTitle: z.string(),
  /** How many are before it at the service, where it says so. */
  queuePosition: z.int().nullable(),
  /** It goes out before all others. */
  isFirst: z.boolean(),
  /** In millionths of a dollar: what was billed, or what is expected where nobody has said; null where nobody knows. */
  microUsd: z.int().nullable(),
  isBilled: z.boolean(),
  /** There is a job, or may be one. */
  wasSent: z.boolean(),
  /** What asking again comes to: another job for its price, or a look at the one there is, which may have been billed already. */
  again: z.enum(['costs-once', 'may-bill-twice', 'free']),
  /** What another job is expected to cost, whatever the last one did; null where nobody knows. */
  againMicroUsd: z.int().nullable(),
  /** Its service lists its jobs: one whose create call was not answered can be looked for. */
  canLookAgain: z.boolean(),
  /** What dropping it may still cost. */
  cancelBilling: z.enum(['nothing', 'if-begun', 'unsaid']),
})
export type OutboxRow = z.infer<typeof outboxRow>

const counts = z.object({ needsYou: z.int(), running: z.int(), waiting: z.int(), done: z.int() })
export type OutboxCounts = z.infer<typeof counts>

/** Requests that wait for the same reason. */
const heldRequests = z.object({
  hold: holdSchema,
  count: z.int(),
  /** Of those whose price is known. */
  microUsd: z.int(),
  /** The service that is the reason, or the project; null where it is neither. */
  serviceId: z.string().nullable(),
  serviceTitle: z.string().nullable(),
  projectId: z.string().nullable(),
  projectTitle: z.string().nullable(),
  /** What the service has said, in a sentence. */
  message: z.string().nullable(),
})
export type HeldRequests = z.infer<typeof heldRequests>

const outboxStatus = counts.extend({
  isOnline: z.boolean(),
  /** Since when it is so; null = since before the studio was opened. */
  connectionSinceMs: z.int().nullable(),
  /** Why nothing is made though something waits: this machine's own trouble. */
  trouble: z.string().nullable(),
  /** Why the waiting ones wait. */
  held: z.array(heldRequests),
  /** What the waiting ones are expected to cost together, and how many there are of whose price nobody knows. */
  waitingMicroUsd: z.int(),
  waitingUnpriced: z.int(),
  /** How many of those that failed can be asked for again without being billed twice. */
  safeAgain: z.int(),
})
export type OutboxStatus = z.infer<typeof outboxStatus>

const openRequest = z.object({
  requestId: z.string(),
  takeId: z.string(),
  state: z.enum(REQUEST_STATES),
  progress: z.number(),
  failure: z.string().nullable(),
  retryAtMs: z.int().nullable(),
  /** Why it does not go out now; null of what is not queued. */
  hold: holdSchema.nullable(),
  serviceTitle: z.string(),
  /** Asking for it again costs nothing. */
  isFree: z.boolean(),
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

const requestIds = z.array(z.string()).min(1).max(10_000)

export const OUTBOX_PAGE = 200

/**
 * - `status`: for the top bar.
 * - `page`: rows of one group: of what waits those that go out first standing first, of the others those asked first; of what is done
 *   only the newest few hundred, newest first.
 * - `open`: how every request of a project stands that has not delivered.
 * - `progress`: how far running requests are, several times a second, as long as the caller listens.
 * - `models`: every model that makes takes from words alone, and where a picture is handed on at a seam those that begin on one, with what would be asked of it; fails with project/unknown.
 * - `price`: what a wish would cost, and what stands in its way; nothing is asked for. Fails with project/unknown, plan/….
 * - `ask`: wants takes. `quoted` is the price that was shown: at another one nothing is asked for. Answers how many. Fails with
 *   project/unknown, plan/…, outbox/no-plan, outbox/nothing-to-ask, outbox/price-changed, catalogue/unknown-model,
 *   catalogue/not-served, catalogue/retired, outbox/needs-picture, outbox/needs-first-too,
 *   outbox/needs-last-too, outbox/no-first-frame, outbox/no-last-frame, services/no-key.
 * - `decide`: asks again, drops it (`unsent`: unless it has gone out), or looks again in the service's list for one that may have been sent. Fails with
 *   request/settled when it is too late for that.
 * - `decideAll`: the same for all of a group that it is not too late for; none is asked for again that may have been billed.
 * - `foundJob`: goes on with what a person has found at the service for one that may have been sent, once the service knows that id.
 *   Fails with request/settled, request/no-such-job, request/job-taken, and as its service fails.
 * - `prioritise`: lets queued requests go out before all others, or in their turn again; others are passed over.
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
  decide: oc.input(z.object({ requestIds, decision: z.enum(DECISIONS) })).output(z.void()),
  decideAll: oc
    .input(z.object({ projectId, group: z.enum(['needsYou', 'waiting']), decision: z.enum(['again', 'cancelled']) }))
    .output(z.void()),
  foundJob: oc.input(z.object({ requestId: z.string(), jobId: z.string().trim().min(1).max(500) })).output(z.void()),
  prioritise: oc.input(z.object({ requestIds, isFirst: z.boolean() })).output(z.void()),
}

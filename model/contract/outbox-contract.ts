import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { REQUEST_STATES } from '../request.ts'

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
export const OUTBOX_PAGE = 200

/**
 * - `status`: for the top bar.
 * - `page`: rows of one group, those asked first standing first; of what is done only the newest few hundred, newest first.
 * - `open`: how every request of a project stands that has not delivered.
 * - `progress`: how far running requests are, several times a second, as long as the caller listens.
 * - `ask`: wants takes of these shots, or of all that have none and none on the way. Answers how many. Fails with
 *   project/unknown, outbox/no-plan, outbox/nothing-to-ask, catalogue/unknown-model, catalogue/not-served.
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
  ask: oc
    .input(
      z.object({
        projectId: z.string(),
        shots: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('without-takes') }),
          z.object({ kind: z.literal('these'), shotIds: z.array(z.string()).min(1).max(10_000) }),
        ]),
        takesPerShot: z.int().min(1).max(MOST_TAKES_PER_SHOT),
      }),
    )
    .output(z.object({ asked: z.int() })),
  decide: oc
    .input(z.object({ requestIds: z.array(z.string()).min(1).max(10_000), decision: z.enum(['again', 'cancelled']) }))
    .output(z.void()),
  decideAll: oc
    .input(z.object({ projectId, group: z.enum(['needsYou', 'waiting']), decision: z.enum(['again', 'cancelled']) }))
    .output(z.void()),
}

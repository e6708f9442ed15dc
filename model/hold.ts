import { z } from 'zod'
import { assertNever } from './assert-never.ts'
import type { MicroUsd } from './clip-price.ts'
import { isCovered, type Spending } from './money.ts'
import { isDue } from './request-life.ts'
import type { Request } from './request.ts'
import { isPaused, type ServicePause } from './service-trouble.ts'

const atMs = z.int()

/**
 * A shot that owes a waiting request its picture, and what it lacks to have one: a chosen `take`, a `place` in the song; or the `shot`
 * itself was deleted.
 */
const owingShotSchema = z.object({
  number: z.int(),
  /** How what happens in it, or its prompt, begins: one that was deleted has no number of its own any more. */
  what: z.string(),
  lacks: z.enum(['take', 'place', 'shot']),
})
export type OwingShot = z.infer<typeof owingShotSchema>

/**
 * Why a queued request does not go out now.
 * - `not-served`: nobody here speaks with its service, or its model was shut down.
 * - `waits-for-neighbour`: it begins or ends on a picture of a shot that has none to hand on yet; null = all have, and it is about to
 *   be read.
 * - `offline`: its service is reached over the network, and there is none.
 * - `needs-key`, `trouble`: its service takes nothing, until then; null = until a person does something.
 * - `retry`: a try to send it, or to read its neighbour's picture, has failed, and the next one is later.
 * - `no-cap`, `over-cap`: its project may spend nothing, or nothing more.
 * - `turn`: nothing holds it but those before it, and what its service takes at once.
 */
export const holdSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('not-served'), why: z.enum(['unknown', 'retired']) }),
  z.object({ kind: z.literal('waits-for-neighbour'), shot: owingShotSchema.nullable() }),
  z.object({ kind: z.literal('offline') }),
  z.object({ kind: z.literal('needs-key') }),
  z.object({
    kind: z.literal('trouble'),
    trouble: z.enum(['unreachable', 'busy', 'down', 'credit']),
    untilMs: atMs.nullable(),
  }),
  z.object({ kind: z.literal('retry'), atMs }),
  z.object({ kind: z.literal('no-cap') }),
  z.object({ kind: z.literal('over-cap') }),
  z.object({ kind: z.literal('turn'), before: z.int().nonnegative() }),
])
export type Hold = z.infer<typeof holdSchema>

/** A service as its requests meet it. */
export type ServedService = {
  /** Whether it can be reached at all: it runs on this machine, or this machine is on a network. */
  readonly isInReach: boolean
  readonly pause: ServicePause | null
}

export type QueuedRequest = Pick<Request, 'estimateMicroUsd' | 'retryAtMs' | 'updatedAtMs' | 'isWaiting'>

/** What stands around a queued request. `service` null = nobody here speaks with it. */
export type Surroundings = {
  readonly service: ServedService | null
  readonly isRetired: boolean
  readonly money: Spending
  /** The first shot that owes it a picture; null where none does. */
  readonly owing: OwingShot | null
  /** How many go out before it. */
  readonly before: number
}

/** Why a queued request does not go out now; of several reasons the first. Whoever sends asks this, and whoever shows. */
export function holdOf(
  request: QueuedRequest,
  { service, isRetired, money, owing, before }: Surroundings,
  nowMs: number,
): Hold {
  if (service === null) return { kind: 'not-served', why: 'unknown' }
  if (isRetired) return { kind: 'not-served', why: 'retired' }
  const { retryAtMs, estimateMicroUsd, isWaiting } = request
  const retry = retryAtMs === null || isDue(request, nowMs) ? null : { kind: 'retry' as const, atMs: retryAtMs }
  if (isWaiting) return (owing === null && retry) || { kind: 'waits-for-neighbour', shot: owing }
  const ofService = holdOfService(service, nowMs)
  if (ofService) return ofService
  if (retry) return retry
  return holdOfMoney(money, estimateMicroUsd) ?? { kind: 'turn', before }
}

/** Why nothing goes out to a service now; null = it takes what comes. */
export function holdOfService({ isInReach, pause }: ServedService, nowMs: number): Hold | null {
  if (!isInReach) return { kind: 'offline' }
  if (pause === null || !isPaused(pause, nowMs)) return null
  const { kind } = pause.trouble
  return kind === 'key' ? { kind: 'needs-key' } : { kind: 'trouble', trouble: kind, untilMs: pause.untilMs }
}

function holdOfMoney(money: Spending, estimateMicroUsd: MicroUsd | null): Hold | null {
  if (isCovered(estimateMicroUsd, money)) return null
  return { kind: money.capMicroUsd === null ? 'no-cap' : 'over-cap' }
}

/** Whether only a person can end it: nothing happens by itself, however long one waits. */
export function needsPerson(hold: Hold): boolean {
  switch (hold.kind) {
    case 'not-served':
    case 'needs-key':
    case 'no-cap':
    case 'over-cap':
      return true
    case 'waits-for-neighbour':
      return hold.shot !== null
    case 'trouble':
      return hold.untilMs === null
    case 'offline':
    case 'retry':
    case 'turn':
      return false
    default:
      return assertNever(hold)
  }
}

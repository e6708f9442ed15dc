import { decide, lookAgain, prioritise } from '#main/outbox/store.ts'
import type { Decision, OutboxGroup, OutboxStatus } from '#model/contract/outbox-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId, RequestId } from '#model/ids.ts'
import type { Price } from '#model/money.ts'
import type { RequestState } from '#model/request.ts'
import type { DeskContext } from './desk-context.ts'
import { askForTakes } from './outbox/ask-for-takes.ts'
import { followConnection } from './outbox/connection.ts'
import { goOnWithFound } from './outbox/found-job.ts'
import { createGenerating } from './outbox/generating.ts'
import { followServices } from './outbox/follow-services.ts'
import { countHeld } from './outbox/held.ts'
import { makersOf } from './outbox/makers.ts'
import { syncOutbox, type SyncOptions } from './outbox/sync.ts'
import { countOutbox, countSafeAgain, mayDecide, openRequests, pageOfOutbox, requestsOf } from './outbox/outbox-rows.ts'
import { askableModels, priceTakes } from './outbox/price-takes.ts'
import type { TakesWish } from './outbox/wanted-takes.ts'

export type OutboxDesk = ReturnType<typeof createOutboxDesk>

/** What is asked for, how it stands, and what a person decides about it. */
export function createOutboxDesk(context: DeskContext, makers = () => makersOf(context)) {
  const { library, catalogue } = context
  const { db } = library
  const connection = followConnection(context.host.network, context.closing)
  const generating = createGenerating(context, makers, connection)
  followServices(context, generating.addWorkers)
  const waiting = { db, catalogue, makers, isOnline: () => connection().isOnline }

  return {
    status(projectId: ProjectId | null): OutboxStatus {
      const { isOnline, sinceMs } = connection()
      return {
        ...countOutbox(db, projectId),
        ...countHeld(waiting, projectId),
        safeAgain: countSafeAgain(db, projectId),
        ...{ isOnline, connectionSinceMs: sinceMs, trouble: generating.trouble() },
      }
    },

    page: (wish: { projectId: ProjectId | null; group: OutboxGroup; offset: number; limit: number }) =>
      pageOfOutbox(waiting, wish),

    open: (projectId: ProjectId) => openRequests(waiting, projectId),

    onProgress: generating.onProgress,

    models: (projectId: ProjectId) => askableModels(context, projectId),

    price: (wish: TakesWish) => priceTakes(context, wish),

    ask: (wish: TakesWish, quoted: Price) => ({ asked: askForTakes(context, wish, quoted) }),

    /** Of several those that it is too late for are passed over. */
    decide(ids: readonly RequestId[], decision: Decision): void {
      db.transaction(() => {
        const found = db.all<{ id: RequestId; state: RequestState }>(
          'SELECT id, state FROM request WHERE id IN (SELECT value FROM json_each(?))',
          [JSON.stringify(ids)],
        )
        const open = found.filter(({ state }) => mayDecide(state, decision))
        if (open.length === 0) throw tooLate(decision)
        for (const { id } of open) {
          if (decision === 'look') lookAgain(db, id)
          else decide(db, id, decision === 'again' ? 'again' : 'cancelled')
        }
      })
    },

    /** What may have been sent, or has a job, is settled one by one: asked for again, it could be paid for twice. */
    decideAll(projectId: ProjectId | null, group: 'needsYou' | 'waiting', decision: 'again' | 'cancelled'): void {
      db.transaction(() => {
        const open = requestsOf(db, projectId, group).filter(({ state, isSafeAgain }) =>
          decision === 'again' ? isSafeAgain : mayDecide(state, decision),
        )
        for (const { id } of open) decide(db, id, decision)
      })
    },

    foundJob: (id: RequestId, jobId: string, signal?: AbortSignal) => goOnWithFound(context, id, jobId, signal),

    prioritise: (ids: readonly RequestId[], isFirst: boolean) => prioritise(db, ids, isFirst),

    sync: (options: SyncOptions) => syncOutbox(context, waiting, options),
  }
}

function tooLate(decision: Decision): StudioError {
  if (decision === 'look') return new StudioError('request/settled', 'It is known by now whether this was sent.')
  if (decision === 'unsent') {
    const message = 'All of these have gone out by now. Drop them one by one, where it is said what that may cost.'
    return new StudioError('request/settled', message)
  }
  const wish = decision === 'again' ? 'asked for again' : 'dropped'
  return new StudioError('request/settled', `This is settled by now and cannot be ${wish}.`)
}

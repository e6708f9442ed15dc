import { serviceById } from '#model/catalogue.ts'
import type { HeldRequests, OutboxStatus } from '#model/contract/outbox-contract.ts'
import { needsPerson, type Hold } from '#model/hold.ts'
import type { ProjectId } from '#model/ids.ts'
import { listPauses } from '#main/outbox/pauses.ts'
import { waitingRequests, type Waiting, type WaitingContext } from './waiting.ts'

/** Why the queued requests of a project (null = of all) wait, the reasons that concern most of them first, and what they will cost. */
export function countHeld(
  context: WaitingContext,
  projectId: ProjectId | null,
): Pick<OutboxStatus, 'held' | 'waitingMicroUsd' | 'waitingUnpriced'> {
  const all = waitingRequests(context)
  const waiting = projectId === null ? all : all.filter(request => request.projectId === projectId)
  const byReason = Map.groupBy(waiting, reasonOf)
  const held = [...byReason.values()].map(requests => together(context, requests))
  return {
    held: held.toSorted((a, b) => b.count - a.count),
    waitingMicroUsd: priceOf(waiting),
    waitingUnpriced: waiting.filter(({ estimateMicroUsd }) => estimateMicroUsd === null).length,
  }
}

function reasonOf({ hold, serviceId, projectId }: Waiting): string {
  return [hold.kind, isOfService(hold) && serviceId, isOfMoney(hold) && projectId].join(' ')
}

const isOfService = ({ kind }: Hold): boolean => kind === 'needs-key' || kind === 'trouble' || kind === 'not-served'
const isOfMoney = ({ kind }: Hold): boolean => kind === 'no-cap' || kind === 'over-cap'

function together({ db, catalogue }: WaitingContext, requests: readonly Waiting[]): HeldRequests {
  const { serviceId, projectId } = requests[0]!
  // Those that a person can help first: the others of a reason say less.
  const { hold } = requests.find(request => needsPerson(request.hold)) ?? requests[0]!
  const service = isOfService(hold) ? (serviceById(catalogue, serviceId)?.title ?? serviceId) : null
  const title = isOfMoney(hold)
    ? db.get<{ title: string }>('SELECT title FROM project WHERE id = ?', [projectId])?.title
    : null
  return {
    hold,
    count: requests.length,
    microUsd: priceOf(requests),
    serviceId: service === null ? null : serviceId,
    serviceTitle: service,
    projectId: isOfMoney(hold) ? projectId : null,
    projectTitle: title ?? null,
    message: isOfService(hold) ? (listPauses(db).get(serviceId)?.trouble.message ?? null) : null,
  }
}

function priceOf(requests: readonly Waiting[]): number {
  return requests.reduce((sum, { estimateMicroUsd }) => sum + (estimateMicroUsd ?? 0), 0)
}

import { holdOf, type Hold, type OwingShot, type QueuedRequest, type ServedService } from './hold.ts'
import type { Spending } from './money.ts'

export type WaitingRequest = QueuedRequest & {
  readonly serviceId: string
  readonly projectId: string
  readonly model: string
  readonly owing: OwingShot | null
}

export type LineFacts = {
  /** Null = nobody here speaks with it. */
  readonly serviceOf: (serviceId: string) => ServedService | null
  readonly isRetired: (model: string) => boolean
  readonly moneyOf: (projectId: string) => Spending
}

/**
 * Why each of the queued requests, given in the order in which they go out, does not go out now. Where one of a project is over
 * its cap, the paid ones behind it wait too: what is cheaper does not go past.
 */
export function holdsInLine(line: readonly WaitingRequest[], facts: LineFacts, nowMs: number): Hold[] {
  const before = new Map<string, number>()
  const stopped = new Map<string, Hold>()
  return line.map(request => {
    const { serviceId, projectId, model, owing, estimateMicroUsd } = request
    const ahead = before.get(serviceId) ?? 0
    const hold = holdOf(
      request,
      {
        service: facts.serviceOf(serviceId),
        isRetired: facts.isRetired(model),
        money: facts.moneyOf(projectId),
        owing,
        before: ahead,
      },
      nowMs,
    )
    const purse = `${serviceId} ${projectId}`
    if (hold.kind === 'no-cap' || hold.kind === 'over-cap') stopped.set(purse, hold)
    const stop = estimateMicroUsd === 0 || hold.kind !== 'turn' ? undefined : stopped.get(purse)
    if (hold.kind === 'turn' && !stop) before.set(serviceId, ahead + 1)
    return stop ?? hold
  })
}

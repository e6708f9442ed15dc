import type { Dailies } from '#model/contract/take-remake.ts'
import { dailiesRows } from './take-rows.ts'
import { setTakesSession, turnToTake } from './takes-store.ts'
import type { Takes } from './use-takes.ts'

/** Begins to show what is new: what comes meanwhile is for the next time. */
export function openDailies({ shots, takes }: Pick<Takes, 'shots' | 'takes'>, { atMs, takeIds }: Dailies): void {
  const these = new Set(takeIds)
  const [first] = dailiesRows(shots, takes, these)
  const dailies = { takeIds: these, untilMs: atMs, isOver: first === undefined }
  setTakesSession({ layout: 'dailies', dailies, selected: new Set() })
  if (first) turnToTake(first.shot?.id ?? null, first.takes[0]?.id ?? null)
}

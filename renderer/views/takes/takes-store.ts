import { createStore } from 'zustand/vanilla'
import { useStore } from 'zustand'
import { focusNow, focusShot } from '../../frame/focus.ts'
import type { TakeFilter } from './take-rows.ts'

export type TakesLayout = 'grid' | 'large' | 'trash'

/** What this window shows of the takes: lost when it is closed, shared with nobody. */
type TakesSession = {
  readonly projectId: string | null
  readonly layout: TakesLayout
  readonly filter: TakeFilter
  readonly searchText: string
  readonly isRejectedHidden: boolean
  /** Goes on to the next take when one was judged. */
  readonly isAutoNext: boolean
  readonly isDifferenceShown: boolean
  /** Takes meant beside the current one; empty = the current one alone. */
  readonly selected: ReadonlySet<string>
}

const FRESH = {
  layout: 'grid',
  filter: 'all',
  searchText: '',
  isRejectedHidden: false,
  selected: new Set<string>(),
} as const

export const takesStore = createStore<TakesSession>(() => ({
  ...FRESH,
  projectId: null,
  isAutoNext: true,
  isDifferenceShown: true,
}))

/** What was filtered and searched for in one project says nothing of another. */
export function openTakesOf(projectId: string): void {
  if (takesStore.getState().projectId !== projectId) takesStore.setState({ ...FRESH, projectId })
}

export function useTakesSession<T>(select: (session: TakesSession) => T): T {
  return useStore(takesStore, select)
}

export function setTakesSession(changed: Partial<TakesSession>): void {
  takesStore.setState(changed)
}

/** Turns to a take; what was selected beside another one is left, unless `isKept`. */
export function turnToTake(shotId: string | null, takeId: string | null, isKept = false): void {
  focusShot(shotId, takeId)
  if (!isKept && takesStore.getState().selected.size > 0) setTakesSession({ selected: new Set() })
}

/** Takes a take into the selection, or out of it; the current one counts as selected from the first on. */
export function toggleSelected(takeId: string): void {
  const { selected } = takesStore.getState()
  const current = focusNow().takeId
  const next = new Set(selected.size === 0 && current !== null ? [current] : selected)
  if (next.has(takeId)) next.delete(takeId)
  else next.add(takeId)
  setTakesSession({ selected: next })
}

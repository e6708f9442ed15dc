import { createStore } from 'zustand/vanilla'
import { useStore } from 'zustand'
import { focusNow, focusShot } from '../../frame/focus.ts'
import type { TakeFilter } from './take-rows.ts'

export type TakesLayout = 'grid' | 'large' | 'trash' | 'dailies'

/** The takes that dailies run through, until when they came, and whether their end is reached. */
export type DailiesSession = {
  readonly takeIds: ReadonlySet<string>
  readonly untilMs: number
  readonly isOver: boolean
}

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
  readonly isSeamStripShown: boolean
  /** Whose seams the strip shows. */
  readonly seamScope: 'film' | 'shot'
  /** Takes meant beside the current one; empty = the current one alone. */
  readonly selected: ReadonlySet<string>
  /** The take that is looked at, once it is shown: no judgement takes it from under the eyes. */
  readonly heldId: string | null
  /** The takes judged last, until one turns to another by hand: a reason given then is for them. */
  readonly decidedIds: ReadonlySet<string>
  /** What dailies show, from their opening on. */
  readonly dailies: DailiesSession
}

const FRESH = {
  layout: 'grid',
  filter: 'all',
  searchText: '',
  isRejectedHidden: false,
  selected: new Set<string>(),
  heldId: null,
  decidedIds: new Set<string>(),
  dailies: { takeIds: new Set<string>(), untilMs: 0, isOver: false },
} as const

export const takesStore = createStore<TakesSession>(() => ({
  ...FRESH,
  projectId: null,
  isAutoNext: true,
  isDifferenceShown: true,
  isSeamStripShown: false,
  seamScope: 'film',
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

/** Shows other takes: what was selected or looked at among those before counts no more. */
export function narrowTakes(
  changed: Partial<Pick<TakesSession, 'filter' | 'searchText' | 'isRejectedHidden' | 'layout'>>,
): void {
  takesStore.setState({ ...changed, selected: new Set(), heldId: null })
}

/** Dailies lie over the whole window: they end with the workspace. */
export function leaveDailies(): void {
  if (takesStore.getState().layout === 'dailies') setTakesSession({ layout: 'grid' })
}

/** From now on this take stays in sight until another is turned to. */
export function holdTake(takeId: string): void {
  if (takesStore.getState().heldId !== takeId) takesStore.setState({ heldId: takeId })
}

/** A take comes to be the current one without a hand: what is selected stays. */
export function comeToTake(shotId: string | null, takeId: string | null): void {
  focusShot(shotId, takeId, true)
  forgetDecided()
}

function forgetDecided(): void {
  if (takesStore.getState().decidedIds.size > 0) setTakesSession({ decidedIds: new Set() })
}

/** Turns to a take; what was selected beside another one is left, unless `isKept`. */
export function turnToTake(shotId: string | null, takeId: string | null, isKept = false): void {
  focusShot(shotId, takeId)
  forgetDecided()
  if (!isKept && takesStore.getState().selected.size > 0) setTakesSession({ selected: new Set() })
}

/** Selects these beside those that are selected. */
export function alsoSelect(takeIds: readonly string[]): void {
  setTakesSession({ selected: new Set([...takesStore.getState().selected, ...takeIds]) })
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

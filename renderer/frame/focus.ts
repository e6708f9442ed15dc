import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** What the person works on, from one workspace to the next: the same shot stands there. */
type Focus = {
  readonly shotId: string | null
  readonly takeId: string | null
  /** Nobody turned to this: it stands there because something has to. */
  readonly isByItself: boolean
}

const focus = createStore<Focus>(() => ({ shotId: null, takeId: null, isByItself: true }))

/** Turns to a shot, and to one of its takes when one is meant. */
export function focusShot(shotId: string | null, takeId: string | null = null, isByItself = false): void {
  focus.setState({ shotId, takeId, isByItself })
}

export function useFocus(): Focus {
  return useStore(focus)
}

/** What is in focus now, for commands. */
export function focusNow(): Focus {
  return focus.getState()
}

/** Whether a hand has gone elsewhere in the song while the workspace was being opened; null once it is open. */
let opening: 'untouched' | 'led' | null = null

/** Another workspace is being opened. */
export function beginOpening(): void {
  opening = 'untouched'
}

/** Somebody has gone to a place of the song. */
export function leadByHand(): void {
  if (opening !== null) opening = 'led'
}

/** The workspace is open. Answers whether a hand led meanwhile: then it must not be led away again. */
export function endOpening(): boolean {
  const wasLed = opening === 'led'
  opening = null
  return wasLed
}

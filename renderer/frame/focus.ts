import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** What the person works on, from one workspace to the next: the same shot stands there. */
type Focus = { readonly shotId: string | null; readonly takeId: string | null }

const focus = createStore<Focus>(() => ({ shotId: null, takeId: null }))

/** Turns to a shot, and to one of its takes when one is meant. */
export function focusShot(shotId: string | null, takeId: string | null = null): void {
  focus.setState({ shotId, takeId })
}

export function useFocus(): Focus {
  return useStore(focus)
}

/** What is in focus now, for commands. */
export function focusNow(): Focus {
  return focus.getState()
}

import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { TypedColumn } from './selection.ts'

/** What stands in the cell that is being typed in, before it is kept. */
export type Typing = { readonly shotId: string; readonly column: TypedColumn; readonly text: string }

const typing = createStore<{ readonly now: Typing | null }>(() => ({ now: null }))

export function tellTyping(now: Typing | null): void {
  typing.setState({ now })
}

export function useTyping(): Typing | null {
  return useStore(typing).now
}

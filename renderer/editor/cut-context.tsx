import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { CutEditor, CutState } from './cut-editor.ts'
import type { CutFacts } from './cut-facts.ts'

export type Cut = {
  readonly projectId: string
  readonly sequenceId: string
  readonly editor: CutEditor
  readonly facts: CutFacts
}

const CutContext = createContext<Cut | null>(null)

export const CutProvider = CutContext.Provider

/** The version of the cut that is open. */
export function useCut(): Cut {
  const cut = useContext(CutContext)
  if (cut === null) throw new Error('there is no cut around this')
  return cut
}

export function useCutState<T>(selector: (state: CutState) => T): T {
  return useStore(useCut().editor.store, selector)
}

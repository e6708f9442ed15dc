import { createContext, useContext, type ReactNode } from 'react'
import type { KeyLayout } from './key-layout.ts'
import { PREMIERE } from './premiere/premiere.ts'

const LayoutContext = createContext<KeyLayout>(PREMIERE)

/** Gives everything inside the keys that the person has chosen. */
export function KeyLayoutProvider({ layout, children }: { layout: KeyLayout; children: ReactNode }) {
  return <LayoutContext value={layout}>{children}</LayoutContext>
}

export function useKeyLayout(): KeyLayout {
  return useContext(LayoutContext)
}

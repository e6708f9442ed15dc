import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

export type TriedLook = { readonly id: number; readonly style: readonly string[]; readonly negative: readonly string[] }

/** A look test that is being put together. */
export type LookTestDraft = {
  readonly looks: readonly TriedLook[]
  readonly shotIds: readonly string[]
  /** It is being asked for: not twice. */
  readonly isSending: boolean
}

/** By project: they stay while another screen is looked at. */
const drafts = createStore<Readonly<Record<string, LookTestDraft | undefined>>>(() => ({}))

/** Undefined where none is being put together. */
export function useLookTestDraft(projectId: string): LookTestDraft | undefined {
  return useStore(drafts, all => all[projectId])
}

/** Begins one; undefined ends it. */
export function keepLookTest(projectId: string, draft: LookTestDraft | undefined): void {
  drafts.setState({ [projectId]: draft })
}

/** Nothing where it has ended: a field that goes away then tells what was typed into it all the same. */
export function changeLookTest(projectId: string, changed: (draft: LookTestDraft) => Partial<LookTestDraft>): void {
  drafts.setState(all => {
    const draft = all[projectId]
    return draft ? { [projectId]: { ...draft, ...changed(draft) } } : {}
  })
}

import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { DEFAULT_PRESET, type PresetName } from '#model/render-presets.ts'

/** What is chosen on the screen; it stays while the window is open, for each project by itself. */
export type RenderChoice = {
  readonly preset: PresetName
  /** Null: the cut that is open in Edit, else the newest. */
  readonly sequenceId: string | null
  /** The index of a section of the song, or what is marked in Edit; null = the whole film. */
  readonly section: number | 'marked' | null
}

const FIRST: RenderChoice = { preset: DEFAULT_PRESET, sequenceId: null, section: null }

const store = createStore<Readonly<Record<string, RenderChoice>>>(() => ({}))

export function useRenderChoice(projectId: string): RenderChoice {
  return useStore(store, choices => choices[projectId] ?? FIRST)
}

export function chooseForRender(projectId: string, change: Partial<RenderChoice>): void {
  store.setState(choices => ({ [projectId]: { ...(choices[projectId] ?? FIRST), ...change } }))
}

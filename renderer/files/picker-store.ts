import { createStore } from 'zustand/vanilla'
import type { FileKind } from '#model/contract/files-contract.ts'

/** What the window's own picker is asked for. */
export type PickerQuestion =
  | { readonly what: 'files'; readonly kind: FileKind; readonly title: string; readonly isMany: boolean }
  | { readonly what: 'folder'; readonly title: string }
  | { readonly what: 'save'; readonly title: string; readonly suggestedPath: string }

type Asked = { readonly question: PickerQuestion; readonly answer: (paths: string[]) => void }

/** The picker is one dialog for the whole window. */
export const pickerStore = createStore<{ readonly asked: Asked | null }>(() => ({ asked: null }))

/** Opens the picker; resolves to what was chosen, which is nothing when it was left. */
export function askPicker(question: PickerQuestion): Promise<string[]> {
  pickerStore.getState().asked?.answer([])
  return new Promise(resolve => {
    const answer = (paths: string[]): void => {
      pickerStore.setState({ asked: null })
      resolve(paths)
    }
    pickerStore.setState({ asked: { question, answer } })
  })
}

import { useMemo } from 'react'
import type { FileRef } from '#model/contract/file-ref.ts'
import type { FileKind } from '#model/contract/files-contract.ts'
import type { StudioClient } from '../client/client.ts'
import { useStudio } from '../client/studio-context.tsx'
import { askPicker, type PickerQuestion } from './picker-store.ts'

/** Lets a person choose files of this machine: in the system's dialog, or where there is none in the window's own. */
export type Picker = {
  /** Empty when the dialog was left. */
  files(options: { kind: FileKind; title: string; isMany: boolean }): Promise<FileRef[]>
  folder(options: { title: string }): Promise<string | null>
  /** A place for a file to be written; `suggestedPath` is a whole path. */
  savePlace(options: { title: string; suggestedPath: string }): Promise<string | null>
}

export function usePicker(): Picker {
  const studio = useStudio()
  return useMemo(() => pickerOver(studio), [studio])
}

function pickerOver(studio: StudioClient): Picker {
  const ask = async (question: PickerQuestion): Promise<string[]> =>
    (await studio.files.pick(question)) ?? (await askPicker(question))
  return {
    async files(options) {
      const paths = await ask({ what: 'files', ...options })
      return paths.map(path => ({ kind: 'path', path }))
    },
    folder: async options => (await ask({ what: 'folder', ...options }))[0] ?? null,
    savePlace: async options => (await ask({ what: 'save', ...options }))[0] ?? null,
  }
}

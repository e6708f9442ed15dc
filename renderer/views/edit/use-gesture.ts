import { useCallback } from 'react'
import type { Edit } from '#model/edit/apply.ts'
import { useCut } from '../../editor/cut-context.tsx'
import { notify } from '../../ui/notices.tsx'

/** Does a named gesture on the open cut; what cannot be done is said. Returns whether it was done. */
export type DoGesture = (name: string, edits: readonly Edit[], what?: string) => boolean

export function useGesture(): DoGesture {
  const { editor } = useCut()
  return useCallback(
    (name, edits, what) => {
      if (edits.length === 0) return false
      const refusal = editor.commit(name, edits, what)
      if (refusal !== null) notify({ kind: 'info', text: refusal })
      return refusal === null
    },
    [editor],
  )
}

import { useCallback } from 'react'
import type { Edit } from '#model/edit/apply.ts'
import { useCut } from '../../editor/cut-context.tsx'
import { notify } from '../../ui/notices.tsx'

/** Does a named gesture on the open cut; what cannot be done is said. Returns whether it was done. */
export function useGesture(): (name: string, edits: readonly Edit[]) => boolean {
  const { editor } = useCut()
  return useCallback(
    (name, edits) => {
      if (edits.length === 0) return false
      const refusal = editor.commit(name, edits)
      if (refusal !== null) notify({ kind: 'info', text: refusal })
      return refusal === null
    },
    [editor],
  )
}

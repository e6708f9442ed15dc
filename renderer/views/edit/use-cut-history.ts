import { useCut } from '../../editor/cut-context.tsx'
import { useUndoCommands } from '../../frame/use-undo-commands.ts'

/** Undo and redo of the open version, named; also after a restart. */
export function useCutHistory(): { readonly undo: string | null; readonly redo: string | null } {
  const { projectId, sequenceId, editor } = useCut()
  return useUndoCommands(projectId, `sequence:${sequenceId}`, {
    before: () => editor.settled(),
    after: () => editor.renew(),
  })
}

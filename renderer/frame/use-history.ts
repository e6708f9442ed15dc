import { useQuery } from '@tanstack/react-query'
import { useQueries, useStudio } from '../client/studio-context.tsx'
import { useAct } from '../client/use-act.ts'
import { useCommands } from '../commands/use-commands.ts'
import { texts } from '../texts.ts'

/**
 * Undo and redo of the document that is on screen: 'song', 'treatment', 'takes'. They are named after what they would take
 * back, outlive the program, and concern nothing that is not on screen.
 */
export function useHistory(projectId: string, document: 'song' | 'treatment' | 'takes'): void {
  const studio = useStudio()
  const act = useAct()
  const input = { projectId, document }
  const { data } = useQuery(useQueries().history.state.queryOptions({ input }))
  const undo = data?.undo ?? null
  const redo = data?.redo ?? null
  const { frame } = texts.commands
  useCommands({
    'history.undo': {
      run: () => act(() => studio.history.undo(input)),
      isEnabled: undo !== null,
      ...(undo === null ? {} : { title: frame.undoNamed(undo) }),
    },
    'history.redo': {
      run: () => act(() => studio.history.redo(input)),
      isEnabled: redo !== null,
      ...(redo === null ? {} : { title: frame.redoNamed(redo) }),
    },
  })
}

import { useQuery } from '@tanstack/react-query'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { useCut } from '../../editor/cut-context.tsx'
import { texts } from '../../texts.ts'

/** Undo and redo of the open version, named; also after a restart. */
export function useCutHistory(): { readonly undo: string | null; readonly redo: string | null } {
  const { projectId, sequenceId, editor } = useCut()
  const studio = useStudio()
  const act = useAct()
  const input = { projectId, document: `sequence:${sequenceId}` as const }
  const { data } = useQuery(useQueries().history.state.queryOptions({ input }))
  const [undo, redo] = [data?.undo ?? null, data?.redo ?? null]

  const step = (way: 'undo' | 'redo') => (): void =>
    act(async () => {
      await editor.settled()
      await studio.history[way](input)
      await editor.renew()
    })

  const { frame } = texts.commands
  useCommands({
    'history.undo': {
      run: step('undo'),
      isEnabled: undo !== null,
      ...(undo === null ? {} : { title: frame.undoNamed(undo) }),
    },
    'history.redo': {
      run: step('redo'),
      isEnabled: redo !== null,
      ...(redo === null ? {} : { title: frame.redoNamed(redo) }),
    },
  })
  return { undo, redo }
}

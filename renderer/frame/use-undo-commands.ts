import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useQueries, useStudio } from '../client/studio-context.tsx'
import { useAct } from '../client/use-act.ts'
import { useCommands } from '../commands/use-commands.ts'
import { texts } from '../texts.ts'

type Document = 'song' | 'treatment' | 'takes' | `sequence:${string}`

/** What has to be done before and after a step by a screen that keeps a copy of the document. */
type Around = { readonly before?: () => Promise<unknown>; readonly after?: () => Promise<unknown> }

/**
 * Undo and redo of the document that is on screen, named after what they would take back. They outlive the program, and concern
 * nothing that is not on screen. Pressed faster than the studio answers, every press counts.
 */
export function useUndoCommands(
  projectId: string,
  document: Document,
  { before, after }: Around = {},
): { readonly undo: string | null; readonly redo: string | null } {
  const studio = useStudio()
  const queries = useQueries()
  const queryClient = useQueryClient()
  const act = useAct()
  const options = queries.history.state.queryOptions({ input: { projectId, document } })
  const { data } = useQuery(options)
  const [undo, redo] = [data?.undo ?? null, data?.redo ?? null]
  const queue = useRef<Promise<unknown>>(Promise.resolve())

  async function take(way: 'undo' | 'redo', turn: Promise<unknown>): Promise<void> {
    await turn
    await before?.()
    const state = await studio.history[way]({ projectId, document })
    await after?.()
    queryClient.setQueryData(options.queryKey, state)
  }

  const step = (way: 'undo' | 'redo') => (): void => {
    const done = take(way, queue.current)
    // The next press has its turn however this one ends.
    queue.current = done.catch(() => {})
    act(() => done)
  }

  const { frame } = texts.commands
  useCommands({
    'history.undo': {
      run: step('undo'),
      isEnabled: undo !== null,
      // The studio knows what there is to undo, before this window does.
      isTried: true,
      ...(undo === null ? {} : { title: frame.undoNamed(undo) }),
    },
    'history.redo': {
      run: step('redo'),
      isEnabled: redo !== null,
      isTried: true,
      ...(redo === null ? {} : { title: frame.redoNamed(redo) }),
    },
  })
  return { undo, redo }
}

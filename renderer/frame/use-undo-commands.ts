import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
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
  const [waiting, setWaiting] = useState(0)

  async function take(way: 'undo' | 'redo', turn: Promise<unknown>): Promise<void> {
    try {
      await turn
      await before?.()
      const state = await studio.history[way]({ projectId, document })
      await after?.()
      queryClient.setQueryData(options.queryKey, state)
    } finally {
      setWaiting(count => count - 1)
    }
  }

  const step = (way: 'undo' | 'redo') => (): void => {
    setWaiting(count => count + 1)
    const done = take(way, queue.current)
    // The next press has its turn however this one ends.
    queue.current = done.catch(() => {})
    act(() => done)
  }

  // A press before the answer is there counts: the studio knows what there is to undo.
  const isUnknown = data === undefined || waiting > 0
  const { frame } = texts.commands
  useCommands({
    'history.undo': {
      run: step('undo'),
      isEnabled: isUnknown || undo !== null,
      ...(undo === null ? {} : { title: frame.undoNamed(undo) }),
    },
    'history.redo': {
      run: step('redo'),
      isEnabled: isUnknown || redo !== null,
      ...(redo === null ? {} : { title: frame.redoNamed(redo) }),
    },
  })
  return { undo, redo }
}

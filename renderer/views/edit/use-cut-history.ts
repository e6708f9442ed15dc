import { useQuery } from '@tanstack/react-query'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useCut } from '../../editor/cut-context.tsx'
import { useUndoCommands } from '../../frame/use-undo-commands.ts'

export type CutHistory = {
  /** The newest first. */
  readonly done: readonly string[]
  /** The next to be redone first. */
  readonly undone: readonly string[]
  /** Steps back (or on, with a negative number) by so many gestures. */
  readonly stepBack: (count: number) => void
}

/** Undo and redo of the open version; what was done here is on disk before a step, and what the step did is shown after it. */
export function useCutHistory(): CutHistory {
  const { projectId, sequenceId, editor } = useCut()
  const studio = useStudio()
  const act = useAct()
  const document = `sequence:${sequenceId}` as const
  useUndoCommands(projectId, document, { before: () => editor.settled(), after: () => editor.renew() })
  const { data } = useQuery(useQueries().history.list.queryOptions({ input: { projectId, document } }))

  const stepBack = (count: number): void =>
    act(async () => {
      await editor.settled()
      const step = count > 0 ? studio.history.undo : studio.history.redo
      try {
        for (let left = Math.abs(count); left > 0; left -= 1) await step({ projectId, document })
      } finally {
        await editor.renew()
      }
    })

  return { done: data?.done ?? [], undone: data?.undone ?? [], stepBack }
}

import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { TakeRow } from '#model/contract/takes-contract.ts'
import type { Judgement } from '#model/take.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useProject } from '../../frame/use-project.tsx'
import { judged } from './take-rows.ts'

/** What a hand does to takes. The screen shows it at once; the studio's own answer comes behind, also when it refuses. */
export function useJudging() {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const queries = useQueries()
  const client = useQueryClient()
  const act = useAct()
  return useMemo(() => {
    const { queryKey } = queries.takes.list.queryOptions({ input: { projectId, isTrash: false } })

    function doing(show: (rows: readonly TakeRow[]) => TakeRow[], work: () => Promise<unknown>): void {
      // An answer that is under way knows nothing of this yet.
      void client.cancelQueries({ queryKey })
      client.setQueryData<TakeRow[]>(queryKey, rows => rows && show(rows))
      act(async () => {
        try {
          await work()
        } catch (error) {
          await client.invalidateQueries({ queryKey })
          throw error
        }
      })
    }

    const changed =
      (takeIds: readonly string[], parts: Partial<TakeRow>) =>
      (rows: readonly TakeRow[]): TakeRow[] => {
        const these = new Set(takeIds)
        return rows.map(row => (these.has(row.id) ? { ...row, ...parts } : row))
      }

    return {
      judge(takeIds: string[], judgement: Judgement): void {
        doing(
          rows => judged(rows, takeIds, judgement),
          () => studio.takes.judge({ projectId, takeIds, judgement }),
        )
      },
      see(takeIds: string[]): void {
        doing(changed(takeIds, { judgement: 'seen' }), () => studio.takes.see({ projectId, takeIds }))
      },
      rate(takeIds: string[], stars: number): void {
        doing(changed(takeIds, { stars }), () => studio.takes.rate({ projectId, takeIds, stars }))
      },
      note(takeId: string, note: string): void {
        doing(changed([takeId], { note }), () => studio.takes.note({ projectId, takeId, note }))
      },
      setShots(takeIds: string[], shotIds: string[]): void {
        doing(changed(takeIds, { shotIds }), () => studio.takes.setShots({ projectId, takeIds, shotIds }))
      },
      trash(takeIds: string[]): void {
        const these = new Set(takeIds)
        doing(
          rows => rows.filter(({ id }) => !these.has(id)),
          () => studio.takes.trash({ projectId, takeIds }),
        )
      },
    }
  }, [act, client, projectId, queries, studio])
}

export type Judging = ReturnType<typeof useJudging>

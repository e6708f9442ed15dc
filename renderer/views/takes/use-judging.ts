import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { OpenRequest } from '#model/contract/outbox-contract.ts'
import type { TakeRow } from '#model/contract/takes-contract.ts'
import type { RejectReason } from '#model/reject-reason.ts'
import type { Judgement } from '#model/take.ts'
import { endHold, holdWhileBusy } from '../../client/stale-lists.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { takeListKey } from '../../client/use-take-list.ts'
import { useAct } from '../../client/use-act.ts'
import { runCommand } from '../../commands/registry.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'
import { judged, reasoned } from './take-rows.ts'
import { mayBeBilled } from './way-on.ts'

/** What a hand does to takes. The screen shows it at once; the studio's own answer comes behind, also when it refuses. */
export function useJudging() {
  const { id: projectId } = useProject()
  const studio = useStudio()
  const queries = useQueries()
  const client = useQueryClient()
  const act = useAct()
  return useMemo(() => {
    const queryKey = takeListKey(queries, { projectId, isTrash: false })
    const { queryKey: frameKey } = queries.project.open.queryOptions({ input: { projectId } })
    const held = [queryKey, frameKey]

    function doing(show: (rows: readonly TakeRow[]) => TakeRow[], work: () => Promise<unknown>): void {
      for (const key of held) holdWhileBusy(client, key)
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
      /** What another hand does, or undo, is not to wait until this one rests. */
      rest: (): Promise<unknown> => Promise.all(held.map(key => endHold(client, key))),
      judge(takeIds: string[], judgement: Judgement): void {
        doing(
          rows => judged(rows, takeIds, judgement),
          () => studio.takes.judge({ projectId, takeIds, judgement }),
        )
      },
      setReason(takeIds: string[], reason: RejectReason | null, isGiven: boolean): void {
        doing(
          rows => reasoned(rows, takeIds, reason, isGiven),
          () => studio.takes.setReason({ projectId, takeIds, reason, isGiven }),
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
      /** To the trash; of those that have not come yet the requests are dropped, and what may be billed all the same is told. */
      trash(takes: readonly TakeRow[], open: ReadonlyMap<string, OpenRequest>): void {
        const these = new Set(takes.map(({ id }) => id))
        const takeIds = takes.filter(({ media }) => media !== null).map(({ id }) => id)
        const requestIds = takes.flatMap(({ media, request }) => (media === null && request ? [request.id] : []))
        const dropped = takes.flatMap(({ id, media }) => (media === null ? (open.get(id) ?? []) : []))
        const services = new Set(dropped.filter(mayBeBilled).map(({ serviceTitle }) => serviceTitle))
        const { outbox } = texts
        doing(
          rows => rows.filter(({ id }) => !these.has(id)),
          async () => {
            if (requestIds.length > 0) await studio.outbox.decide({ requestIds, decision: 'cancelled' })
            for (const service of services) {
              notify({ kind: 'info', text: outbox.dropped(outbox.cancelBilling.unsaid(service)) })
            }
            if (takeIds.length > 0) await studio.takes.trash({ projectId, takeIds })
          },
        )
      },
      putInCut(takeId: string, shotId: string, number: number): void {
        act(async () => {
          // A method of the studio, not a hook.
          // oxlint-disable-next-line react/hooks
          await studio.sequences.useTake({ projectId, takeId, shotId })
          const action = { label: texts.takes.commands.showInEdit, run: () => void runCommand('go.edit') }
          notify({ kind: 'ok', text: texts.takes.isInCut(number), action })
        })
      },
    }
  }, [act, client, projectId, queries, studio])
}

export type Judging = ReturnType<typeof useJudging>

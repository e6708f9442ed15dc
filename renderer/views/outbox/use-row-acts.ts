import { useMemo } from 'react'
import type { OutboxRow as Row } from '#model/contract/outbox-contract.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { focusShot } from '../../frame/focus.ts'
import type { Route } from '../../frame/routes.ts'
import type { RowActs } from './outbox-row.tsx'

export type OutboxActs = RowActs & {
  /** Those that have not gone out yet. */
  readonly drop: (requestIds: readonly string[]) => void
  readonly decideAll: (group: 'needsYou' | 'waiting', decision: 'again' | 'cancelled') => void
}

/** What a person decides about requests. */
export function useRowActs(projectId: string | null, go: (route: Route) => void, close: () => void): OutboxActs {
  const studio = useStudio()
  const act = useAct()
  return useMemo(() => {
    const goTo = ({ projectId, shotId, takeId }: Row, workspace: 'takes' | 'treatment'): void => {
      focusShot(shotId, takeId)
      go({ screen: 'project', projectId, workspace })
      close()
    }
    return {
      decide: (id, decision) => act(() => studio.outbox.decide({ requestIds: [id], decision })),
      drop: ids => act(() => studio.outbox.decide({ requestIds: [...ids], decision: 'unsent' })),
      prioritise: (ids, isFirst) => act(() => studio.outbox.prioritise({ requestIds: [...ids], isFirst })),
      tryService: serviceId => act(() => studio.services.tryNow({ serviceId })),
      editPrompt: row => goTo(row, 'treatment'),
      show: row => goTo(row, 'takes'),
      decideAll: (group, decision) => act(() => studio.outbox.decideAll({ projectId, group, decision })),
    }
  }, [act, studio, projectId, go, close])
}

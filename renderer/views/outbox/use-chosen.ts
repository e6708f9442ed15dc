import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { OUTBOX_PAGE } from '#model/contract/outbox-contract.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { tellFailure } from '../../client/tell-failure.ts'

export type Chosen = {
  readonly ids: ReadonlySet<string>
  /** Chooses the waiting request at that place, or lets it go; with `isRange` chooses all from the last one on. */
  readonly choose: (id: string, index: number, isRange: boolean) => void
  readonly clear: () => void
}

/** Which of the waiting requests are chosen. */
export function useChosen(projectId: string | null): Chosen {
  const client = useQueryClient()
  const queries = useQueries()
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = useState(0)

  /** Also of what was never scrolled to. */
  async function idsBetween(from: number, to: number): Promise<string[]> {
    const found: string[] = []
    for (let offset = from - (from % OUTBOX_PAGE); offset <= to; offset += OUTBOX_PAGE) {
      const input = { projectId, group: 'waiting' as const, offset, limit: OUTBOX_PAGE }
      const rows = await client.fetchQuery(queries.outbox.page.queryOptions({ input }))
      found.push(...rows.flatMap(({ id }, at) => (offset + at >= from && offset + at <= to ? [id] : [])))
    }
    return found
  }

  return {
    ids,
    choose(id, index, isRange) {
      setAnchor(index)
      if (isRange) {
        void idsBetween(Math.min(anchor, index), Math.max(anchor, index))
          .then(more => setIds(before => new Set([...before, ...more])))
          .catch(tellFailure)
        return
      }
      const next = new Set(ids)
      if (!next.delete(id)) next.add(id)
      setIds(next)
    },
    clear: () => setIds(new Set()),
  }
}

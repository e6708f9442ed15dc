import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useQueries } from '../../client/studio-context.tsx'
import { useTakeList } from '../../client/use-take-list.ts'
import { useMissingFiles } from '../../files/use-missing-files.ts'
import { useProject } from '../../frame/use-project.tsx'
import { countTakes, dailiesRows, gridRows, type GridRow, type TakeCounts } from './take-rows.ts'
import { useTakesSession } from './takes-store.ts'
import type { OpenRequest } from '#model/contract/outbox-contract.ts'
import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'

export type Takes = {
  readonly takes: readonly TakeRow[]
  readonly shots: readonly TakeShot[]
  readonly rows: readonly GridRow[]
  readonly counts: TakeCounts
  /** How the requests stand that have not delivered, by take. */
  readonly open: ReadonlyMap<string, OpenRequest>
  /** Files that are not where they were. */
  readonly missing: ReadonlySet<string>
}

export type TakesAnswer =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: unknown; readonly retry: () => void }
  | ({ readonly state: 'ready' } & Takes)

/** The project's takes as the filter and the search want them, kept up to date. */
export function useTakes(): TakesAnswer {
  const { id: projectId } = useProject()
  const queries = useQueries()
  const list = useTakeList({ projectId, isTrash: false })
  const shots = useQuery(queries.takes.shots.queryOptions({ input: { projectId } }))
  const requests = useQuery(queries.outbox.open.queryOptions({ input: { projectId } }))
  const missing = useMissingFiles(projectId)
  const searchText = useTakesSession(({ searchText }) => searchText.trim())
  const found = useQuery({
    ...queries.takes.search.queryOptions({ input: { projectId, text: searchText } }),
    enabled: searchText !== '',
    placeholderData: keepPreviousData,
  })
  const filter = useTakesSession(session => session.filter)
  const isRejectedHidden = useTakesSession(session => session.isRejectedHidden)
  const dailies = useTakesSession(({ layout, dailies }) => (layout === 'dailies' ? dailies.takeIds : null))
  const isNarrowed = filter !== 'all' || isRejectedHidden
  const heldId = useTakesSession(session => (isNarrowed ? session.heldId : null))
  const foundIds = searchText === '' ? undefined : found.data

  const open = useMemo(
    () => requests.data && new Map(requests.data.map(request => [request.takeId, request])),
    [requests.data],
  )
  const rows = useMemo(() => {
    if (!list.data || !shots.data) return null
    if (dailies) return dailiesRows(shots.data, list.data, dailies)
    const found = foundIds ? new Set(foundIds) : null
    return gridRows(shots.data, list.data, { filter, found, isRejectedHidden, heldId })
  }, [list.data, shots.data, filter, foundIds, isRejectedHidden, heldId, dailies])
  const counts = useMemo(
    () => (list.data && shots.data && open ? countTakes(shots.data, list.data, open) : null),
    [list.data, shots.data, open],
  )
  if (list.data && shots.data && open && rows && counts) {
    return { state: 'ready', takes: list.data, shots: shots.data, rows, counts, open, missing }
  }
  const error = list.error ?? shots.error ?? requests.error
  const retry = (): void => void Promise.all([list.refetch(), shots.refetch(), requests.refetch()])
  return error ? { state: 'failed', error, retry } : { state: 'loading' }
}

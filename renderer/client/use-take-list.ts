import { useQuery } from '@tanstack/react-query'
import type { TakeRow } from '#model/contract/takes-contract.ts'
import { useStudioConnection, type StudioUtils } from './studio-context.tsx'

type Wish = { readonly projectId: string; readonly isTrash: boolean }

/** Where the list is kept that `useTakeList` gives. */
export function takeListKey(queries: StudioUtils, { projectId, isTrash }: Wish) {
  return queries.takes.list.key({ input: { projectId, isTrash } })
}

/** Every take of a project, or those in its trash: thousands, so they come in parts. */
export function useTakeList(wish: Wish) {
  const { client, queries } = useStudioConnection()
  return useQuery({
    queryKey: takeListKey(queries, wish),
    async queryFn({ signal }): Promise<TakeRow[]> {
      const rows: TakeRow[] = []
      for await (const part of await client.takes.list(wish, { signal })) rows.push(...part)
      return rows
    },
  })
}

import { useQuery } from '@tanstack/react-query'
import type { SeamRow } from '#model/contract/seam-bindings-contract.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { useProject } from '../../frame/use-project.tsx'

/** The project's seams in the order of the film; none until they are known. */
export function useSeams(): readonly SeamRow[] {
  const { id: projectId } = useProject()
  return useQuery(useQueries().seams.list.queryOptions({ input: { projectId } })).data ?? []
}

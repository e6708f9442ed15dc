import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useQueries } from '../client/studio-context.tsx'

/** The files of a project's takes that are not where they were, or are others now. None while the disk is looked at. */
export function useMissingFiles(projectId: string): ReadonlySet<string> {
  const { data } = useQuery({
    ...useQueries().takes.missing.queryOptions({ input: { projectId } }),
    // Files go behind our back: who opens a screen, or comes back from where files are moved, wants to know.
    staleTime: 0,
    refetchOnWindowFocus: true,
  })
  return useMemo(() => new Set(data), [data])
}

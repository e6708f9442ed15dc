import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { RenderProgressEvent } from '#model/contract/renders-contract.ts'
import { useQueries } from '../../client/studio-context.tsx'

/** How far running renders are, by their ids, while the screen is up; after a lost connection it is asked for again. */
export function useRenderProgress(): ReadonlyMap<string, RenderProgressEvent> {
  const { data } = useQuery(useQueries().renders.progress.experimental_liveOptions())
  return useMemo(() => new Map(data?.map(event => [event.renderId, event])), [data])
}

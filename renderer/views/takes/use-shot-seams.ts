import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ShotSeams } from '#model/contract/seams-contract.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { useProject } from '../../frame/use-project.tsx'

/** Whoever walks past many shots has none of them measured. */
const REST_MS = 250

/** How the takes of a shot join its neighbours, once it has been stood before. */
export function useShotSeams(shotId: string | null): ShotSeams | undefined {
  const { id: projectId } = useProject()
  const [rested, setRested] = useState<string | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setRested(shotId), REST_MS)
    return () => clearTimeout(timer)
  }, [shotId])
  const isWanted = shotId !== null && rested === shotId
  const options = useQueries().seams.ofShot.queryOptions({ input: { projectId, shotId: shotId ?? '' } })
  const { data } = useQuery({ ...options, enabled: isWanted })
  return shotId === null ? undefined : data
}

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { SeamOfJoin } from '#model/contract/seams-contract.ts'
import { cutsOf, joinKey, type FilmCut } from '#model/seam/joins.ts'
import type { Sequence } from '#model/sequence.ts'
import { useQueries } from '../client/studio-context.tsx'
import { useCut } from './cut-context.tsx'

/** What is known of the cut's seams, by the keys of their joins: those of a cut that was just changed are not among them. */
export type CutSeams = ReadonlyMap<string, SeamOfJoin>

export function useCutSeams(): CutSeams {
  const { projectId, sequenceId } = useCut()
  const { data } = useQuery(useQueries().seams.ofCut.queryOptions({ input: { projectId, sequenceId } }))
  return useMemo(() => new Map(data?.map(({ key, seam }) => [key, seam])), [data])
}

const KNOWN = new WeakMap<Sequence, readonly FilmCut[]>()

/** The cuts at which clip meets clip; asked for with every picture of the timeline, so each sequence is walked once. */
export function cutsIn(sequence: Sequence): readonly FilmCut[] {
  const known = KNOWN.get(sequence) ?? cutsOf(sequence)
  KNOWN.set(sequence, known)
  return known
}

export function seamOf(seams: CutSeams, { join }: FilmCut): SeamOfJoin | undefined {
  return join ? seams.get(joinKey(join)) : undefined
}

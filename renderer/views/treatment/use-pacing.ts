import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { TreatmentView } from '#model/contract/treatment-contract.ts'
import { isStudioError } from '#model/errors.ts'
import { planShots } from '#model/plan/plan-shots.ts'
import type { PlanRequest } from '#model/plan/plan.ts'
import type { FrameRange } from '#model/time.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { useProject } from '../../frame/use-project.tsx'
import type { TreatmentEdits } from './use-treatment.tsx'

export type Pacing = {
  /** What the slider shows. */
  readonly value: number
  /** Where the shots would stand with it, one for each in order; null while nothing is being chosen. */
  readonly draft: readonly FrameRange[] | null
  /** A hand nears the slider: what planning needs is fetched. */
  readonly prepare: () => void
  readonly change: (value: number) => void
  readonly settle: (value: number) => void
}

/**
 * While the slider moves the plan is made here, by the very planner the studio uses; what is let go of is kept there. The
 * draft stays until the studio's answer stands in its place.
 */
export function usePacing(view: TreatmentView, edits: TreatmentEdits): Pacing {
  const { id: projectId } = useProject()
  const [chosen, setChosen] = useState<number | null>(null)
  const [isPrepared, setPrepared] = useState(false)
  const { data: request } = useQuery({
    ...useQueries().treatment.planRequest.queryOptions({ input: { projectId } }),
    enabled: isPrepared,
  })
  const draft = useMemo(() => (chosen === null || !request ? null : draftOf(request, chosen)), [request, chosen])

  return {
    value: chosen ?? view.pacing,
    draft: draft?.length === view.shots.length ? draft : null,
    prepare: () => setPrepared(true),
    change: setChosen,
    settle: value => {
      // A hand that has gone on meanwhile keeps what it holds.
      const release = (): void => setChosen(now => (now === value ? null : now))
      if (value === view.pacing) release()
      else edits.setPacing(value, release)
    },
  }
}

function draftOf(request: PlanRequest, pacing: number): readonly FrameRange[] | null {
  try {
    return planShots({ ...request, pacing }).places
  } catch (error) {
    // A plan that is refused is told of by the studio; the places stay as they are.
    if (isStudioError(error)) return null
    throw error
  }
}

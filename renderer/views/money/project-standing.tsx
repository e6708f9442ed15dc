import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useQueries } from '../../client/studio-context.tsx'
import { texts } from '../../texts.ts'
import { dollars } from '#model/dollars.ts'
import { ICON } from '../../ui/icon.ts'
import { Failed, Skeleton } from '../../ui/states.tsx'
import { CapField } from './cap-field.tsx'
import { capStanding } from './cap-standing.ts'

/** The cap of a project, and how it stands. */
export function ProjectStanding({ projectId }: { projectId: string }) {
  const { data, error, refetch } = useQuery(useQueries().money.standing.queryOptions({ input: { projectId } }))
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Skeleton className="h-24 w-full" />
  const { capMicroUsd, spentMicroUsd, reservedMicroUsd } = data
  const left = capMicroUsd === null ? null : capMicroUsd - spentMicroUsd - reservedMicroUsd
  const warning = {
    fine: null,
    'no-cap': texts.money.noCapBody,
    held: texts.money.heldBy,
    over: texts.money.overBy(dollars(Math.max(0, spentMicroUsd - (capMicroUsd ?? 0)))),
  }[capStanding(data)]
  return (
    <section className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-x-8 gap-y-4 rounded-card px-4 py-3 inset-ring inset-ring-line">
        <CapField projectId={projectId} capMicroUsd={capMicroUsd} />
        <dl className="flex grow flex-wrap justify-end gap-x-8 gap-y-2">
          <Sum name={texts.money.spent} note={texts.money.spentNote} microUsd={spentMicroUsd} />
          <Sum name={texts.money.waiting} note={texts.money.waitingNote} microUsd={reservedMicroUsd} />
          {left !== null && <Sum name={texts.money.left} note={texts.money.leftNote} microUsd={Math.max(0, left)} />}
        </dl>
      </div>
      {warning !== null && (
        <p role="status" className="flex items-center gap-2 text-pretty text-warn">
          <TriangleAlert {...ICON} className="shrink-0" />
          {warning}
        </p>
      )}
    </section>
  )
}

function Sum({ name, note, microUsd }: { name: string; note: string; microUsd: number }) {
  return (
    <div>
      <dt className="text-12 text-soft">{name}</dt>
      <dd className="text-24 font-strong tracking-tight tabular-nums">{dollars(microUsd)}</dd>
      <dd className="text-12 text-faint">{note}</dd>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useQueries } from '../../client/studio-context.tsx'
import { runCommand } from '../../commands/registry.ts'
import { texts } from '../../texts.ts'
import { dollars } from '#model/dollars.ts'
import { SMALL_ICON } from '../../ui/icon.ts'
import { Tip } from '../../ui/tip.tsx'
import { capStanding } from './cap-standing.ts'

/** Beside the outbox: what was spent of the cap. Only where something paid was asked for, or there is a cap. Opens the money panel. */
export function MoneyPill({ projectId }: { projectId: string }) {
  const { data } = useQuery(useQueries().money.standing.queryOptions({ input: { projectId } }))
  if (!data || (data.capMicroUsd === null && !data.hasAskedPaid)) return null
  const { capMicroUsd, spentMicroUsd } = data
  const spent = dollars(spentMicroUsd)
  const cap = capMicroUsd === null ? null : dollars(capMicroUsd, 'short')
  const shown = cap === null ? texts.money.noCapShort(spent) : texts.money.ofCap(spent, cap)
  const standing = capStanding(data)
  const warning = standing === 'over' ? texts.money.over : standing === 'held' ? texts.money.held : null
  const colour = standing === 'over' ? 'text-bad' : standing === 'fine' ? 'text-soft' : 'text-warn'
  return (
    <Tip text={texts.money.title}>
      <button
        type="button"
        onClick={() => runCommand('frame.money')}
        aria-label={[texts.money.pillName(shown), ...(warning === null ? [] : [warning])].join(', ')}
        className={`ml-1 flex h-7 shrink-0 items-center gap-1.5 rounded-control px-2 text-12 tabular-nums hover:bg-control hover:text-text ${colour}`}
      >
        {standing !== 'fine' && <TriangleAlert {...SMALL_ICON} />}
        <span className="flex flex-col gap-0.5">
          {shown}
          {capMicroUsd !== null && <Track part={capMicroUsd === 0 ? 1 : spentMicroUsd / capMicroUsd} />}
        </span>
        {warning !== null && <span className="max-wide:hidden">{warning}</span>}
      </button>
    </Tip>
  )
}

function Track({ part }: { part: number }) {
  return (
    <span aria-hidden="true" className="block h-0.5 w-full overflow-hidden rounded-full bg-track">
      <span className="block h-full bg-current" style={{ width: `${Math.min(1, part) * 100}%` }} />
    </span>
  )
}

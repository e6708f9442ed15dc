import type { TakeRow } from '#model/contract/takes-contract.ts'
import { REJECT_REASONS } from '#model/reject-reason.ts'
import { runCommand } from '../../commands/registry.ts'
import { texts } from '../../texts.ts'
import { useTakesSession } from './takes-store.ts'

const PLACES = {
  top: 'absolute top-3 left-1/2 z-10 -translate-x-1/2',
  bottom: 'absolute bottom-3 left-1/2 z-10 -translate-x-1/2',
  here: 'shrink-0',
} as const

/** Right after a take was rejected: why, at a press or by its key. It goes when one turns to another take. */
export function ReasonBar({ takes, at }: { takes: readonly TakeRow[]; at: keyof typeof PLACES }) {
  const decidedIds = useTakesSession(session => session.decidedIds)
  const decided = takes.filter(({ id, judgement }) => decidedIds.has(id) && judgement === 'rejected')
  const [first] = decided
  if (!first) return null
  const given = new Set(first.reasons)
  return (
    <div
      role="group"
      aria-label={texts.takes.whyNot}
      className={`${PLACES[at]} flex w-max max-w-[calc(100%-24px)] flex-wrap items-center gap-1 rounded-card bg-panel px-3 py-1.5 text-12 shadow-float inset-ring inset-ring-line-strong`}
    >
      <b className="mr-1 font-medium">
        {decided.length > 1 ? texts.takes.whyNotAll(decided.length) : texts.takes.whyNot}
      </b>
      {REJECT_REASONS.map((reason, index) => (
        <button
          key={reason}
          type="button"
          aria-pressed={given.has(reason)}
          onClick={() => void runCommand(`takes.reason.${reason}`)}
          className={`inline-flex h-6 items-center gap-1.5 rounded-control px-1.5 ${given.has(reason) ? 'bg-chosen text-on-chosen' : 'text-soft hover:bg-control hover:text-text'}`}
        >
          <span aria-hidden="true" className={given.has(reason) ? 'opacity-80' : 'text-faint'}>
            {index + 1}
          </span>
          {texts.takes.reasons[reason]}
        </button>
      ))}
      <span className="ml-1 text-faint max-wide:hidden">{texts.takes.reasonKeys}</span>
    </div>
  )
}

/** Why a take was rejected, in a few words; nothing where nobody said. */
export function reasonsText({ reasons }: Pick<TakeRow, 'reasons'>): string {
  return REJECT_REASONS.filter(reason => reasons.includes(reason))
    .map(reason => texts.takes.reasons[reason])
    .join(', ')
}

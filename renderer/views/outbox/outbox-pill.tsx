import { useQuery } from '@tanstack/react-query'
import { ArrowUp, Cloud, CloudOff, TriangleAlert } from 'lucide-react'
import { useQueries, useTrouble } from '../../client/studio-context.tsx'
import { runCommand } from '../../commands/registry.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { texts } from '../../texts.ts'
import { SMALL_ICON } from '../../ui/icon.ts'
import { Tip } from '../../ui/tip.tsx'

/** Interfaces go up and down without a word in the library. */
const LOOK_AGAIN_MS = 5_000

/** How every list of the outbox asks for its state: the same answer for all. */
export function useOutboxStatus(projectId: string | null) {
  return useQuery({
    ...useQueries().outbox.status.queryOptions({ input: { projectId } }),
    refetchInterval: LOOK_AGAIN_MS,
  })
}

/** The right end of the top bar: connection, what is on its way, what needs a person. Opens the outbox. */
export function OutboxPill() {
  const { data } = useOutboxStatus(null)
  const { trouble } = useTrouble()
  if (!data) return <span className="w-24" />
  const { isOnline, needsYou } = data
  const coming = data.running + data.waiting
  const isFine = isOnline && trouble === null
  const connection = trouble !== null ? texts.outbox.noAnswer : isOnline ? texts.outbox.online : texts.outbox.offline
  const Icon = isFine ? Cloud : CloudOff
  return (
    <Tip text={texts.outbox.title} keys={<CommandKeys id="frame.outbox" />}>
      <button
        type="button"
        onClick={() => runCommand('frame.outbox')}
        className="ml-1 flex h-7 shrink-0 items-center gap-3 rounded-control px-2 text-12 text-soft hover:bg-control hover:text-text"
      >
        <span className="sr-only">{texts.outbox.title}: </span>
        <span className={`flex items-center gap-1.5 ${isFine ? '' : 'text-warn'}`}>
          <Icon {...SMALL_ICON} size={14} />
          <span className="max-wide:sr-only">{connection}</span>
        </span>
        {coming > 0 && (
          <span className="flex items-center gap-1">
            <ArrowUp {...SMALL_ICON} />
            {coming}
            <span className="sr-only">{texts.outbox.onTheWay}</span>
          </span>
        )}
        {data.trouble !== null && (
          <span className="flex items-center gap-1 text-bad">
            <TriangleAlert {...SMALL_ICON} />
            {texts.outbox.held}
          </span>
        )}
        {needsYou > 0 && (
          <span className="flex items-center gap-1 text-bad">
            <TriangleAlert {...SMALL_ICON} />
            {needsYou}
            <span className="sr-only">{texts.outbox.needYou}</span>
          </span>
        )}
      </button>
    </Tip>
  )
}

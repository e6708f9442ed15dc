import { keepPreviousData, useQueries as useManyQueries } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Inbox } from 'lucide-react'
import { useRef } from 'react'
import {
  OUTBOX_PAGE,
  type OutboxGroup,
  type OutboxRow as Row,
  type OutboxStatus,
} from '#model/contract/outbox-contract.ts'
import { dollars } from '#model/dollars.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, Failed, Skeleton } from '../../ui/states.tsx'
import { countLines, lineAt, pagesOf } from './outbox-lines.ts'
import { OutboxRow } from './outbox-row.tsx'
import type { Chosen } from './use-chosen.ts'
import type { OutboxActs } from './use-row-acts.ts'

const HEAD_HEIGHT = 36
const ROW_HEIGHT = 58
/** With the bar of how far it is. */
const RUNNING_HEIGHT = 76
/** With two lines of why, and the buttons; those with one line are measured as they come into view. */
const NEEDS_YOU_HEIGHT = 104

type Props = {
  readonly status: OutboxStatus
  readonly projectId: string | null
  readonly acts: OutboxActs
  readonly chosen: Chosen
}

/** Every request in its group; however many there are, only those in view are fetched and drawn. */
export function OutboxList({ status, projectId, acts, chosen }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const lineCount = countLines(status)
  // Compiled or not, a list this size is drawn by what is in view.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: lineCount,
    getScrollElement: () => scroller.current,
    estimateSize: index => heightOf(status, index),
    // Another function whenever the groups begin elsewhere: sizes are then estimated anew.
    getItemKey: index => keyOf(status, index),
    overscan: 4,
  })
  const items = virtual.getVirtualItems()
  const { rowAt, error, retry } = useRows(
    status,
    projectId,
    items.map(({ index }) => index),
  )
  if (lineCount === 0) {
    return (
      <Empty icon={<Inbox size={28} strokeWidth={1.4} />} title={texts.outbox.empty} body={texts.outbox.emptyBody} />
    )
  }
  if (error) return <Failed error={error} retry={retry} />
  return (
    <div ref={scroller} role="list" aria-label={texts.outbox.list} className="min-h-0 grow overflow-y-auto">
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ key, index, start, size }) => {
          const line = lineAt(status, index)
          const row = line?.kind === 'row' ? rowAt(index) : undefined
          const isMeasured = row !== undefined && line?.kind === 'row' && line.group === 'needsYou'
          return (
            <div
              key={key}
              ref={isMeasured ? virtual.measureElement : undefined}
              data-index={index}
              role="listitem"
              className="absolute inset-x-0"
              style={{ top: start, height: isMeasured ? undefined : size }}
            >
              {line?.kind === 'head' && <GroupHead group={line.group} status={status} decideAll={acts.decideAll} />}
              {row && line?.kind === 'row' && (
                <OutboxRow
                  row={row}
                  hasProject={projectId === null}
                  acts={acts}
                  isChosen={chosen.ids.has(row.id)}
                  choose={isRange => chosen.choose(row.id, line.index, isRange)}
                />
              )}
              {line?.kind === 'row' && !row && <ComingRow />}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** In place of a row whose page is still fetched. */
function ComingRow() {
  return (
    <div aria-busy="true" className="flex h-full gap-3 border-b border-line px-4 py-3">
      <Skeleton className="size-4" />
      <div className="flex min-w-0 grow flex-col gap-2">
        <Skeleton className="h-3 w-3/4" />
        <Skeleton className="h-3 w-1/2" />
      </div>
    </div>
  )
}

function GroupHead({
  group,
  status,
  decideAll,
}: {
  group: OutboxGroup
  status: OutboxStatus
  decideAll: OutboxActs['decideAll']
}) {
  const { outbox } = texts
  const count = status[group]
  const { waitingMicroUsd, waitingUnpriced, safeAgain } = status
  const isPriced = group === 'waiting' && waitingMicroUsd + waitingUnpriced > 0
  return (
    <div className="flex h-full items-end gap-2 border-b border-line px-4 pb-1 text-12 text-soft">
      <h3>
        {outbox.groups[group]} <span className="text-faint">{count}</span>
      </h3>
      {isPriced && <span>{outbox.waitingPrice(dollars(waitingMicroUsd), waitingUnpriced)}</span>}
      <span className="grow" />
      {group === 'needsYou' && safeAgain > 1 && (
        <Button size="small" look="quiet" onClick={() => decideAll('needsYou', 'again')}>
          {outbox.againAll(safeAgain)}
        </Button>
      )}
      {count > 1 && (group === 'needsYou' || group === 'waiting') && (
        <Button
          size="small"
          look="quiet"
          aria-label={outbox.dropAllOf(outbox.groups[group])}
          onClick={() => decideAll(group, 'cancelled')}
        >
          {outbox.dropAll}
        </Button>
      )}
    </div>
  )
}

function keyOf(status: OutboxStatus, index: number): string {
  const line = lineAt(status, index)
  return line?.kind === 'row' ? `${line.group} ${line.index}` : (line?.group ?? '')
}

function heightOf(status: OutboxStatus, index: number): number {
  const line = lineAt(status, index)
  if (line?.kind !== 'row') return HEAD_HEIGHT
  if (line.group === 'needsYou') return NEEDS_YOU_HEIGHT
  return line.group === 'running' ? RUNNING_HEIGHT : ROW_HEIGHT
}

/** The rows in view, page by page as they come, undefined where one is not there yet; and why none of them comes. */
function useRows(status: OutboxStatus, projectId: string | null, lines: number[]) {
  const queries = useQueries()
  const pages = pagesOf(status, lines)
  const answers = useManyQueries({
    queries: pages.map(({ group, offset }) => ({
      ...queries.outbox.page.queryOptions({ input: { projectId, group, offset, limit: OUTBOX_PAGE } }),
      placeholderData: keepPreviousData,
    })),
  })
  const rowAt = (index: number): Row | undefined => {
    const line = lineAt(status, index)
    if (line?.kind !== 'row') return undefined
    const offset = Math.floor(line.index / OUTBOX_PAGE) * OUTBOX_PAGE
    const page = pages.findIndex(({ group, offset: at }) => group === line.group && at === offset)
    return answers[page]?.data?.[line.index - offset]
  }
  const failed = answers.filter(({ error, data }) => error !== null && data === undefined)
  const error = failed.length > 0 && failed.length === answers.length ? failed[0]!.error : null
  return { rowAt, error, retry: () => failed.forEach(({ refetch }) => void refetch()) }
}

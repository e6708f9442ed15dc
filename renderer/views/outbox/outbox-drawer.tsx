import { Dialog } from '@base-ui/react/dialog'
import { keepPreviousData, useQueries as useManyQueries } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Cloud, CloudOff, Inbox, TriangleAlert, X } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import {
  OUTBOX_PAGE,
  type OutboxGroup,
  type OutboxRow as Row,
  type OutboxStatus,
} from '#model/contract/outbox-contract.ts'
import { useFollowRequests } from '../../client/request-progress.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { focusShot } from '../../frame/focus.ts'
import type { Route } from '../../frame/routes.ts'
import { texts } from '../../texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Segments } from '../../ui/choice.tsx'
import { ICON } from '../../ui/icon.ts'
import { Empty, Failed, Skeleton } from '../../ui/states.tsx'
import { countLines, lineAt, pagesOf } from './outbox-lines.ts'
import { OutboxRow, timeOfDay, type RowActs } from './outbox-row.tsx'
import { useOutboxStatus } from './outbox-pill.tsx'

type Props = {
  /** The project that is open; null in the Library. */
  readonly projectId: string | null
  readonly go: (route: Route) => void
  readonly close: () => void
}

/** Everything that is asked for: connection, what needs a person, what runs, what waits, what is done. */
export function OutboxDrawer({ projectId, go, close }: Props) {
  const [isAll, setAll] = useState(projectId === null)
  const scope = isAll ? null : projectId
  const { data: status, error, refetch } = useOutboxStatus(scope)
  useFollowRequests()
  return (
    <Dialog.Root open onOpenChange={open => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          data-modal=""
          className="fixed inset-y-2 right-2 z-40 flex w-110 max-w-[calc(100vw-16px)] flex-col overflow-hidden rounded-card bg-panel shadow-float inset-ring inset-ring-line outline-none"
        >
          <div className="flex h-12 shrink-0 items-center gap-3 pr-2 pl-4">
            <Dialog.Title className="grow text-15 font-strong">{texts.outbox.title}</Dialog.Title>
            {projectId !== null && (
              <Segments
                name={texts.outbox.scope}
                value={isAll ? 'all' : 'this'}
                choose={value => setAll(value === 'all')}
                options={[
                  { value: 'this', label: texts.outbox.onlyThis },
                  { value: 'all', label: texts.outbox.everything },
                ]}
              />
            )}
            <IconButton name={texts.ui.close} look="quiet" onClick={close}>
              <X {...ICON} />
            </IconButton>
          </div>
          {!status && (error ? <Failed error={error} retry={() => void refetch()} /> : <Waiting />)}
          {status && (
            <>
              <Connection status={status} />
              {status.trouble !== null && <Trouble reason={status.trouble} />}
              <Requests key={scope} status={status} projectId={scope} go={go} close={close} />
            </>
          )}
          <p className="shrink-0 border-t border-line px-4 py-3 text-12 text-soft">{texts.outbox.note}</p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Connection({ status: { isOnline, connectionSinceMs } }: { status: OutboxStatus }) {
  const { outbox } = texts
  const since = connectionSinceMs === null ? null : timeOfDay(connectionSinceMs)
  const Icon = isOnline ? Cloud : CloudOff
  return (
    <Banner
      icon={<Icon {...ICON} className={`mt-0.5 shrink-0 ${isOnline ? 'text-soft' : 'text-warn'}`} />}
      title={isOnline ? outbox.onlineTitle : outbox.offlineTitle(since)}
      body={isOnline ? outbox.onlineBody : outbox.offlineBody}
      wash={isOnline ? 'bg-raised' : 'bg-warn-wash'}
    />
  )
}

function Trouble({ reason }: { reason: string }) {
  return (
    <Banner
      icon={<TriangleAlert {...ICON} className="mt-0.5 shrink-0 text-bad" />}
      title={texts.outbox.trouble}
      body={texts.outbox.troubleBody(reason)}
      wash="bg-bad-wash"
    />
  )
}

function Banner({ icon, title, body, wash }: { icon: React.ReactNode; title: string; body: string; wash: string }) {
  return (
    <div role="status" className={`flex shrink-0 gap-3 px-4 py-3 ${wash}`}>
      {icon}
      <div>
        <p className="font-strong">{title}</p>
        <p className="text-12 text-pretty text-soft">{body}</p>
      </div>
    </div>
  )
}

const HEAD_HEIGHT = 36
const ROW_HEIGHT = 58
/** With the bar of how far it is. */
const RUNNING_HEIGHT = 76
/** With two lines of why, and the buttons; those with one line are measured as they come into view. */
const NEEDS_YOU_HEIGHT = 104

/** Before anything is known of the outbox. */
function Waiting() {
  return (
    <div aria-busy="true" className="flex min-h-0 grow flex-col gap-3 p-4">
      <Skeleton className="h-12 w-full" />
      <Skeleton className="min-h-0 w-full grow" />
    </div>
  )
}

function Requests({
  status,
  projectId,
  go,
  close,
}: {
  status: OutboxStatus
  projectId: string | null
  go: (route: Route) => void
  close: () => void
}) {
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
  const acts = useRowActs(projectId, go, close)
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
              {line?.kind === 'head' && <GroupHead group={line.group} count={line.count} decideAll={acts.decideAll} />}
              {row && <OutboxRow row={row} hasProject={projectId === null} acts={acts} />}
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
  count,
  decideAll,
}: {
  group: OutboxGroup
  count: number
  decideAll: (group: 'needsYou' | 'waiting', decision: 'again' | 'cancelled') => void
}) {
  return (
    <div className="flex h-full items-end gap-2 border-b border-line px-4 pb-1 text-12 text-soft">
      <h3>
        {texts.outbox.groups[group]} <span className="text-faint">{count}</span>
      </h3>
      <span className="grow" />
      {count > 1 && group === 'needsYou' && (
        <Button size="small" look="quiet" onClick={() => decideAll('needsYou', 'again')}>
          {texts.outbox.againAll}
        </Button>
      )}
      {count > 1 && (group === 'needsYou' || group === 'waiting') && (
        <Button
          size="small"
          look="quiet"
          aria-label={texts.outbox.dropAllOf(texts.outbox.groups[group])}
          onClick={() => decideAll(group, 'cancelled')}
        >
          {texts.outbox.dropAll}
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

function useRowActs(projectId: string | null, go: (route: Route) => void, close: () => void) {
  const studio = useStudio()
  const act = useAct()
  return useMemo(() => {
    const goTo = ({ projectId, shotId, takeId }: Row, workspace: 'takes' | 'treatment'): void => {
      focusShot(shotId, takeId)
      go({ screen: 'project', projectId, workspace })
      close()
    }
    const rowActs: RowActs = {
      decide: (id, decision) => act(() => studio.outbox.decide({ requestIds: [id], decision })),
      editPrompt: row => goTo(row, 'treatment'),
      show: row => goTo(row, 'takes'),
    }
    return {
      ...rowActs,
      decideAll: (group: 'needsYou' | 'waiting', decision: 'again' | 'cancelled') =>
        act(() => studio.outbox.decideAll({ projectId, group, decision })),
    }
  }, [act, studio, projectId, go, close])
}
